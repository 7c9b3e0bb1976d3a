package org.guise.core.measure;

import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;

/**
 * What is to be expected at a point of the atlas before a scan is seen: distance to the brain's surface, and the shares of
 * CSF, grey and white matter inside, smoothed, since the folds of another brain lie elsewhere. On the atlas's 2 mm grid.
 */
final class BrainPriors {
    static final int CSF = 0, GREY = 1, WHITE = 2;
    private static final Tissue[] TISSUES = {Tissue.CSF, Tissue.GREY, Tissue.WHITE};
    /** How far folds of two brains may lie apart once the atlas is fitted. */
    private static final double SPREAD_MM = 3;
    /** The fitted brain surface is off by about this much; logistic scale. */
    private static final double EDGE_MM = 0.7;

    private final Grid grid;
    private final Affine toGrid;
    private final float[] distance;
    private final float[][] share = new float[3][];

    BrainPriors(AtlasModel model, Parallel par) {
        grid = model.distanceGrid();
        toGrid = grid.worldToVoxel();
        distance = model.brainDistance();
        LabelVolume tissue = model.atlas().tissue(), region = model.atlas().region();
        float[] all = new float[grid.size()];
        for (int t = 0; t < 3; t++) {
            share[t] = fraction(tissue, region, TISSUES[t].code());
            for (int i = 0; i < all.length; i++) {
                all[i] += share[t][i];
            }
        }
        double sigma = SPREAD_MM / grid.spacingMm(0);
        int nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
        Smoothing.gaussian(all, nx, ny, nz, sigma, par);
        for (int t = 0; t < 3; t++) {
            Smoothing.gaussian(share[t], nx, ny, nz, sigma, par);
            for (int i = 0; i < all.length; i++) {
                share[t][i] = all[i] > 1e-4f ? share[t][i] / all[i] : t == CSF ? 1 : 0;
            }
        }
    }

    /** Share of each 2 mm voxel that is one tissue of the brain. */
    private float[] fraction(LabelVolume tissue, LabelVolume region, byte code) {
        Grid g = tissue.grid();
        float[] f = new float[grid.size()];
        for (int k = 0, q = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, q++) {
                    int n = 0;
                    for (int c = 0; c < 8; c++) {
                        int p = g.index(2 * i + (c & 1), 2 * j + (c >> 1 & 1), 2 * k + (c >> 2));
                        n += tissue.data()[p] == code && region.data()[p] == Region.BRAIN.code() ? 1 : 0;
                    }
                    f[q] = n / 8f;
                }
            }
        }
        return f;
    }

    /** Signed distance in mm from an atlas point to the brain's surface, negative inside. */
    float distance(double[] atlas) {
        return at(distance, atlas);
    }

    /** Shares of CSF, grey and white matter at an atlas point, their sum being the chance that it lies in the brain. */
    void shares(double[] atlas, float[] out) {
        float inside = (float) (1 / (1 + Math.exp(distance(atlas) / EDGE_MM)));
        float sum = 0;
        for (int t = 0; t < 3; t++) {
            out[t] = Math.max(1e-4f, at(share[t], atlas));
            sum += out[t];
        }
        for (int t = 0; t < 3; t++) {
            out[t] *= inside / sum;
        }
    }

    private float at(float[] v, double[] atlas) {
        double x = atlas[0], y = atlas[1], z = atlas[2];
        return Sampling.clamped(
                v, 0, grid.nx(), grid.ny(), grid.nz(), toGrid.x(x, y, z), toGrid.y(x, y, z), toGrid.z(x, y, z));
    }
}
