package org.guise.people.truth;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.guise.core.volume.Affine;

/** Lays points on a surface by iterated closest points with point-to-plane distances (Chen &amp; Medioni 1992). */
public final class SurfaceFit {
    private static final int ROUNDS = 30;
    private static final double REACH_MM = 15;

    private SurfaceFit() {}

    /**
     * The rigid map or similarity that brings the points nearest to the surface.
     *
     * @param points xyz interleaved, mm
     * @param start where to start from
     * @param scaled whether the size may change too
     */
    public static Affine lay(float[] points, SkinSurface surface, Affine start, boolean scaled) {
        Affine now = start;
        int m = scaled ? 7 : 6;
        for (int round = 0; round < ROUNDS; round++) {
            double[] c = new double[3];
            for (int i = 0; i < points.length; i += 3) {
                double[] p = now.apply(points[i], points[i + 1], points[i + 2]);
                for (int a = 0; a < 3; a++) {
                    c[a] += 3 * p[a] / points.length;
                }
            }
            DMatrixRMaj normal = new DMatrixRMaj(m, m), right = new DMatrixRMaj(m, 1), step = new DMatrixRMaj(m, 1);
            double[] row = new double[7];
            for (int i = 0; i < points.length; i += 3) {
                double[] p = now.apply(points[i], points[i + 1], points[i + 2]);
                int q = surface.nearest(p[0], p[1], p[2], REACH_MM);
                if (q < 0) {
                    continue;
                }
                double x = p[0] - c[0], y = p[1] - c[1], z = p[2] - c[2], r = 0;
                double nx = surface.normal(q, 0), ny = surface.normal(q, 1), nz = surface.normal(q, 2);
                for (int a = 0; a < 3; a++) {
                    r += surface.normal(q, a) * (surface.coordinate(q, a) - p[a]);
                }
                row[0] = nz * y - ny * z;
                row[1] = nx * z - nz * x;
                row[2] = ny * x - nx * y;
                row[3] = nx;
                row[4] = ny;
                row[5] = nz;
                row[6] = nx * x + ny * y + nz * z;
                double w = 1 / (1 + r * r / 9); // Cauchy weight, 3 mm
                for (int a = 0; a < m; a++) {
                    right.add(a, 0, w * row[a] * r);
                    for (int b = 0; b < m; b++) {
                        normal.add(a, b, w * row[a] * row[b]);
                    }
                }
            }
            for (int a = 0; a < m; a++) {
                normal.add(a, a, 1e-6 * points.length);
            }
            if (!CommonOps_DDRM.solve(normal, right, step)) {
                return now;
            }
            double s = scaled ? 1 + step.get(6) : 1;
            Affine turn = Affine.shift(c[0] + step.get(3), c[1] + step.get(4), c[2] + step.get(5))
                    .after(Affine.scaleShift(s, s, s, 0, 0, 0))
                    .after(Affine.rotation(step.get(0), step.get(1), step.get(2)))
                    .after(Affine.shift(-c[0], -c[1], -c[2]));
            now = turn.after(now);
        }
        return now;
    }
}
