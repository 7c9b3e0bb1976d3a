package org.guise.people.anatomy;

import static org.guise.people.anatomy.FaceFrame.table;

import org.guise.core.anatomy.Region;

/**
 * Which part of the head is the face, in face coordinates. Bounded by surfaces of f and h that run straight on through
 * the air, so that a larger nose, chin or ear than the average person's falls into the zone too.
 */
final class FaceZone {
    /** Tissue nearer to the brain than this is never in the zone. */
    static final double BRAIN_MARGIN_MM = 4;

    private FaceZone() {}

    /** Hairline in front, a line from there over the temple to behind the ear. */
    private static double top(double f) {
        return f > 10 ? 60 + 0.75 * (f - 10) : table(f, -108, 18, -95, 24, -62, 30, 10, 60);
    }

    /** About 25 below the edge of the jaw. */
    private static double bottom(double f) {
        return f > 5 ? -125 - 0.3 * (f - 5) : table(f, -108, -50, -92, -56, -62, -90, -30, -116, 5, -125);
    }

    /** How deep below the skin the zone reaches: thin round the ears and under the jaw, deeper towards the front. */
    private static double depthLimit(double f, double h) {
        double side = table(f, -70, 8, -40, 12, -16, 16);
        double jaw = table(h, -108, 15, -84, 22);
        return h < -80 ? Math.min(table(f, -60, 12, -20, 30), jaw) : side;
    }

    /** Everything in front of this is in the zone whatever its depth. */
    private static double wall(double h) {
        return table(h, -96, 400, -94, -14, -80, -22, -72, -33, -52, -33, -46, -15, 10, -13, 16, 4);
    }

    /** Whether a point of the head belongs to the zone; {@code depth} and {@code toBrain} in mm. */
    static boolean tissue(double x, double f, double h, double depth, double toBrain) {
        if (toBrain < BRAIN_MARGIN_MM || h > top(f) || h < bottom(f) || f < -108) {
            return false;
        }
        boolean lateral = f > -50 || Math.abs(x) > 45;
        return f > wall(h) || lateral && depth <= depthLimit(f, h);
    }

    /** Whether air outside the head belongs to the zone. */
    static boolean air(double x, double f, double h) {
        return h <= top(f) && h >= bottom(f) && f >= -108 && (f > -50 || Math.abs(x) > 45);
    }

    /** The part of the face at a point of the zone's tissue. */
    static Region part(double x, double f, double h) {
        double ax = Math.abs(x);
        if (f < -50 && ax > 48 && h > -52) {
            return x < 0 ? Region.EAR_LEFT : Region.EAR_RIGHT;
        }
        if (h > 13) {
            return f > -25 ? Region.FOREHEAD : Region.CHEEKS;
        }
        boolean nose = ax < table(h, -52, 21, -38, 19, -20, 13, 0, 9) && h > -52 && h < 4;
        if (nose) {
            return Region.NOSE;
        }
        if (h > -15) {
            return f > -28 ? Region.EYES : Region.CHEEKS;
        }
        if (h > -52) {
            return Region.CHEEKS;
        }
        if (h > -74) {
            return ax < 32 && f > -40 ? Region.MOUTH : f > -35 ? Region.CHEEKS : Region.JAW;
        }
        return ax < 24 && f > -15 ? Region.CHIN : Region.JAW;
    }

    /** The region of head tissue outside the zone and outside the brain. */
    static Region kept(double f, double h, double depth) {
        if (h < table(f, -120, -30, -85, -45, -30, -78)) {
            return Region.NECK;
        }
        return h > table(f, -120, -30, -85, -5, 0, 10) && depth < 28 ? Region.VAULT : Region.DEEP;
    }
}
