package org.guise.core.kernel;

import org.guise.core.parallel.Parallel;

/**
 * Exact Euclidean distance transform by lower envelopes of parabolas (Felzenszwalb &amp; Huttenlocher, Theory of
 * Computing 8, 2012), on grids of any spacing.
 */
public final class DistanceTransform {
    private static final float FAR = 1e10f;

    private DistanceTransform() {}

    /** A voxel predicate on flat indices. */
    @FunctionalInterface
    public interface Inside {
        /** Whether the voxel belongs to the set. */
        boolean test(int index);
    }

    /**
     * Distance in mm from each voxel centre to the nearest voxel centre of the set (0 inside the set).
     *
     * @param h voxel size in mm along x, y, z
     * @return {@code float[nx*ny*nz]}; 1e5 everywhere if the set is empty
     */
    public static float[] distance(int nx, int ny, int nz, double[] h, Inside inside, Parallel par) {
        float[] d = new float[nx * ny * nz];
        par.ranges(nz, (a, b) -> {
            int n = Math.max(nx, ny);
            float[] f = new float[n], out = new float[n];
            int[] v = new int[n];
            double[] zs = new double[n + 1];
            for (int z = a; z < b; z++) {
                for (int i = z * nx * ny; i < (z + 1) * nx * ny; i++) {
                    d[i] = inside.test(i) ? 0 : FAR;
                }
                for (int y = 0; y < ny; y++) {
                    line(d, (z * ny + y) * nx, 1, nx, h[0], f, out, v, zs);
                }
                for (int x = 0; x < nx; x++) {
                    line(d, z * ny * nx + x, nx, ny, h[1], f, out, v, zs);
                }
            }
        });
        par.ranges(ny, (a, b) -> {
            float[] f = new float[nz], out = new float[nz];
            int[] v = new int[nz];
            double[] zs = new double[nz + 1];
            for (int y = a; y < b; y++) {
                for (int x = 0; x < nx; x++) {
                    int s = y * nx + x;
                    line(d, s, nx * ny, nz, h[2], f, out, v, zs);
                    for (int z = 0; z < nz; z++) {
                        d[s + z * nx * ny] = (float) Math.sqrt(d[s + z * nx * ny]);
                    }
                }
            }
        });
        return d;
    }

    private static void line(
            float[] d, int start, int stride, int n, double h, float[] f, float[] out, int[] v, double[] z) {
        boolean any = false;
        for (int q = 0; q < n; q++) {
            f[q] = d[start + q * stride];
            any |= f[q] < FAR;
        }
        if (!any) {
            return;
        }
        double hh = h * h;
        int k = -1;
        for (int q = 0; q < n; q++) {
            if (f[q] >= FAR) {
                continue;
            }
            double s = 0;
            while (k >= 0) {
                s = ((f[q] + hh * q * q) - (f[v[k]] + hh * v[k] * v[k])) / (2 * hh * (q - v[k]));
                if (s > z[k]) {
                    break;
                }
                k--;
            }
            k++;
            v[k] = q;
            z[k] = k == 0 ? Double.NEGATIVE_INFINITY : s;
            z[k + 1] = Double.POSITIVE_INFINITY;
        }
        k = 0;
        for (int q = 0; q < n; q++) {
            while (z[k + 1] < q) {
                k++;
            }
            double t = h * (q - v[k]);
            out[q] = (float) (t * t + f[v[k]]);
        }
        for (int q = 0; q < n; q++) {
            d[start + q * stride] = out[q];
        }
    }
}
