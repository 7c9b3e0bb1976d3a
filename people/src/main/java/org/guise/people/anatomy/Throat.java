package org.guise.people.anatomy;

import org.guise.core.anatomy.Tissue;
import org.jspecify.annotations.Nullable;

/** Cervical spine, pharynx, larynx and glands in face coordinates; {@code null} where none of them is. */
final class Throat {
    /** Vertebra to vertebra. */
    private static final double LEVEL = 17;

    /** Centre of the spinal canal, set from where Colin's cord leaves the image. */
    private final double canalTop;

    private final double top;

    /** @param canalTop f of the canal centre at height {@code top}, where the template ends */
    Throat(double canalTop, double top) {
        this.canalTop = canalTop;
        this.top = top;
    }

    private double canal(double h) {
        double t = Math.max(0, (top - h) / 100);
        return canalTop - 6 * t + 7 * t * (1 - t) * 4 * 0.6;
    }

    @Nullable
    Tissue at(double x, double f, double h) {
        Tissue t = airway(x, f, h);
        if (t == null && h <= top) {
            t = spine(x, f - canal(h), h);
        }
        return t == null ? glands(x, f, h) : t;
    }

    private @Nullable Tissue airway(double x, double f, double h) {
        double ax = Math.abs(x);
        double c = canal(h) + FaceFrame.table(h, -125, 41, -92, 38, -70, 33.5, -30, 33);
        double rx = FaceFrame.table(h, -125, 8, -100, 5, -90, 11, -60, 12, -40, 12, -28, 10);
        double rf = FaceFrame.table(h, -125, 8, -100, 8, -90, 5.5, -60, 4.5, -40, 8, -28, 7);
        double r = Math.sqrt((x / rx) * (x / rx) + ((f - c) / rf) * ((f - c) / rf));
        if (h > -26) {
            return null;
        }
        if (r < 1) {
            return Tissue.AIRWAY;
        }
        boolean larynx = h < -92;
        if (r < (larynx ? 1.45 : 1.25)) {
            return Tissue.SOFT;
        }
        // Hyoid bone: a horseshoe in front of the airway.
        double ring = Math.sqrt(x * x + (f - c) * (f - c));
        if (Math.abs(h + 88) < 2.5 && Math.abs(ring - 17) < 2 && f > c && ax < 16) {
            return Tissue.BONE;
        }
        return null;
    }

    private @Nullable Tissue spine(double x, double f, double h) {
        double ax = Math.abs(x);
        double cord = (x / 6.5) * (x / 6.5) + (f / 4.5) * (f / 4.5);
        double canal = (x / 11) * (x / 11) + (f / 8) * (f / 8);
        if (cord < 1) {
            return Tissue.WHITE;
        }
        if (canal < 1) {
            return Tissue.CSF;
        }
        double phase = (top - h) / LEVEL;
        double in = (phase - Math.floor(phase)) * LEVEL; // 0 at the upper end plate
        boolean disc = in > LEVEL - 4.5;
        double body = Math.sqrt((x / 12.5) * (x / 12.5) + ((f - 15.5) / 8.5) * ((f - 15.5) / 8.5));
        if (body < 1) {
            return disc ? Tissue.SOFT : body > 0.87 || in < 1 || in > LEVEL - 5.5 ? Tissue.BONE : Tissue.MARROW;
        }
        double arch = Math.sqrt((x / 15.5) * (x / 15.5) + ((f + 0.5) / 12) * ((f + 0.5) / 12));
        if (arch < 1 && f < 8 && in > 2 && in < 14) {
            return arch > 0.86 || canal < 1.35 ? Tissue.BONE : Tissue.MARROW;
        }
        double mass = FaceFrame.ball(ax, f, in, 18, 3, 8, 6.5, 7, 6.5);
        if (mass < 1) {
            return mass > 0.55 ? Tissue.BONE : Tissue.MARROW;
        }
        double slope = in + 0.25 * (f + 12);
        if (f < -10 && f > -30 && ax < 3 && slope > 4 && slope < 10) {
            return ax > 1.6 || slope < 5 || slope > 9 || f < -28.5 ? Tissue.BONE : Tissue.MARROW;
        }
        return body < 1.5 && f > 20 ? Tissue.MUSCLE : planes(ax, f, h);
    }

    /** Fat between the layers of the neck muscles, and the nuchal ligament. */
    private static @Nullable Tissue planes(double ax, double f, double h) {
        if (f < -30 && ax < 1.2) {
            return Tissue.SOFT;
        }
        double r = Math.sqrt(ax * ax + (f * 1.0) * f);
        boolean behind = f < 6;
        double wave = 2 * StrictMath.sin(0.13 * ax + 0.05 * h);
        if (behind && (Math.abs(r - 27 - wave) < 0.8 || Math.abs(r - 37 + wave) < 0.9)) {
            return Tissue.FAT;
        }
        // Carotid sheath: vessels in fat beside the airway.
        double sheath = Math.sqrt((ax - 25) * (ax - 25) + (f - 26) * (f - 26));
        if (sheath < 6.5) {
            double artery = Math.sqrt((ax - 22.5) * (ax - 22.5) + (f - 27) * (f - 27));
            double vein = Math.sqrt((ax - 28) * (ax - 28) + (f - 24) * (f - 24));
            return artery < 2.8 || vein < 3.8 ? Tissue.SOFT : Tissue.FAT;
        }
        return null;
    }

    private static @Nullable Tissue glands(double x, double f, double h) {
        double ax = Math.abs(x);
        if (FaceFrame.ball(ax, f, h, 27, -33, -88, 7, 12, 7) < 1) {
            return Tissue.SOFT; // submandibular
        }
        double parotid = FaceFrame.ball(ax, f, h, 50, -66, -46, 10, 9, 18);
        if (parotid < 1) {
            return Tissue.SOFT;
        }
        double buccal = FaceFrame.ball(ax, f, h, 37, -12, -46, 6, 13, 13);
        return buccal < 1 ? Tissue.FAT : null;
    }
}
