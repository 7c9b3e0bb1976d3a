package org.guise.people.scan;

import org.guise.core.volume.Grid;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.SeededRandom;

/**
 * A random smooth displacement of the inner anatomy, so that brain and skull differ between persons independently of the
 * face. It vanishes at the skin and reaches its full size 20 mm below it.
 */
final class InnerVariation {
    private static final double STEP_MM = 4;
    private static final double WAVELENGTH_MM = 60;
    private static final double FULL_DEPTH_MM = 20;
    private static final int WAVES = 16;

    private InnerVariation() {}

    /**
     * The displacement in mm.
     *
     * @param sdMm standard deviation per component deep inside
     */
    static VectorField of(HeadMesh head, long seed, double sdMm) {
        Grid grid = Grid.isotropic(64, 80, 96, STEP_MM, -126, -158, -190);
        float[] depth = depthMm(new Voxelizer(grid, STEP_MM / 2).coverage(head), grid);
        float[][] field = new float[3][grid.size()];
        for (int a = 0; a < 3; a++) {
            double[][] wave = waves(SeededRandom.of(seed, a));
            double scale = sdMm * Math.sqrt(2.0 / WAVES);
            for (int k = 0, at = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++, at++) {
                        double t = Math.min(1, depth[at] / FULL_DEPTH_MM);
                        if (t <= 0) {
                            continue;
                        }
                        double s = 0;
                        for (double[] w : wave) {
                            s += StrictMath.cos(w[0] * i + w[1] * j + w[2] * k + w[3]);
                        }
                        field[a][at] = (float) (scale * s * t * t * (3 - 2 * t));
                    }
                }
            }
        }
        return new VectorField(grid.nx(), grid.ny(), grid.nz(), STEP_MM, new double[] {-126, -158, -190}, field);
    }

    /** Plane waves: wave vector per lattice step, and phase. */
    private static double[][] waves(SeededRandom random) {
        double[][] waves = new double[WAVES][4];
        for (double[] w : waves) {
            double length = 0;
            for (int a = 0; a < 3; a++) {
                w[a] = random.gaussian();
                length += w[a] * w[a];
            }
            double k = 2 * Math.PI * STEP_MM / (WAVELENGTH_MM * random.uniform(0.8, 1.6)) / Math.sqrt(length);
            for (int a = 0; a < 3; a++) {
                w[a] *= k;
            }
            w[3] = random.uniform(0, 2 * Math.PI);
        }
        return waves;
    }

    /** Distance to the nearest node outside (city-block, two sweeps), less half a step. */
    private static float[] depthMm(float[] coverage, Grid grid) {
        int[] stride = {1, grid.nx(), grid.nx() * grid.ny()};
        float[] d = new float[coverage.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = coverage[i] < 0.5f ? 0 : 1e6f;
        }
        for (int n = 0; n < d.length; n++) {
            for (int s : stride) {
                d[n] = Math.min(d[n], n >= s ? d[n - s] + (float) STEP_MM : 0);
            }
        }
        for (int n = d.length - 1; n >= 0; n--) {
            for (int s : stride) {
                d[n] = Math.min(d[n], n + s < d.length ? d[n + s] + (float) STEP_MM : d[n]);
            }
            d[n] = Math.max(0, d[n]);
        }
        return d;
    }
}
