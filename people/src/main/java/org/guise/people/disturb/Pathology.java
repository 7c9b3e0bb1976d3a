package org.guise.people.disturb;

import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Affine;
import org.guise.people.scan.Contrast;

/** Large lesions and defects. */
public final class Pathology {
    private static final double SINK_MM = 16;
    private static final double FLAP_MM = 48;

    private Pathology() {}

    /**
     * A mass of 50 mm (adult) in the right frontal lobe: a dark core like fluid, a ring of 5 mm that takes up contrast agent,
     * oedema 14 mm wide. It is brain in truth.
     */
    public static Disturbance tumour() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            Contrast contrast = setting.how().contrast();
            double s = setting.size();
            double[] m = c.brainCentre();
            double core = contrast.mean(Tissue.CSF), white = contrast.mean(Tissue.WHITE);
            double ring = contrast.isCt() ? 75 : 1.5 * white;
            double oedema = contrast.isCt() ? 18 : 0.5 * (white + core);
            double[] p = {m[0] + 30 * s, m[1] + 32 * s, m[2] + 8 * s};
            return c.paint((at, x, y, z) -> {
                        if (!c.isBrain(at)) {
                            return;
                        }
                        double r = Math.sqrt(sq(x - p[0]) + sq(y - p[1]) + sq(z - p[2])) / s;
                        if (r < 39) {
                            double signal = r < 20 ? core : r < 25 ? ring : oedema;
                            c.blend(at, r < 25 ? 0.95 : 0.8 * (39 - r) / 14, signal);
                            c.tissue[at] = r < 20 ? Tissue.CSF.code() : c.tissue[at];
                        }
                    })
                    .done();
        };
    }

    /** Lateral ventricles of 24 × 60 × 34 mm semi-axes (half as much across) on either side of the middle, in truth CSF. */
    public static Disturbance hydrocephalus() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            Contrast contrast = setting.how().contrast();
            double s = setting.size();
            double[] m = c.brainCentre();
            return c.paint((at, x, y, z) -> {
                        if (!c.isBrain(at)) {
                            return;
                        }
                        double u = (Math.abs(x - m[0]) - 20 * s) / (18 * s), v = (y - m[1]) / (58 * s);
                        double w = (z - m[2] - 8 * s) / (32 * s);
                        double depth = (1 - Math.sqrt(u * u + v * v + w * w)) * 18 * s;
                        if (depth > -0.5) {
                            c.blend(at, Canvas.soft(depth), contrast.mean(Tissue.CSF));
                            c.tissue[at] = depth > 0 ? Tissue.CSF.code() : c.tissue[at];
                        }
                    })
                    .done();
        };
    }

    /**
     * A flap of 96 mm of the right side of the skull taken out, the scalp there sunken by up to 16 mm and the brain under it
     * pressed in. Truth moves with the image: what was bone is soft tissue.
     */
    public static Disturbance craniectomy() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            Contrast contrast = setting.how().contrast();
            double s = setting.size();
            double[] m = c.brainCentre();
            double[] n = {0.85, 0.25, 0.46};
            double length = Math.sqrt(sq(n[0]) + sq(n[1]) + sq(n[2]));
            Affine back = c.toHead.inverse();
            float[] image = scan.image().data();
            byte[] tissue = scan.tissue().data(), region = scan.region().data();
            return c.paint((at, x, y, z) -> {
                        double along = ((x - m[0]) * n[0] + (y - m[1]) * n[1] + (z - m[2]) * n[2]) / length;
                        double across =
                                Math.sqrt(Math.max(0, sq(x - m[0]) + sq(y - m[1]) + sq(z - m[2]) - sq(along))) / s;
                        if (along < 0 || across > FLAP_MM) {
                            return;
                        }
                        double t = Math.clamp((along / s - 15) / 35, 0, 1);
                        double dome = sq(1 - sq(across / FLAP_MM));
                        double sink = s * SINK_MM * dome * t * t * (3 - 2 * t);
                        double[] v = back.apply(
                                x + sink * n[0] / length, y + sink * n[1] / length, z + sink * n[2] / length);
                        int i = (int) Math.round(v[0]), j = (int) Math.round(v[1]), k = (int) Math.round(v[2]);
                        if (i < 0 || j < 0 || k < 0 || i >= c.grid.nx() || j >= c.grid.ny() || k >= c.grid.nz()) {
                            return;
                        }
                        int from = c.grid.index(i, j, k);
                        c.image[at] = image[from];
                        c.tissue[at] = tissue[from];
                        c.region[at] = region[from];
                        boolean bone = tissue[from] == Tissue.BONE.code() || tissue[from] == Tissue.MARROW.code();
                        if (bone && along > 40 * s && across < FLAP_MM - 2) {
                            c.image[at] = contrast.mean(Tissue.SOFT);
                            c.tissue[at] = Tissue.SOFT.code();
                        }
                    })
                    .done();
        };
    }

    /** The nose and a part of the left cheek gone down to 28 mm (adult) round the nose's tip. */
    public static Disturbance withoutNose() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            double s = setting.size();
            double[] p = setting.landmark(Landmark.PRONASALE);
            return c.paint((at, x, y, z) -> {
                        double r = Math.sqrt(sq(x - p[0] + 6 * s) + sq(y - p[1]) + sq(z - p[2])) / s;
                        if (r < 28 && !c.isAir(at)) {
                            c.empty(at, setting.how().contrast());
                        }
                    })
                    .done();
        };
    }

    /** The right ear gone. */
    public static Disturbance withoutEar() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            byte ear = Region.EAR_RIGHT.code();
            return c.paint((at, x, y, z) -> {
                        if (c.region[at] == ear) {
                            c.empty(at, setting.how().contrast());
                        }
                    })
                    .done();
        };
    }

    private static double sq(double v) {
        return v * v;
    }
}
