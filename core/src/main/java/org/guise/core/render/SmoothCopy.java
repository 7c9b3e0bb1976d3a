package org.guise.core.render;

import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * The working copy that is ray-cast: the scan smoothed by a Gaussian given in mm and resampled along its own axes to
 * about 1 mm, in one separable pass per axis.
 *
 * <p>Along each axis the two steps are one banded matrix G·C: C interpolates with the Catmull-Rom cubic, G is the
 * Gaussian. Near the border the weights are renormalised, so that tissue cut by the field of view does not fade.
 */
final class SmoothCopy {
    /** Voxel sides in this range (mm) are kept as they are. */
    private static final double KEEP_MIN_MM = 0.8, KEEP_MAX_MM = 1.25;

    /** Coarse voxels get a wider Gaussian, else their steps show as ripples on the skin. */
    private static final double COARSE_SHARE = 0.6, COARSE_MAX_MM = 1.6;

    private static final long MAX_VOXELS = 32L << 20;

    private SmoothCopy() {}

    /** The smoothed copy; samples that are not a number count as the scan's lowest value. */
    static Volume of(Volume scan, double sigmaMm, int threads) {
        Grid g = scan.grid();
        double targetMm = 1;
        Axis[] axes = axes(g, sigmaMm, targetMm);
        while ((long) axes[0].n * axes[1].n * axes[2].n > MAX_VOXELS && targetMm < 4) {
            targetMm *= 1.25;
            axes = axes(g, sigmaMm, targetMm);
        }
        float low = lowest(scan.data());
        float[] a = alongX(scan.data(), g.nx(), g.ny() * g.nz(), axes[0], low, threads);
        a = alongY(a, axes[0].n, g.ny(), g.nz(), axes[1], threads);
        a = alongY(a, axes[0].n * axes[1].n, g.nz(), 1, axes[2], threads);
        Affine workToScan = Affine.scaleShift(
                axes[0].step, axes[1].step, axes[2].step, axes[0].first, axes[1].first, axes[2].first);
        return new Volume(
                new Grid(axes[0].n, axes[1].n, axes[2].n, g.voxelToWorld().after(workToScan)), a);
    }

    private static Axis[] axes(Grid g, double sigmaMm, double targetMm) {
        Axis[] axes = new Axis[3];
        for (int a = 0; a < 3; a++) {
            axes[a] = new Axis(g.dim(a), g.spacingMm(a), sigmaMm, targetMm);
        }
        return axes;
    }

    private static float lowest(float[] v) {
        float low = Float.POSITIVE_INFINITY;
        for (float x : v) {
            low = x < low ? x : low;
        }
        return Float.isInfinite(low) ? 0 : low;
    }

    /** One axis of the resampling: output n samples at first + step·i (in input voxels), each a short weighted sum. */
    private static final class Axis {
        final int n;
        final double step, first;
        final int[] start;
        final float[][] weight;

        Axis(int count, double spacingMm, double sigmaMm, double targetMm) {
            boolean keep = count == 1 || (spacingMm >= KEEP_MIN_MM && spacingMm <= KEEP_MAX_MM && targetMm <= 1);
            n = keep ? count : Math.max(1, (int) Math.round(count * spacingMm / targetMm));
            step = (double) count / n;
            // the outer faces of the first and last voxel stay where they are
            first = 0.5 * step - 0.5;
            start = new int[n];
            weight = new float[n][];
            double sigma = Math.max(sigmaMm, Math.min(COARSE_SHARE * spacingMm, COARSE_MAX_MM)) / spacingMm;
            // fine sub-steps turn the Gaussian of the cubic interpolant into plain weights
            double sub = Math.min(0.25, sigma / 3);
            int reach = (int) Math.ceil(3 * sigma / sub);
            double[] w = new double[count];
            for (int i = 0; i < n; i++) {
                double centre = first + i * step;
                if (count == 1) {
                    weight[i] = new float[] {1};
                    continue;
                }
                int lo = count, hi = -1;
                for (int s = -reach; s <= reach; s++) {
                    double p = Math.clamp(centre + s * sub, -0.5, count - 0.5);
                    double gauss = Math.exp(-0.5 * Math.pow(s * sub / sigma, 2));
                    int base = (int) Math.floor(p);
                    double f = p - base;
                    for (int t = -1; t <= 2; t++) {
                        int index = Math.clamp(base + t, 0, count - 1);
                        w[index] += gauss * cubic(f - t);
                        lo = Math.min(lo, index);
                        hi = Math.max(hi, index);
                    }
                }
                double sum = 0;
                for (int k = lo; k <= hi; k++) {
                    sum += w[k];
                }
                while (lo < hi && Math.abs(w[lo]) < 1e-4 * sum) {
                    w[lo++] = 0;
                }
                while (hi > lo && Math.abs(w[hi]) < 1e-4 * sum) {
                    w[hi--] = 0;
                }
                start[i] = lo;
                weight[i] = new float[hi - lo + 1];
                for (int k = lo; k <= hi; k++) {
                    weight[i][k - lo] = (float) (w[k] / sum);
                    w[k] = 0;
                }
            }
        }

        /** Catmull-Rom kernel. */
        private static double cubic(double x) {
            double a = Math.abs(x);
            return a < 1 ? 1 + a * a * (1.5 * a - 2.5) : a < 2 ? 2 + a * (-4 + a * (2.5 - 0.5 * a)) : 0;
        }
    }

    private static float[] alongX(float[] in, int nx, int rows, Axis axis, float low, int threads) {
        float[] out = new float[axis.n * rows];
        int chunk = 64;
        Workers.forEach((rows + chunk - 1) / chunk, threads, c -> {
            float[] row = new float[nx];
            for (int r = c * chunk; r < Math.min(rows, (c + 1) * chunk); r++) {
                int from = r * nx;
                for (int i = 0; i < nx; i++) {
                    float v = in[from + i];
                    row[i] = Float.isNaN(v) ? low : v;
                }
                int to = r * axis.n;
                for (int i = 0; i < axis.n; i++) {
                    float[] w = axis.weight[i];
                    int s = axis.start[i];
                    float sum = 0;
                    for (int k = 0; k < w.length; k++) {
                        sum += w[k] * row[s + k];
                    }
                    out[to + i] = sum;
                }
            }
        });
        return out;
    }

    /** Filters the middle axis of an array [slabs][ny][nx] (x fastest). */
    private static float[] alongY(float[] in, int nx, int ny, int slabs, Axis axis, int threads) {
        float[] out = new float[nx * axis.n * slabs];
        int tile = 4096, tiles = (nx + tile - 1) / tile;
        Workers.forEach(slabs * tiles, threads, piece -> {
            int slab = piece / tiles, x0 = piece % tiles * tile, count = Math.min(tile, nx - x0);
            float[] sum = new float[count];
            for (int j = 0; j < axis.n; j++) {
                float[] w = axis.weight[j];
                java.util.Arrays.fill(sum, 0);
                for (int k = 0; k < w.length; k++) {
                    float f = w[k];
                    int from = (slab * ny + axis.start[j] + k) * nx + x0;
                    for (int i = 0; i < count; i++) {
                        sum[i] += f * in[from + i];
                    }
                }
                System.arraycopy(sum, 0, out, (slab * axis.n + j) * nx + x0, count);
            }
        });
        return out;
    }
}
