package org.guise.core.measure;

import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;

/**
 * The smooth factor by which a receive coil brightens one place more than another: the Gaussian average (SD 20 mm) of seen
 * over expected signal, by least squares in each neighbourhood (as Wells et al., IEEE TMI 15:429, 1996, in the logarithm),
 * on blocks of about 4 mm. Its mean over the tissue is 1.
 */
final class ShadingField {
    private static final double BLOCK_MM = 4;
    private static final double SMOOTH_MM = 20;

    private final BrainVoxels voxels;
    private final int[] block = new int[3];
    private final int nx, ny, nz;
    private final float[] field;

    /** A field of 1. */
    ShadingField(BrainVoxels voxels) {
        this.voxels = voxels;
        for (int a = 0; a < 3; a++) {
            block[a] = (int) Math.max(1, Math.round(BLOCK_MM / voxels.stepMm[a]));
        }
        nx = (voxels.nx - 1) / block[0] + 1;
        ny = (voxels.ny - 1) / block[1] + 1;
        nz = (voxels.nz - 1) / block[2] + 1;
        field = new float[nx * ny * nz];
        java.util.Arrays.fill(field, 1f);
    }

    /**
     * Estimates the field anew.
     *
     * @param expected signal of each voxel without shading
     * @param weight how much each voxel is to be believed, 0 for not at all
     */
    void update(float[] expected, float[] weight, Parallel par) {
        float[] seen = new float[field.length], wanted = new float[field.length];
        int plane = voxels.nx * voxels.ny;
        for (int q = 0; q < voxels.size(); q++) {
            int b = voxels.where[q];
            int cell = b % voxels.nx / block[0]
                    + nx * (b / voxels.nx % voxels.ny / block[1] + ny * (b / plane / block[2]));
            seen[cell] += weight[q] * expected[q] * voxels.sample[q];
            wanted[cell] += weight[q] * expected[q] * expected[q];
        }
        double[] sigma = new double[3];
        double total = 0;
        for (int a = 0; a < 3; a++) {
            sigma[a] = SMOOTH_MM / (block[a] * voxels.stepMm[a]);
        }
        for (float w : wanted) {
            total += w;
        }
        if (!(total > 0)) {
            return;
        }
        float[] own = wanted.clone();
        Smoothing.gaussian(seen, 0, nx, ny, nz, sigma[0], sigma[1], sigma[2], par);
        Smoothing.gaussian(wanted, 0, nx, ny, nz, sigma[0], sigma[1], sigma[2], par);
        float least = (float) (1e-6 * total / field.length);
        double mean = 0;
        for (int i = 0; i < field.length; i++) {
            field[i] = wanted[i] > least ? Math.clamp(seen[i] / wanted[i], 0.2f, 5f) : 1;
            mean += own[i] * field[i];
        }
        for (int i = 0; i < field.length; i++) {
            field[i] *= (float) (total / mean);
        }
    }

    /** The factor at a voxel of the list. */
    float at(int q) {
        int b = voxels.where[q];
        int i = b % voxels.nx, j = b / voxels.nx % voxels.ny, k = b / (voxels.nx * voxels.ny);
        return Sampling.clamped(
                field,
                0,
                nx,
                ny,
                nz,
                (i + 0.5) / block[0] - 0.5,
                (j + 0.5) / block[1] - 0.5,
                (k + 0.5) / block[2] - 0.5);
    }
}
