package org.guise.core.attack;

import org.guise.core.parallel.Parallel;
import org.guise.core.reface.FaceBlur;
import org.guise.core.volume.Grid;

/**
 * Solves y = x + w·(G∗x − x) for x ≥ 0 by Richardson's and Lucy's iteration (Richardson 1972, Lucy 1974) with the
 * acceleration of Biggs &amp; Andrews (Appl Opt 36:1766, 1997). Stopping early is the regularisation: what the blur left of
 * the finest detail is below the rounding of the samples and is never asked for.
 */
final class Deconvolution {
    private static final float TINY = 1e-3f;

    private final FaceBlur blur;
    private final float[] w;
    private final float[] y;
    private final float[] norm;
    private final Parallel par;

    /**
     * A problem on a grid.
     *
     * @param y samples ≥ 0, not modified
     * @param w weight of the blur, 0 … 1; where it is 0, x is y
     */
    Deconvolution(Grid grid, float[] y, float[] w, double sigmaMm, Parallel par) {
        this.blur = new FaceBlur(grid, sigmaMm, par);
        this.par = par;
        this.w = w;
        this.y = y;
        this.norm = blur.transposed(w);
        each(p -> norm[p] += 1 - w[p]);
    }

    /** A voxel's work. */
    private interface Step {
        void at(int p);
    }

    private void each(Step step) {
        par.ranges(y.length, (from, to) -> {
            for (int p = from; p < to; p++) {
                step.at(p);
            }
        });
    }

    /** x after so many iterations, starting from y; a new array. */
    float[] solve(int iterations) {
        float[] x = y.clone(), before = y.clone(), guess = new float[y.length];
        float[] last = new float[y.length], lastButOne = new float[y.length];
        for (int it = 0; it < iterations; it++) {
            double a = it < 2 ? 0 : acceleration(last, lastButOne);
            float[] xx = x, xb = before, g = guess;
            each(p -> g[p] = Math.max(TINY, (float) (xx[p] + a * (xx[p] - xb[p]))));
            float[] ratio = applied(g);
            each(p -> ratio[p] = w[p] > 0 ? Math.max(TINY, y[p]) / Math.max(TINY, ratio[p]) : 1);
            float[] back = ratio.clone();
            each(p -> back[p] *= w[p]);
            float[] spread = blur.transposed(back);
            float[] next = before, step = lastButOne;
            each(p -> {
                next[p] = w[p] > 0 ? g[p] * ((1 - w[p]) * ratio[p] + spread[p]) / norm[p] : y[p];
                step[p] = next[p] - g[p];
            });
            before = x;
            x = next;
            lastButOne = last;
            last = step;
        }
        return x;
    }

    private static double acceleration(float[] g, float[] before) {
        double up = 0, down = 1e-20;
        for (int p = 0; p < g.length; p++) {
            up += (double) g[p] * before[p];
            down += (double) before[p] * before[p];
        }
        return Math.max(0, Math.min(0.999, up / down));
    }

    /** x + w·(G∗x − x) as a new array. */
    float[] applied(float[] x) {
        float[] b = blur.blurred(x);
        each(p -> b[p] = x[p] + w[p] * (b[p] - x[p]));
        return b;
    }

    /** Root mean square of y − A·x over the voxels that are blurred by more than half. */
    double misfit(float[] x) {
        float[] a = applied(x);
        double sum = 0;
        long n = 0;
        for (int p = 0; p < a.length; p++) {
            if (w[p] > 0.5f) {
                sum += (double) (y[p] - a[p]) * (y[p] - a[p]);
                n++;
            }
        }
        return Math.sqrt(sum / Math.max(1, n));
    }
}
