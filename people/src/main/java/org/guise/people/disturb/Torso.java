package org.guise.people.disturb;

import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Tissue;
import org.guise.people.scan.Contrast;

/** Neck, shoulders and chest below a head, of ellipses: muscle under fat and skin, spine, humerus heads and lungs. */
public final class Torso {
    private static final double SKIN_MM = 2;
    private static final double FAT_MM = 8;

    private Torso() {}

    /** A torso down to the end of the field of view; in truth it is muscle, bone and airway of no region. */
    public static Disturbance shoulders() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            Contrast contrast = setting.how().contrast();
            double s = setting.size();
            double chin = setting.landmark(Landmark.POGONION)[2];
            double neck = chin - 25 * s, shoulder = chin - 75 * s;
            return c.paint((at, x, y, z) -> {
                        if (z > neck || !c.isAir(at)) {
                            return;
                        }
                        double t = Math.clamp((neck - z) / (neck - shoulder), 0, 1);
                        double slope = t * t * (3 - 2 * t);
                        double wide = s * (52 + 140 * slope), deep = s * (58 + 42 * slope), yy = y + 38 * s;
                        double e = Math.sqrt(x * x / (wide * wide) + yy * yy / (deep * deep));
                        double depth = (1 - e) * Math.min(wide, deep);
                        if (depth < -0.5) {
                            return;
                        }
                        Tissue tissue = inside(x, yy, z - shoulder, depth, s);
                        c.blend(at, Canvas.soft(depth), contrast.mean(tissue));
                        if (depth >= 0) {
                            c.tissue[at] = tissue.code();
                        }
                    })
                    .done();
        };
    }

    /** @param z above the shoulders' height, mm */
    private static Tissue inside(double x, double y, double z, double depth, double s) {
        if (depth < SKIN_MM) {
            return Tissue.SKIN;
        }
        if (depth < FAT_MM) {
            return Tissue.FAT;
        }
        double spine = Math.hypot(x, y + 25 * s) / s;
        if (spine < 17) {
            return spine < 7 ? Tissue.CSF : spine < 14 ? Tissue.MARROW : Tissue.BONE;
        }
        double joint = Math.sqrt(sq(Math.abs(x) - 150 * s) + sq(y) + sq(z + 10 * s)) / s;
        if (joint < 24) {
            return joint < 20 ? Tissue.MARROW : Tissue.BONE;
        }
        if (Math.hypot(x, y - 20 * s) < 9 * s) {
            return Tissue.AIRWAY;
        }
        double lung = sq((Math.abs(x) - 70 * s) / (52 * s)) + sq(y / (70 * s)) + sq((z + 130 * s) / (95 * s));
        return lung < 1 ? Tissue.AIRWAY : Tissue.MUSCLE;
    }

    private static double sq(double v) {
        return v * v;
    }
}
