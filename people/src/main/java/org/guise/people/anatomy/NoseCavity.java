package org.guise.people.anatomy;

import org.guise.core.anatomy.Tissue;
import org.jspecify.annotations.Nullable;

/** Nasal cavity with septum and turbinates, and the nostrils, in face coordinates; {@code null} elsewhere. */
final class NoseCavity {
    private static final double FLOOR = -45;

    private NoseCavity() {}

    /** Whether the point lies in a nostril, which is open to the outside. */
    static boolean nostril(double x, double f, double h, double[] base) {
        double[] p = {Math.abs(x), f, h};
        double d = FaceFrame.segment(p, new double[] {base[0], base[1], base[2] - 3}, new double[] {4.5, 17, -38});
        return d < 3.1;
    }

    static @Nullable Tissue at(double x, double f, double h) {
        double ax = Math.abs(x);
        double front = FaceFrame.table(h, FLOOR, 19, -30, 19, -12, 12);
        if (h < FLOOR || h > -10 || f < -47 || f > front) {
            return null;
        }
        double half = FaceFrame.table(h, FLOOR, 9, -42, 12, -30, 12, -20, 8, -10, 4);
        half *= FaceFrame.table(f, -47, 0.9, 5, 1, 19, 0.55);
        if (ax > half + 1.2) {
            return null;
        }
        if (ax > half) {
            return Tissue.BONE;
        }
        if (h < FLOOR + 1 || ax > half - 1 || ax < 1.4) {
            return ax < 0.6 && f < 0 ? Tissue.BONE : Tissue.SOFT;
        }
        boolean inferior = FaceFrame.ball(ax, 0, h, half - 3.5, 0, -38.5, 3.2, 1, 5.2) < 1 && f > -34 && f < 12;
        boolean middle = FaceFrame.ball(ax, 0, h, half - 3.2, 0, -26, 2.6, 1, 5.2) < 1 && f > -34 && f < 4;
        return inferior || middle ? Tissue.SOFT : Tissue.AIRWAY;
    }
}
