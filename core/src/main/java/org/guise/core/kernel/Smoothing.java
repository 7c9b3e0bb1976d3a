package org.guise.core.kernel;

import org.guise.core.parallel.Parallel;

/** Separable smoothing of flat volumes (x fastest), in place, parallel over slabs. Borders: zero outside. */
public final class Smoothing {
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
            par.ranges(nz, (a, b) -> {
                float[] line = new float[nx + k.length];
                for (int r = a * ny; r < b * ny; r++) {
                    filterLine(v, offset + r * nx, nx, k, line);
                }
            });
        }
        if (sy > 0) {
            float[] k = kernel(sy);
            par.ranges(nz, (a, b) -> {
                float[] block = new float[nx * ny];
                for (int z = a; z < b; z++) {
                    filterRows(v, offset + z * nx * ny, nx, ny, nx, k, block);
                }
            });
        }
        if (sz > 0) {
            float[] k = kernel(sz);
            par.ranges(ny, (a, b) -> {
                float[] block = new float[nx * nz];
                for (int y = a; y < b; y++) {
                    filterRows(v, offset + y * nx, nx, nz, nx * ny, k, block);
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

    private static void filterLine(float[] v, int start, int n, float[] k, float[] line) {
        int r = k.length / 2;
        java.util.Arrays.fill(line, 0, r, 0f);
        java.util.Arrays.fill(line, r + n, n + 2 * r, 0f);
        System.arraycopy(v, start, line, r, n);
        for (int i = 0; i < n; i++) {
            float s = 0;
            for (int t = 0; t < k.length; t++) {
                s += k[t] * line[i + t];
            }
            v[start + i] = s;
        }
    }

    /** Filters across {@code rows} rows of length {@code nx} that lie {@code stride} apart; vectorises over x. */
    private static void filterRows(float[] v, int start, int nx, int rows, int stride, float[] k, float[] block) {
        int r = k.length / 2;
        for (int y = 0; y < rows; y++) {
            System.arraycopy(v, start + y * stride, block, y * nx, nx);
        }
        for (int y = 0; y < rows; y++) {
            int out = start + y * stride;
            float k0 = k[r];
            for (int x = 0; x < nx; x++) {
                v[out + x] = k0 * block[y * nx + x];
            }
            for (int t = 1; t <= r; t++) {
                float w = k[r + t];
                int up = y + t < rows ? (y + t) * nx : -1;
                int down = y - t >= 0 ? (y - t) * nx : -1;
                if (up >= 0 && down >= 0) {
                    for (int x = 0; x < nx; x++) {
                        v[out + x] += w * (block[up + x] + block[down + x]);
                    }
                } else if (up >= 0 || down >= 0) {
                    int one = Math.max(up, down);
                    for (int x = 0; x < nx; x++) {
                        v[out + x] += w * block[one + x];
                    }
                }
            }
        }
    }

    /** Sum over the (2r+1)³ box round each voxel, truncated at the borders, in place (running sums). */
    public static void boxSum(float[] v, int nx, int ny, int nz, int r, Parallel par) {
        par.ranges(nz, (a, b) -> {
            float[] line = new float[Math.max(nx, ny)];
            float[] sum = new float[nx];
            float[] block = new float[nx * ny];
            for (int z = a; z < b; z++) {
                for (int y = 0; y < ny; y++) {
                    int s = (z * ny + y) * nx;
                    System.arraycopy(v, s, line, 0, nx);
                    float t = 0;
                    for (int i = 0; i < Math.min(r, nx); i++) {
                        t += line[i];
                    }
                    for (int i = 0; i < nx; i++) {
                        if (i + r < nx) {
                            t += line[i + r];
                        }
                        v[s + i] = t;
                        if (i - r >= 0) {
                            t -= line[i - r];
                        }
                    }
                }
                boxRows(v, z * nx * ny, nx, ny, nx, r, block, sum);
            }
        });
        par.ranges(ny, (a, b) -> {
            float[] sum = new float[nx];
            float[] block = new float[nx * nz];
            for (int y = a; y < b; y++) {
                boxRows(v, y * nx, nx, nz, nx * ny, r, block, sum);
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
