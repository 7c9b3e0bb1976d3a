package org.guise.people.anatomy;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan 2013, section
 * 8.5). Only the four operations and square roots, in a fixed order: the same bits on every machine.
 *
 * @param values largest first
 * @param vectors {@code vectors[k]} belongs to {@code values[k]}, length 1, its largest component positive
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int SWEEPS = 60;

    /** @param matrix n rows of n, not modified */
    static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        double[][] v = new double[n][n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
            v[i][i] = 1;
            for (double x : a[i]) {
                all += x * x;
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double off = 0;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    off += a[p][q] * a[p][q];
                    rotate(a, v, p, q);
                }
            }
            if (off <= 1e-28 * all) {
                break;
            }
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -a[i][i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[n];
        double[][] vectors = new double[n][n];
        for (int k = 0; k < n; k++) {
            values[k] = a[order[k]][order[k]];
            double most = 0;
            for (int i = 0; i < n; i++) {
                double x = v[i][order[k]];
                most = Math.abs(x) > Math.abs(most) ? x : most;
                vectors[k][i] = x;
            }
            for (int i = 0; i < n && most < 0; i++) {
                vectors[k][i] = -vectors[k][i];
            }
        }
        return new SymmetricEigen(values, vectors);
    }

    /** Makes a[p][q] zero. */
    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1), s = t * c;
        for (int i = 0; i < a.length; i++) {
            double x = a[i][p], y = a[i][q];
            a[i][p] = c * x - s * y;
            a[i][q] = s * x + c * y;
            x = v[i][p];
            y = v[i][q];
            v[i][p] = c * x - s * y;
            v[i][q] = s * x + c * y;
        }
        for (int i = 0; i < a.length; i++) {
            double x = a[p][i], y = a[q][i];
            a[p][i] = c * x - s * y;
            a[q][i] = s * x + c * y;
        }
    }
}
