package org.guise.people.disturb;

import java.util.ArrayList;
import java.util.List;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Tissue;
import org.guise.people.head.SeededRandom;
import org.guise.people.scan.Contrast;

/** Fillings and crowns: streaks in CT, a void in MR. */
public final class DentalMetal {
    private static final double METAL_HU = 3071;
    private static final double LOWEST_HU = -1024;
    private static final double FILLING_MM = 4;
    private static final double STREAK_HU = 900;
    private static final double STREAK_REACH_MM = 55;
    private static final double SLAB_MM = 5;
    private static final double BAND_HU = -700;
    private static final int HARMONICS = 9;

    private DentalMetal() {}

    /** Where the teeth of both sides are, from the corners of the mouth; head frame, mm. */
    private static List<double[]> fillings(Setting setting) {
        List<double[]> at = new ArrayList<>();
        double s = setting.size();
        for (Landmark corner : new Landmark[] {Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT}) {
            double[] m = setting.landmark(corner);
            at.add(new double[] {0.85 * m[0], m[1] - 16 * s, m[2] + 2 * s});
            at.add(new double[] {0.95 * m[0], m[1] - 30 * s, m[2] - 4 * s});
        }
        return at;
    }

    /**
     * CT: four fillings of 3071 HU; bright and dark rays from each in its own slices, through the cheeks and into the air, and
     * dark bands between any two. Values end at −1024 and 3071 as a 12-bit scanner's do.
     */
    public static Disturbance streaks() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            List<double[]> metal = fillings(setting);
            SeededRandom random = SeededRandom.of(setting.how().seed(), 41);
            double[][] phase = new double[metal.size()][HARMONICS];
            for (double[] p : phase) {
                for (int h = 0; h < HARMONICS; h++) {
                    p[h] = random.uniform(0, 2 * Math.PI);
                }
            }
            return c.paint((at, x, y, z) -> {
                        double hu = c.image[at];
                        for (int m = 0; m < metal.size(); m++) {
                            hu += ray(metal.get(m), phase[m], x, y, z);
                            for (int n = 0; n < m; n++) {
                                hu += band(metal.get(m), metal.get(n), x, y, z);
                            }
                        }
                        for (double[] p : metal) {
                            double r = Math.sqrt(sq(x - p[0]) + sq(y - p[1]) + sq(z - p[2]));
                            hu += Canvas.soft(FILLING_MM - r) * (METAL_HU - hu);
                        }
                        c.image[at] = (float) Math.clamp(hu, LOWEST_HU, METAL_HU);
                    })
                    .done();
        };
    }

    private static double ray(double[] p, double[] phase, double x, double y, double z) {
        double slab = Math.exp(-sq((z - p[2]) / SLAB_MM));
        if (slab < 0.01) {
            return 0;
        }
        double r = Math.hypot(x - p[0], y - p[1]), angle = Math.atan2(y - p[1], x - p[0]), sum = 0;
        for (int h = 0; h < phase.length; h++) {
            sum += Math.cos((2 * h + 3) * angle + phase[h]);
        }
        return slab * STREAK_HU * Math.exp(-r / STREAK_REACH_MM) * sum / Math.sqrt(phase.length);
    }

    private static double band(double[] a, double[] b, double x, double y, double z) {
        double slab = Math.exp(-sq((z - (a[2] + b[2]) / 2) / SLAB_MM));
        double dx = b[0] - a[0], dy = b[1] - a[1], length = Math.hypot(dx, dy);
        if (slab < 0.01 || length < 1) {
            return 0;
        }
        double along = ((x - a[0]) * dx + (y - a[1]) * dy) / length;
        double off = ((x - a[0]) * dy - (y - a[1]) * dx) / length;
        return along < 0 || along > length ? 0 : slab * BAND_HU * Math.exp(-sq(off / 5));
    }

    /**
     * MR: no signal within 26 mm (adult) behind the front teeth, lips and tip of the tongue included, and a bright rim of 3 mm
     * where it piles up. The truth keeps its tissue.
     */
    public static Disturbance voids() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            Contrast contrast = setting.how().contrast();
            double s = setting.size(), radius = 26 * s;
            double[] l = setting.landmark(Landmark.MOUTH_LEFT), r = setting.landmark(Landmark.MOUTH_RIGHT);
            double[] p = {(l[0] + r[0]) / 2, (l[1] + r[1]) / 2 - 10 * s, (l[2] + r[2]) / 2};
            double bright = 2.0 * contrast.mean(Tissue.FAT);
            return c.paint((at, x, y, z) -> {
                        double d = Math.sqrt(sq(x - p[0]) + sq(y - p[1]) + sq(z - p[2]));
                        if (d < radius) {
                            c.blend(at, Canvas.soft(radius - d), contrast.mean(Tissue.AIR));
                        } else if (d < radius + 3 * s && !c.isAir(at)) {
                            c.blend(at, 0.7, bright);
                        }
                    })
                    .done();
        };
    }

    private static double sq(double v) {
        return v * v;
    }
}
