package org.guise.people.anatomy;

import org.guise.core.volume.Affine;

/** The rotation, scale and shift that carry weighted points best onto others (Horn 1987, J. Opt. Soc. Am. A 4:629). */
final class SimilarityFit {
    private SimilarityFit() {}

    /**
     * Least squares over all points.
     *
     * @param from xyz interleaved
     * @param to counterparts, xyz interleaved
     * @param weight one per point, ≥ 0
     */
    static Affine of(double[] from, double[] to, double[] weight) {
        double[] f = centre(from, weight), t = centre(to, weight);
        double[][] s = new double[3][3];
        double spreadFrom = 0;
        for (int i = 0; i < weight.length; i++) {
            for (int r = 0; r < 3; r++) {
                double a = from[3 * i + r] - f[r];
                spreadFrom += weight[i] * a * a;
                for (int c = 0; c < 3; c++) {
                    s[r][c] += weight[i] * a * (to[3 * i + c] - t[c]);
                }
            }
        }
        double[] q = SymmetricEigen.of(new double[][] {
                    {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
                    {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
                    {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
                    {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}
                })
                .vectors()[0];
        double w = q[0], x = q[1], y = q[2], z = q[3];
        double[][] r = {
            {w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)},
            {2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)},
            {2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z}
        };
        double along = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                along += r[i][j] * s[j][i];
            }
        }
        double scale = along / spreadFrom;
        double[] m = new double[12];
        for (int i = 0; i < 3; i++) {
            m[4 * i + 3] = t[i];
            for (int j = 0; j < 3; j++) {
                m[4 * i + j] = scale * r[i][j];
                m[4 * i + 3] -= m[4 * i + j] * f[j];
            }
        }
        return Affine.of(m);
    }

    private static double[] centre(double[] points, double[] weight) {
        double[] c = new double[3];
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i];
            for (int a = 0; a < 3; a++) {
                c[a] += weight[i] * points[3 * i + a];
            }
        }
        for (int a = 0; a < 3; a++) {
            c[a] /= sum;
        }
        return c;
    }
}
