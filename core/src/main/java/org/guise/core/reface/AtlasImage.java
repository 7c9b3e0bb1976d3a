package org.guise.core.reface;

import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/** The atlas person in one scan's contrast: signal above background at 1 mm over the face zone and its surroundings. */
final class AtlasImage {
    private static final int MARGIN = 8;
    private static final double EDGE_SIGMA = 0.75;
    /** Relative amplitude and scale of the texture within a tissue; the same for every scan, so it carries nothing. */
    private static final float TEXTURE = 0.05f;

    private static final double TEXTURE_SIGMA = 1.2;

    private final Grid grid;
    private final Affine toGrid;
    private final float[] signal;

    private AtlasImage(Grid grid, float[] signal) {
        this.grid = grid;
        this.toGrid = grid.worldToVoxel();
        this.signal = signal;
    }

    static AtlasImage of(AtlasModel model, ScanVoice voice, Parallel par) {
        Atlas atlas = model.atlas();
        double[] means = voice.signal;
        Grid g = atlas.region().grid();
        byte[] region = atlas.region().data(), tissue = atlas.tissue().data();
        int[] lo = {g.nx(), g.ny(), g.nz()}, hi = {-1, -1, -1};
        for (int k = 0, p = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++, p++) {
                    if (Region.of(region[p]).inFaceZone() && tissue[p] != Tissue.AIR.code()) {
                        lo[0] = Math.min(lo[0], i);
                        lo[1] = Math.min(lo[1], j);
                        lo[2] = Math.min(lo[2], k);
                        hi[0] = Math.max(hi[0], i);
                        hi[1] = Math.max(hi[1], j);
                        hi[2] = Math.max(hi[2], k);
                    }
                }
            }
        }
        for (int a = 0; a < 3; a++) {
            lo[a] = Math.max(0, lo[a] - MARGIN);
            hi[a] = Math.min(g.dim(a) - 1, hi[a] + MARGIN);
        }
        Grid box = new Grid(
                hi[0] - lo[0] + 1,
                hi[1] - lo[1] + 1,
                hi[2] - lo[2] + 1,
                g.voxelToWorld().after(Affine.shift(lo[0], lo[1], lo[2])));
        float[] texture = new float[box.size()];
        NoiseField noise = new NoiseField(7);
        par.ranges(box.nz(), (a, b) -> {
            for (int p = a * box.nx() * box.ny(); p < b * box.nx() * box.ny(); p++) {
                texture[p] = noise.normal(p);
            }
        });
        Smoothing.gaussian(texture, box.nx(), box.ny(), box.nz(), TEXTURE_SIGMA, par);
        // A Gaussian of σ voxels leaves white noise with sd (2√π σ)^(-3/2); undo that.
        float gain = TEXTURE * (float) Math.pow(2 * Math.sqrt(Math.PI) * TEXTURE_SIGMA, 1.5);
        Grid d = model.distanceGrid();
        Affine toD = d.worldToVoxel().after(g.voxelToWorld());
        float[] s = new float[box.size()];
        par.ranges(box.nz(), (a, b) -> {
            for (int k = a; k < b; k++) {
                for (int j = 0; j < box.ny(); j++) {
                    int p = box.index(0, j, k), q = g.index(lo[0], j + lo[1], k + lo[2]);
                    for (int i = 0; i < box.nx(); i++, p++, q++) {
                        byte t = tissue[q];
                    double x = toD.x(i + lo[0], j + lo[1], k + lo[2]);
                    double y = toD.y(i + lo[0], j + lo[1], k + lo[2]);
                    double z = toD.z(i + lo[0], j + lo[1], k + lo[2]);
                    float depth = -Sampling.clamped(model.skinDistance(), 0, d.nx(), d.ny(), d.nz(), x, y, z);
                    float inner = Math.max(0, Math.min(1, (depth - 3) / 4));
                    float own = (float) means[t] * (1 + inner * gain * texture[p]);
                    s[p] = shell(t) ? inner * own + (1 - inner) * voice.skinSignal(depth) : own;
                    }
                }
            }
        });
        Smoothing.gaussian(s, box.nx(), box.ny(), box.nz(), EDGE_SIGMA, par);
        // The filter sees zeros beyond the box: restore the outermost voxels from their inner neighbours is not needed,
        // as the
        // margin is air or kept tissue that is never written.
        return new AtlasImage(box, s);
    }

    /** Tissues of the outer shell, which follow the scan's own skin profile. */
    private static boolean shell(byte tissue) {
        return switch (Tissue.of(tissue)) {
            case SKIN, FAT, MUSCLE, SOFT -> true;
            default -> false;
        };
    }

    /** Signal at an atlas point; clamped to the box. */
    float at(double x, double y, double z) {
        return Sampling.clamped(
                signal, 0, grid.nx(), grid.ny(), grid.nz(), toGrid.x(x, y, z), toGrid.y(x, y, z), toGrid.z(x, y, z));
    }
}
