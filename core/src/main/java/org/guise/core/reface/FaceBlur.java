package org.guise.core.reface;

import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Gaussian blur with a weight per voxel: y = x + w·(G∗x − x). The kernel is isotropic in millimetres whatever the voxels, is
 * cut off at 3σ, and counts only what lies inside the field of view.
 */
public final class FaceBlur {
    /** Standard deviation of {@link Method#BLUR}. */
    public static final double SIGMA_MM = 4;

    private final Grid grid;
    private final double sx;
    private final double sy;
    private final double sz;
    private final float[] inView;
    private final Parallel par;

    /** A blur of {@code sigmaMm} &gt; 0 on a grid. */
    public FaceBlur(Grid grid, double sigmaMm, Parallel par) {
        this.grid = grid;
        this.par = par;
        sx = sigmaMm / grid.spacingMm(0);
        sy = sigmaMm / grid.spacingMm(1);
        sz = sigmaMm / grid.spacingMm(2);
        inView = new float[grid.size()];
        java.util.Arrays.fill(inView, 1f);
        gaussian(inView);
    }

    private void gaussian(float[] v) {
        Smoothing.gaussian(v, 0, grid.nx(), grid.ny(), grid.nz(), sx, sy, sz, par);
    }

    /** G∗x as a new array. @param x finite samples on the grid, not modified */
    public float[] blurred(float[] x) {
        float[] b = x.clone();
        gaussian(b);
        for (int p = 0; p < b.length; p++) {
            b[p] /= inView[p];
        }
        return b;
    }

    /** Gᵀ∗x, the transposed map, as a new array; differs from {@link #blurred} at the edge of the field of view only. */
    public float[] transposed(float[] x) {
        float[] b = new float[x.length];
        for (int p = 0; p < b.length; p++) {
            b[p] = x[p] / inView[p];
        }
        gaussian(b);
        return b;
    }

    /** The blurred scan as new samples; voxels of weight 0 keep their bits. Samples that are not finite count as {@code air}. */
    static float[] apply(Volume scan, float[] weight, double sigmaMm, float air, Parallel par) {
        float[] x = scan.data().clone();
        for (int p = 0; p < x.length; p++) {
            x[p] = Float.isFinite(x[p]) ? x[p] : air;
        }
        float[] b = new FaceBlur(scan.grid(), sigmaMm, par).blurred(x);
        float[] out = scan.data().clone();
        for (int p = 0; p < out.length; p++) {
            if (weight[p] > 0) {
                out[p] = x[p] + weight[p] * (b[p] - x[p]);
            }
        }
        return out;
    }
}
