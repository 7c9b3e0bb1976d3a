package org.guise.core.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides the atlas's brain into {@link Lobe}s and sides by planes in proportional coordinates, after Talairach and
 * Tournoux (1988); Andreasen et al. (J Comput Assist Tomogr 20:98, 1996) measured lobes by boxes of the same system.
 *
 * <p>Proportional coordinates: millimetres of the Talairach brain from the anterior commissure, scaled in pieces by the
 * atlas brain's own extents (all read off the atlas's labels, to about 2 mm): commissures at (0, 8, 51) and (0, −19, 51), poles at y = 79
 * and −96, vertex z = 123, lowest temporal lobe z = 12, sides x = ±62.
 *
 * <ul>
 *   <li>central sulcus: y = −3 − 0.42 z (from (8, −34, 70) at the margin of the hemisphere over (37, −25, 53) to (56, −11,
 *       20) at its foot)
 *   <li>lateral fissure: z = 0.7 − 0.43 y, beside the middle 20 mm; the temporal pole ends at y = 22
 *   <li>parieto-occipital sulcus and preoccipital notch: y = −63 − 0.48 z
 *   <li>tentorium: a tent, 16 mm higher at the middle than from 32 mm on (atlas coordinates)
 *   <li>deep grey: a box from 7 mm below to 24 mm above the commissures, without the medial wall in front
 * </ul>
 *
 * <p>The limits are straight where sulci are not: a lobe here is a region fixed in the atlas, good for comparing a brain
 * with itself, and no substitute for a sulcal parcellation.
 */
public final class Parcellation {
    private static final double AC_Y = 8, AC_Z = 51, PC_Y = -19;
    private static final double SIDE = 68.0 / 62, FRONT = 70.0 / 71, MIDDLE = 24.0 / 27, BACK = 79.0 / 77;
    private static final double UP = 74.0 / 72, DOWN = 42.0 / 39;
    private static final double TENT_MM = 25, TENT_RISE_MM = 16, TENT_HALF_MM = 32;
    private static final double MEDIAL_MM = 20;
    private static final List<Part> PARTS = parts();

    /**
     * A lobe, or half of one.
     *
     * @param left whether it lies on the person's left; false for a lobe that is not {@link Lobe#paired}
     */
    public record Part(Lobe lobe, boolean left) {
        /** E.g. {@code left frontal}. */
        public String words() {
            return lobe.paired() ? (left ? "left " : "right ") + lobe.words() : lobe.words();
        }
    }

    private Parcellation() {}

    /** All parts, in the order of {@link #indexAt}. */
    public static List<Part> all() {
        return PARTS;
    }

    private static List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Lobe lobe : Lobe.values()) {
            if (lobe.paired()) {
                parts.add(new Part(lobe, true));
            }
            parts.add(new Part(lobe, false));
        }
        return List.copyOf(parts);
    }

    /** Number in {@link #all} of the part to which a point of the atlas's brain belongs; atlas world, RAS mm. */
    static int indexAt(double x, double y, double z) {
        Lobe lobe = lobeAt(Math.abs(x), y, z);
        int right = 2 * lobe.ordinal() + (lobe.paired() ? 1 : 0);
        return lobe.paired() && x < 0 ? right - 1 : right;
    }

    private static Lobe lobeAt(double side, double y, double z) {
        if (side < 16 && y > -31 && y < 3 && z < 46) {
            return Lobe.BRAINSTEM;
        }
        double tent = TENT_MM + TENT_RISE_MM * Math.max(0, 1 - side / TENT_HALF_MM);
        if (z < tent && y < (side < 22 ? -18 : -27)) {
            return Lobe.CEREBELLUM;
        }
        if (z > AC_Z - 7 && z < AC_Z + 24 && y > -27 && y < 32 && side < 31 && !(side < 5 && y > 10)) {
            return Lobe.DEEP_GREY;
        }
        double tx = side * SIDE;
        double ty = y > AC_Y
                ? (y - AC_Y) * FRONT
                : y > PC_Y ? (y - AC_Y) * MIDDLE : (PC_Y - AC_Y) * MIDDLE + (y - PC_Y) * BACK;
        double tz = (z - AC_Z) * (z > AC_Z ? UP : DOWN);
        if (ty < -63 - 0.48 * tz) {
            return Lobe.OCCIPITAL;
        }
        boolean lateral = tx > MEDIAL_MM || ty < -20;
        if (lateral && ty < 22 && tz < Math.min(0.7 - 0.43 * ty, tx > MEDIAL_MM ? 40 : -2)) {
            return Lobe.TEMPORAL;
        }
        return ty > -3 - 0.42 * tz ? Lobe.FRONTAL : Lobe.PARIETAL;
    }
}
