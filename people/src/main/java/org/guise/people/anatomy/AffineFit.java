package org.guise.people.anatomy;

import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * Gauss–Newton fit of a symmetric affine map (scales x, y, z; pitch; shifts y, z) that brings surface points to a
 * level of a signed distance and two eyes onto two eyes. Symmetric: Colin's midplane goes to the person's.
 */
final class AffineFit {
    private static final double MID = 90;
    private static final double EYE_WEIGHT = 4;
    private final float[] target;
    private final Grid grid;
    private final double[][] points;
    private final double[][] eyes;
    private final double level;

    /** {@code points} are brought to depth {@code level} of {@code target}. */
    AffineFit(float[] target, double level, Grid grid, double[][] points, double[][] eyes) {
        this.level = level;
        this.target = target;
        this.grid = grid;
        this.points = points;
        this.eyes = eyes;
    }

    /** Colin voxel → atlas voxel. */
    Affine solve() {
        double[] p = {0.9, 0.92, 0.95, 0, 0, 0};
        for (int round = 0; round < 25; round++) {
            double[] r0 = residuals(p);
            double[][] jac = new double[p.length][];
            for (int c = 0; c < p.length; c++) {
                double[] q = p.clone();
                double h = c < 4 ? 1e-3 : 0.1;
                q[c] += h;
                double[] r1 = residuals(q);
                jac[c] = new double[r0.length];
                for (int i = 0; i < r0.length; i++) {
                    jac[c][i] = (r1[i] - r0[i]) / h;
                }
            }
            double[] step = solveNormal(jac, r0);
            for (int c = 0; c < p.length; c++) {
                p[c] -= step[c];
            }
        }
        return affine(p);
    }

    private Affine affine(double[] p) {
        double cx = StrictMath.cos(p[3]), sx = StrictMath.sin(p[3]);
        // Pitch and scale about Colin's eye midpoint, which lands on the person's eye midpoint plus a shift.
        double ey = ColinSegmentation.EYES[0][1], ez = ColinSegmentation.EYES[0][2];
        double mx = (eyes[0][0] + eyes[1][0]) / 2;
        double my = (eyes[0][1] + eyes[1][1]) / 2 + p[4], mz = (eyes[0][2] + eyes[1][2]) / 2 + p[5];
        double a = cx * p[1], b = -sx * p[2], c = sx * p[1], d = cx * p[2];
        return Affine.of(p[0], 0, 0, mx - p[0] * MID, 0, a, b, my - a * ey - b * ez, 0, c, d, mz - c * ey - d * ez);
    }

    private double[] residuals(double[] p) {
        Affine a = affine(p);
        double[] r = new double[points.length + 6];
        for (int i = 0; i < points.length; i++) {
            double[] q = points[i];
            double s =
                    HeadWarp.sample(target, grid, a.x(q[0], q[1], q[2]), a.y(q[0], q[1], q[2]), a.z(q[0], q[1], q[2]))
                            - level;
            r[i] = s / Math.sqrt(1 + Math.abs(s) / 8); // robust against ears and neck
        }
        double w = Math.sqrt((double) points.length / 100) * EYE_WEIGHT / 6;
        for (int e = 0; e < 2; e++) {
            double[] q = a.apply(ColinSegmentation.EYES[e]);
            r[points.length + 3 * e] = 0.3 * w * (q[0] - eyes[e][0]);
            r[points.length + 3 * e + 1] = w * (q[1] - eyes[e][1]);
            r[points.length + 3 * e + 2] = w * (q[2] - eyes[e][2]);
        }
        return r;
    }

    /** Solves (JᵀJ)x = Jᵀr by elimination with pivoting; J is given by columns. */
    static double[] solveNormal(double[][] jac, double[] r) {
        int n = jac.length;
        double[][] m = new double[n][n + 1];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                for (int i = 0; i < r.length; i++) {
                    m[a][b] += jac[a][i] * jac[b][i];
                }
            }
            m[a][a] *= 1 + 1e-6;
            for (int i = 0; i < r.length; i++) {
                m[a][n] += jac[a][i] * r[i];
            }
        }
        for (int c = 0; c < n; c++) {
            int best = c;
            for (int a = c; a < n; a++) {
                if (Math.abs(m[a][c]) > Math.abs(m[best][c])) {
                    best = a;
                }
            }
            double[] t = m[c];
            m[c] = m[best];
            m[best] = t;
            for (int a = 0; a < n; a++) {
                if (a != c && m[c][c] != 0) {
                    double f = m[a][c] / m[c][c];
                    for (int b = c; b <= n; b++) {
                        m[a][b] -= f * m[c][b];
                    }
                }
            }
        }
        double[] x = new double[n];
        for (int c = 0; c < n; c++) {
            x[c] = m[c][c] == 0 ? 0 : m[c][n] / m[c][c];
        }
        return x;
    }
}
