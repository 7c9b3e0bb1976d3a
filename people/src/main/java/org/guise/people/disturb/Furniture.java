package org.guise.people.disturb;

import org.guise.core.anatomy.Tissue;

/** What a CT scanner shows besides the patient: a head holder with a pad, and the table. In the air only. */
public final class Furniture {
    private static final double SHELL_HU = 50;
    private static final double FOAM_HU = -930;
    private static final double SHELL_MM = 2;
    private static final double PAD_MM = 12;
    private static final double TABLE_RADIUS_MM = 300;
    private static final double TABLE_SHELL_MM = 2.5;

    private Furniture() {}

    /**
     * A carbon half-pipe with a pad, round the back of the head and 6 mm away from it, from 30 mm below the ears to the
     * vertex; below it a curved table: two shells 40 mm apart with foam between, as long as the scan.
     */
    public static Disturbance holderAndTable() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            double s = setting.size();
            double back = -102 * s - 6, radius = 92 * s + PAD_MM, middle = back + radius - PAD_MM;
            double top = back - PAD_MM - 18;
            return c.paint((at, x, y, z) -> {
                        if (!c.isAir(at)) {
                            return;
                        }
                        double r = Math.hypot(x, y - middle);
                        boolean holder = y < middle - 25 * s && z > -30 * s && z < 130 * s;
                        double hu = Double.NaN;
                        if (holder && r > radius - PAD_MM && r < radius) {
                            hu = FOAM_HU;
                        } else if (holder && r >= radius && r < radius + SHELL_MM) {
                            hu = SHELL_HU;
                        }
                        // the table's upper face is hollow, its axis far above the patient
                        double t = Math.hypot(x, y - (top + TABLE_RADIUS_MM)) - TABLE_RADIUS_MM;
                        if (Math.abs(x) < 210 && y < top + 90 && t > 0 && t < 40) {
                            hu = t < TABLE_SHELL_MM || t > 40 - TABLE_SHELL_MM ? SHELL_HU : FOAM_HU;
                        }
                        if (!Double.isNaN(hu)) {
                            float air = setting.how().contrast().mean(Tissue.AIR);
                            // what is in the voxel already is the skin's share of it
                            c.image[at] = (float) Math.max(c.image[at], air + (hu + 1000));
                        }
                    })
                    .done();
        };
    }
}
