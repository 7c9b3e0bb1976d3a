package org.guise.people.anatomy;

import org.guise.core.anatomy.Tissue;
import org.jspecify.annotations.Nullable;

/** Teeth, jaws, palate and tongue in face coordinates; {@code null} where none of them is. */
final class Jaws {
    /** The plane where the teeth meet. */
    private static final double BITE = -63;

    private static final double ARCH_BACK = -30;
    private static final double[][] MANDIBLE = {{0, 11}, {14, 8}, {25, -6}, {35, -28}, {42, -52}};
    private final double[][] upper;
    private final double[][] lower;

    Jaws() {
        upper = arch(27, 43);
        lower = arch(25.5, 40.5);
    }

    /** Half a dental arch (x ≥ 0) as a polyline of an ellipse quarter that ends straight. */
    private static double[][] arch(double halfWidth, double length) {
        double[][] p = new double[41][];
        for (int i = 0; i <= 40; i++) {
            double a = Math.PI / 2 * i / 40;
            p[i] = new double[] {halfWidth * StrictMath.sin(a), ARCH_BACK + length * StrictMath.cos(a)};
        }
        return p;
    }

    /** {distance to the arch, arc length from the midline}. */
    private static double[] toArch(double[][] arch, double x, double f) {
        double best = 1e9, at = 0, run = 0;
        double[] q = {Math.abs(x), f};
        for (int i = 1; i < arch.length; i++) {
            double d = FaceFrame.segment(q, arch[i - 1], arch[i]);
            if (d < best) {
                best = d;
                at = run;
            }
            run += StrictMath.hypot(arch[i][0] - arch[i - 1][0], arch[i][1] - arch[i - 1][1]);
        }
        return new double[] {best, at};
    }

    /** Whether the point lies within the solid of the lower jaw (bone and marrow alike). */
    boolean mandible(double x, double f, double h) {
        double ax = Math.abs(x);
        double[] q = {ax, f};
        double best = 1e9;
        for (int i = 1; i < MANDIBLE.length; i++) {
            double d = FaceFrame.segment(q, MANDIBLE[i - 1], MANDIBLE[i]);
            best = Math.min(best, d);
        }
        double low = FaceFrame.table(f, -52, -72, -28, -84, -6, -92, 8, -96, 11, -97);
        double high = FaceFrame.table(f, -52, -58, -30, -74, 11, -78);
        double middle = (low + high) / 2, half = (high - low) / 2;
        double bulge = Math.max(0, 1 - 0.5 * quartic((h - middle) / half));
        if (best < 5.6 * bulge && h > low && h < high) {
            return true;
        }
        double[] a = toArch(lower, x, f);
        if (a[0] < 5.5 && h > -86 && h < -71.5) {
            return true;
        }
        double back = -58 - 0.10 * (h + 70), front = back + FaceFrame.table(h, -75, 24, -60, 31, -30, 30);
        double side = FaceFrame.table(h, -75, 41.5, -30, 46);
        return h > low && h > -76 && h < -26 && f > back && f < front && Math.abs(ax - side) < 3.6;
    }

    private static double quartic(double v) {
        return v * v * v * v;
    }

    /** Teeth, alveolar bone of the upper jaw, palate, tongue and oral air. */
    @Nullable
    Tissue at(double x, double f, double h) {
        if (h > -40 || h < -104 || f < -52 || f > 24 || Math.abs(x) > 36) {
            return null;
        }
        Tissue t = teeth(x, f, h);
        if (t != null) {
            return t;
        }
        double[] u = toArch(upper, x, f);
        if (h > -57 && h < -43 && u[0] < 6.4) {
            return u[0] > 4.6 ? Tissue.BONE : Tissue.MARROW;
        }
        if (h > -58.5 && h <= -57 && u[0] < 6.4) {
            return Tissue.SOFT; // gum
        }
        double palate = palate(x, f);
        boolean within = inside(x, f, 27) && f > -48;
        if (within && h >= palate && h < palate + 3.4 && f > -27) {
            return h < palate + 1.3 ? Tissue.SOFT : Tissue.BONE;
        }
        if (f <= -27 && Math.abs(x) < 17 && Math.abs(h - palate - 1.5) < 2.4 && f > -47) {
            return Tissue.SOFT; // velum
        }
        return tongueAndMouth(x, f, h, palate, within);
    }

    private @Nullable Tissue tongueAndMouth(double x, double f, double h, double palate, boolean within) {
        double body = FaceFrame.ball(x, f, h, 0, -15, -69, 23, 25, 16.5);
        double root = FaceFrame.ball(x, f, h, 0, -30, -78, 18, 14, 22);
        double[] l = toArch(lower, x, f);
        boolean free = inside(x, f, 25.5) && l[0] > 5 && h < palate;
        if (free && (body < 1 || root < 1)) {
            return Tissue.TONGUE;
        }
        if (within && free && h > BITE && toArch(upper, x, f)[0] > 6.4) {
            return body < 1.18 ? Tissue.AIRWAY : Tissue.SOFT;
        }
        return null;
    }

    private @Nullable Tissue teeth(double x, double f, double h) {
        boolean top = h >= BITE;
        double[] a = toArch(top ? upper : lower, x, f);
        double up = Math.abs(h - BITE);
        double molar = FaceFrame.table(a[1], 18, 0, 26, 1.5);
        double crown = 2.6 + molar - 0.06 * up * (1 - molar / 1.5);
        boolean behindLast = f < ARCH_BACK - 1;
        if (behindLast || a[0] > crown || up > 19) {
            return null;
        }
        // Teeth stand about 7 units apart along the arch (molars 10): narrow gaps, wider between the roots.
        double pitch = a[1] < 30 ? 7.2 : 9.8;
        double from = a[1] < 30 ? a[1] : a[1] - 28.8;
        double toGap = Math.abs(from - pitch * Math.rint(from / pitch));
        if (up < 8.5) {
            return up < 0.4 || toGap < 0.5 && a[0] > 0.7 ? Tissue.SOFT : Tissue.TEETH;
        }
        boolean rootHere = a[0] < 2.3 + 0.6 * molar - 0.08 * (up - 8.5) && toGap > 1.0 + 0.12 * (up - 8.5);
        return rootHere && up < 17 ? Tissue.TEETH : null;
    }

    private static double palate(double x, double f) {
        double vault = -49.5 - 5 * (x / 26) * (x / 26);
        double front = f > 2 ? -(f - 2) * 0.45 : 0;
        double velum = f < -27 ? -(f + 27) * (f + 27) / 28 : 0;
        return vault + front + velum;
    }

    private static boolean inside(double x, double f, double halfWidth) {
        double a = x / halfWidth, b = f > ARCH_BACK ? (f - ARCH_BACK) / (halfWidth * 1.6) : 0;
        return a * a + b * b < 1;
    }
}
