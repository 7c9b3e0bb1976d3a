package org.guise.people.scan;

import java.util.stream.IntStream;

/**
 * A smooth vector field through scattered points: multilevel B-spline approximation (Lee, Wolberg and Shin 1997, IEEE
 * TVCG 3:228). Each level fits what the coarser ones left; where there is no point within a few cells of a level, it adds
 * nothing, so that the field fades out over two to four times the coarsest spacing.
 */
final class ScatteredFit {
    private static final double COARSEST_MM = 64;
    private static final double OUTPUT_STEP_MM = 2;
    private static final int FINEST_PASSES = 4;

    private final double[] originMm;
    private final int[] cells;

    /**
     * @param originMm lower corner of the domain
     * @param coarseCells size of the domain in cells of 64 mm
     */
    ScatteredFit(double[] originMm, int[] coarseCells) {
        this.originMm = originMm.clone();
        this.cells = coarseCells.clone();
    }

    /**
     * The field with a value at every 2 mm.
     *
     * @param points xyz interleaved; those outside of the domain are ignored
     * @param values three per point
     * @param finestMm spacing of the finest level: 64 divided by a power of 2, at least 2
     */
    VectorField fit(double[] points, double[] values, double finestMm) {
        double[] residual = values.clone();
        Lattice sum = null;
        for (double h = COARSEST_MM; h >= finestMm - 1e-9; h /= 2) {
            Lattice level = new Lattice(h);
            level.approximate(points, residual);
            level.subtract(points, residual);
            sum = sum == null ? level : sum.refined().plus(level);
        }
        // One pass averages over neighbours; further passes on what is left pull the surface to its place.
        for (int pass = 1; pass < FINEST_PASSES; pass++) {
            Lattice level = new Lattice(finestMm);
            level.approximate(points, residual);
            level.subtract(points, residual);
            sum.plus(level);
        }
        while (sum.h > OUTPUT_STEP_MM + 1e-9) {
            sum = sum.refined();
        }
        return sum.field();
    }

    /** Cubic B-spline coefficients; node i lies at origin + (i − 1)·h. */
    private final class Lattice {
        private final double h;
        private final int nx;
        private final int ny;
        private final int nz;
        private final float[][] c = new float[3][];

        Lattice(double h) {
            this.h = h;
            int perCell = (int) Math.round(COARSEST_MM / h);
            nx = cells[0] * perCell + 3;
            ny = cells[1] * perCell + 3;
            nz = cells[2] * perCell + 3;
            for (int a = 0; a < 3; a++) {
                c[a] = new float[nx * ny * nz];
            }
        }

        private boolean locate(double[] points, int p, int[] cell, double[][] w) {
            int[] n = {nx, ny, nz};
            for (int a = 0; a < 3; a++) {
                double f = (points[p + a] - originMm[a]) / h;
                int i = (int) Math.floor(f);
                if (i < 0 || i > n[a] - 4) {
                    return false;
                }
                double t = f - i;
                double s = 1 - t;
                cell[a] = i;
                w[a][0] = s * s * s / 6;
                w[a][1] = (3 * t * t * t - 6 * t * t + 4) / 6;
                w[a][2] = (3 * s * s * s - 6 * s * s + 4) / 6;
                w[a][3] = t * t * t / 6;
            }
            return true;
        }

        void approximate(double[] points, double[] values) {
            double[][] delta = new double[3][c[0].length];
            double[] omega = new double[c[0].length];
            int[] cell = new int[3];
            double[][] w = new double[3][4];
            for (int p = 0; p < points.length; p += 3) {
                if (!locate(points, p, cell, w)) {
                    continue;
                }
                double norm = squares(w[0]) * squares(w[1]) * squares(w[2]);
                for (int k = 0; k < 4; k++) {
                    for (int j = 0; j < 4; j++) {
                        int row = cell[0] + nx * (cell[1] + j + ny * (cell[2] + k));
                        for (int i = 0; i < 4; i++) {
                            double b = w[0][i] * w[1][j] * w[2][k];
                            double share = b * b * b / norm;
                            omega[row + i] += b * b;
                            for (int a = 0; a < 3; a++) {
                                delta[a][row + i] += share * values[p + a];
                            }
                        }
                    }
                }
            }
            for (int i = 0; i < omega.length; i++) {
                for (int a = 0; a < 3 && omega[i] > 0; a++) {
                    c[a][i] = (float) (delta[a][i] / omega[i]);
                }
            }
        }

        private static double squares(double[] w) {
            return w[0] * w[0] + w[1] * w[1] + w[2] * w[2] + w[3] * w[3];
        }

        void subtract(double[] points, double[] values) {
            int[] cell = new int[3];
            double[][] w = new double[3][4];
            for (int p = 0; p < points.length; p += 3) {
                if (!locate(points, p, cell, w)) {
                    continue;
                }
                for (int k = 0; k < 4; k++) {
                    for (int j = 0; j < 4; j++) {
                        int row = cell[0] + nx * (cell[1] + j + ny * (cell[2] + k));
                        for (int i = 0; i < 4; i++) {
                            double b = w[0][i] * w[1][j] * w[2][k];
                            for (int a = 0; a < 3; a++) {
                                values[p + a] -= b * c[a][row + i];
                            }
                        }
                    }
                }
            }
        }

        /** The same function on half the spacing (two-scale relation 1 4 6 4 1). */
        Lattice refined() {
            Lattice fine = new Lattice(h / 2);
            for (int a = 0; a < 3; a++) {
                float[] x = refineAxis(c[a], nx, ny * nz);
                float[] y = new float[fine.nx * fine.ny * nz];
                for (int k = 0; k < nz; k++) {
                    float[] plane = new float[fine.nx * ny];
                    System.arraycopy(x, k * plane.length, plane, 0, plane.length);
                    System.arraycopy(refineRows(plane, fine.nx, ny), 0, y, k * fine.nx * fine.ny, fine.nx * fine.ny);
                }
                fine.c[a] = refineRows(y, fine.nx * fine.ny, nz);
            }
            return fine;
        }

        Lattice plus(Lattice other) {
            for (int a = 0; a < 3; a++) {
                for (int i = 0; i < c[a].length; i++) {
                    c[a][i] += other.c[a][i];
                }
            }
            return this;
        }

        /** Values at the inner nodes. */
        VectorField field() {
            int mx = nx - 2;
            int my = ny - 2;
            int mz = nz - 2;
            float[][] v = new float[3][mx * my * mz];
            float[] w = {1 / 6f, 4 / 6f, 1 / 6f};
            IntStream.range(0, mz).parallel().forEach(k -> {
                for (int a = 0; a < 3; a++) {
                    for (int j = 0; j < my; j++) {
                        for (int i = 0; i < mx; i++) {
                            float s = 0;
                            for (int dk = 0; dk < 3; dk++) {
                                for (int dj = 0; dj < 3; dj++) {
                                    int at = i + nx * (j + dj + ny * (k + dk));
                                    s += w[dk] * w[dj] * (w[0] * c[a][at] + w[1] * c[a][at + 1] + w[2] * c[a][at + 2]);
                                }
                            }
                            v[a][i + mx * (j + my * k)] = s;
                        }
                    }
                }
            });
            return new VectorField(mx, my, mz, h, originMm, v);
        }
    }

    /** Refines along the fastest axis: {@code rows} rows of n values. */
    private static float[] refineAxis(float[] in, int n, int rows) {
        int m = 2 * n - 3;
        float[] out = new float[m * rows];
        for (int r = 0; r < rows; r++) {
            int from = r * n;
            for (int j = 0; j < m; j++) {
                int i = from + (j + 1) / 2;
                out[r * m + j] = (j & 1) == 1
                        ? (in[i - 1] + 6 * in[i] + in[i + 1]) / 8
                        : (in[from + j / 2] + in[from + j / 2 + 1]) / 2;
            }
        }
        return out;
    }

    /** Refines across n rows of the given length. */
    private static float[] refineRows(float[] in, int length, int n) {
        int m = 2 * n - 3;
        float[] out = new float[m * length];
        for (int j = 0; j < m; j++) {
            int odd = (j + 1) / 2 * length;
            int even = j / 2 * length;
            for (int x = 0; x < length; x++) {
                out[j * length + x] = (j & 1) == 1
                        ? (in[odd - length + x] + 6 * in[odd + x] + in[odd + length + x]) / 8
                        : (in[even + x] + in[even + length + x]) / 2;
            }
        }
        return out;
    }
}
