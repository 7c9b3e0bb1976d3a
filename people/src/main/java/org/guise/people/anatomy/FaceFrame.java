package org.guise.people.anatomy;

import org.guise.core.volume.Affine;

/**
 * Face coordinates: origin midway between the eyeballs, unit such that the eyeballs are {@value #EYES_APART} apart
 * (about 1 mm). All procedural anatomy is stated in x (right), f (forward) and h (up) of this frame.
 */
final class FaceFrame {
    static final double EYES_APART = 57.7;
    private final Affine voxelToFace;
    final double unitMm;

    FaceFrame(HeadShape person) {
        double[] a = person.eyes()[0], b = person.eyes()[1], m = person.eyeMidpoint();
        unitMm = Math.abs(a[0] - b[0]) / EYES_APART;
        double s = 1 / unitMm;
        voxelToFace = Affine.scaleShift(s, s, s, -m[0] * s, -m[1] * s, -m[2] * s)
                .after(person.grid().voxelToWorld());
    }

    double x(int i) {
        return voxelToFace.x(i, 0, 0);
    }

    double f(int j) {
        return voxelToFace.y(0, j, 0);
    }

    double h(int k) {
        return voxelToFace.z(0, 0, k);
    }

    /** Linear between the knots (ascending), constant outside. */
    static double table(double at, double... knots) {
        int n = knots.length / 2;
        if (at <= knots[0]) {
            return knots[1];
        }
        for (int i = 1; i < n; i++) {
            double a = knots[2 * i - 2], b = knots[2 * i];
            if (at <= b) {
                return knots[2 * i - 1] + (knots[2 * i + 1] - knots[2 * i - 1]) * (at - a) / (b - a);
            }
        }
        return knots[2 * n - 1];
    }

    /** Squared normalised radius in an axis-parallel ellipsoid: below 1 inside. */
    static double ball(double x, double f, double h, double cx, double cf, double ch, double rx, double rf, double rh) {
        double a = (x - cx) / rx, b = (f - cf) / rf, c = (h - ch) / rh;
        return a * a + b * b + c * c;
    }

    /** Distance of a point to a segment. */
    static double segment(double[] p, double[] a, double[] b) {
        double l = 0, t = 0;
        for (int c = 0; c < p.length; c++) {
            l += (b[c] - a[c]) * (b[c] - a[c]);
            t += (p[c] - a[c]) * (b[c] - a[c]);
        }
        t = Math.max(0, Math.min(1, t / l));
        double d = 0;
        for (int c = 0; c < p.length; c++) {
            double e = p[c] - a[c] - t * (b[c] - a[c]);
            d += e * e;
        }
        return Math.sqrt(d);
    }
}
