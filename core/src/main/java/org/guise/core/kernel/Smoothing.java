package org.guise.core.kernel;

import org.guise.core.parallel.Parallel;

/** Separable smoothing of flat volumes (x fastest), in place, parallel over slabs. Borders: zero outside. */
public final class Smoothing {
    /** Neighbouring columns that are filtered along z together. */
    private static final int SLAB = 256;

    private Smoothing() {}

    /**
     * Gaussian of the given σ in voxels per axis (σ ≤ 0: axis skipped), truncated at 3σ, normalised to sum 1. Outside the
     * volume counts as zero; divide by the smoothed mask for normalised convolution.
     *
     * @param v modified; channel starts at {@code offset}
     */
    public static void gaussian(
            float[] v, int offset, int nx, int ny, int nz, double sx, double sy, double sz, Parallel par) {
        if (sx > 0) {
            float[] k = kernel(sx);
            int r = k.length / 2, padded = nx + 2 * r;
            par.ranges(nz, (a, b) -> {
                float[] in = new float[padded * ny + 2 * r], out = new float[padded * ny];
                for (int z = a; z < b; z++) {
                    int start = offset + z * nx * ny;
                    for (int y = 0; y < ny; y++) {
                        System.arraycopy(v, start + y * nx, in, r + y * padded, nx);
                    }
                    filter(in, r, 1, out, 0, padded * ny, k);
                    for (int y = 0; y < ny; y++) {
                        System.arraycopy(out, y * padded, v, start + y * nx, nx);
                    }
                }
            });
        }
        if (sy > 0) {
            float[] k = kernel(sy);
            int r = k.length / 2;
            par.ranges(nz, (a, b) -> {
                float[] in = new float[nx * (ny + 2 * r)];
                for (int z = a; z < b; z++) {
                    int start = offset + z * nx * ny;
                    System.arraycopy(v, start, in, r * nx, nx * ny);
                    filter(in, r * nx, nx, v, start, nx * ny, k);
                }
            });
        }
        if (sz > 0) {
            float[] k = kernel(sz);
            int r = k.length / 2, plane = nx * ny;
            int slabs = (plane + SLAB - 1) / SLAB;
            par.ranges(slabs, (a, b) -> {
                float[] in = new float[SLAB * (nz + 2 * r)], out = new float[SLAB * nz];
                for (int s = a; s < b; s++) {
                    int start = offset + s * SLAB, length = Math.min(SLAB, plane - s * SLAB);
                    for (int z = 0; z < nz; z++) {
                        System.arraycopy(v, start + z * plane, in, (r + z) * SLAB, length);
                    }
                    filter(in, r * SLAB, SLAB, out, 0, SLAB * nz, k);
                    for (int z = 0; z < nz; z++) {
                        System.arraycopy(out, z * SLAB, v, start + z * plane, length);
                    }
                }
            });
        }
    }

    /** Same σ on all axes, channel at offset 0. */
    public static void gaussian(float[] v, int nx, int ny, int nz, double sigma, Parallel par) {
        gaussian(v, 0, nx, ny, nz, sigma, sigma, sigma, par);
    }

    private static float[] kernel(double sigma) {
        int r = Math.max(1, (int) Math.ceil(3 * sigma));
        float[] k = new float[2 * r + 1];
        double s = 0;
        for (int i = -r; i <= r; i++) {
            double e = Math.exp(-0.5 * i * i / (sigma * sigma));
            k[i + r] = (float) e;
            s += e;
        }
        for (int i = 0; i < k.length; i++) {
            k[i] /= (float) s;
        }
        return k;
    }

    /**
     * out[o + i] = Σ k[t]·in[c + i + (t − r)·step] for i in [0, n): one long loop for a pair of taps, whatever the axis, since
     * short rows would be spent in the loops' heads and tails.
     */
    private static void filter(float[] in, int c, int step, float[] out, int o, int n, float[] k) {
        int r = k.length / 2;
        float k0 = k[r];
        if (r % 2 == 0) {
            for (int i = 0; i < n; i++) {
                out[o + i] = k0 * in[c + i];
            }
        } else {
            float k1 = k[r + 1];
            int up = c + step, down = c - step;
            for (int i = 0; i < n; i++) {
                out[o + i] = k0 * in[c + i] + k1 * (in[down + i] + in[up + i]);
            }
        }
        for (int t = 1 + r % 2; t < r; t += 2) {
            float w = k[r + t], x = k[r + t + 1];
            int up = c + t * step, down = c - t * step, farUp = up + step, farDown = down - step;
            for (int i = 0; i < n; i++) {
                out[o + i] += w * (in[down + i] + in[up + i]) + x * (in[farDown + i] + in[farUp + i]);
            }
        }
    }

    /** Sum over the (2r+1)³ box round each voxel, truncated at the borders, in place (running sums). */
    public static void boxSum(float[] v, int nx, int ny, int nz, int r, Parallel par) {
        int padded = nx + 2 * r;
        float[] ones = new float[2 * r + 1];
        java.util.Arrays.fill(ones, 1f);
        par.ranges(nz, (a, b) -> {
            float[] in = new float[padded * ny + 2 * r], out = new float[padded * ny];
            float[] sum = new float[nx];
            float[] block = new float[nx * ny];
            for (int z = a; z < b; z++) {
                int start = z * nx * ny;
                for (int y = 0; y < ny; y++) {
                    System.arraycopy(v, start + y * nx, in, r + y * padded, nx);
                }
                filter(in, r, 1, out, 0, padded * ny, ones);
                for (int y = 0; y < ny; y++) {
                    System.arraycopy(out, y * padded, v, start + y * nx, nx);
                }
                boxRows(v, start, nx, ny, nx, r, block, sum);
            }
        });
        int plane = nx * ny;
        par.ranges((plane + SLAB - 1) / SLAB, (a, b) -> {
            float[] sum = new float[SLAB];
            float[] block = new float[SLAB * nz];
            for (int s = a; s < b; s++) {
                boxRows(v, s * SLAB, Math.min(SLAB, plane - s * SLAB), nz, plane, r, block, sum);
            }
        });
    }

    private static void boxRows(float[] v, int start, int nx, int rows, int stride, int r, float[] block, float[] sum) {
        for (int y = 0; y < rows; y++) {
            System.arraycopy(v, start + y * stride, block, y * nx, nx);
        }
        java.util.Arrays.fill(sum, 0f);
        for (int y = 0; y < Math.min(r, rows); y++) {
            for (int x = 0; x < nx; x++) {
                sum[x] += block[y * nx + x];
            }
        }
        for (int y = 0; y < rows; y++) {
            if (y + r < rows) {
                int in = (y + r) * nx;
                for (int x = 0; x < nx; x++) {
                    sum[x] += block[in + x];
                }
            }
            System.arraycopy(sum, 0, v, start + y * stride, nx);
            if (y - r >= 0) {
                int out = (y - r) * nx;
                for (int x = 0; x < nx; x++) {
                    sum[x] -= block[out + x];
                }
            }
        }
    }
}
