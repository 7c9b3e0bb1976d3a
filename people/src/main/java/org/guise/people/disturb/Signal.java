package org.guise.people.disturb;

import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.people.scan.GridVariant;
import org.guise.people.scan.SyntheticScan;

/** Disturbances of the image as a whole; the truth stays where it is. */
public final class Signal {
    /** Reach of the bright centre of a 7 T head, mm. */
    private static final double CENTRE_MM = 55;

    private Signal() {}

    /**
     * Padding of a CT outside the reconstruction circle: in every slice (along the first two voxel axes) all beyond the
     * largest circle, less {@code inMm}, has one value far below air.
     */
    public static Disturbance padding(double value, double inMm) {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            Grid g = c.grid;
            double a = g.spacingMm(0), b = g.spacingMm(1);
            double radius = Math.min(g.nx() * a, g.ny() * b) / 2 - inMm;
            for (int p = 0; p < g.size(); p++) {
                double x = a * (p % g.nx() - (g.nx() - 1) / 2.0), y = b * (p / g.nx() % g.ny() - (g.ny() - 1) / 2.0);
                if (x * x + y * y > radius * radius) {
                    c.image[p] = (float) value;
                    c.tissue[p] = Tissue.AIR.code();
                    c.region[p] = Region.NONE.code();
                }
            }
            return c.done();
        };
    }

    /**
     * Heavy motion: three ghosts on either side along the second voxel axis (phase encoding from front to back), the first of
     * {@code share} of the signal, each next half as strong, 23 mm apart.
     */
    public static Disturbance ghosts(double share) {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            Grid g = c.grid;
            float[] still = scan.image().data();
            int step = (int) Math.round(23 / g.spacingMm(1));
            for (int p = 0; p < g.size(); p++) {
                int j = p / g.nx() % g.ny();
                double v = still[p], weight = share;
                for (int n = 1; n <= 3; n++, weight /= 2) {
                    for (int side = -1; side <= 1; side += 2) {
                        // what leaves the field of view comes back on the other side
                        int from = Math.floorMod(j + side * n * step, g.ny());
                        v += (n % 2 == 0 ? -1 : 1) * side * weight * still[p + g.nx() * (from - j)];
                    }
                }
                c.image[p] = (float) Math.abs(v);
            }
            return c.done();
        };
    }

    /** A field of 7 T: 1 + {@code amplitude} in the middle of the brain, 1 − amplitude/2 far from it. */
    public static Disturbance brightCentre(double amplitude) {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            double[] m = c.brainCentre();
            double reach = CENTRE_MM * setting.size();
            return c.paint((at, x, y, z) -> {
                        double r = (sq(x - m[0]) + sq(y - m[1]) + sq(z - m[2])) / (2 * reach * reach);
                        c.image[at] *= (float) (1 + amplitude * (1.5 * Math.exp(-r) - 0.5));
                    })
                    .done();
        };
    }

    /** A contrast agent in CT: mucosa, glands and vessels +90 HU, muscle and tongue +20, skin +15, grey matter +5. */
    public static Disturbance contrastAgent() {
        return (scan, setting) -> {
            Canvas c = new Canvas(scan, setting);
            for (int p = 0; p < c.image.length; p++) {
                c.image[p] += switch (Tissue.of(c.tissue[p])) {
                    case SOFT -> 90;
                    case MUSCLE, TONGUE -> 20;
                    case SKIN -> 15;
                    case GREY -> 5;
                    default -> 0;
                };
            }
            return c.done();
        };
    }

    /**
     * Wraps along the second voxel axis: the field of view is only {@code keep} voxels long, and what lies beyond its far end
     * comes back at its near end. The truth is that of the shorter field of view.
     */
    public static Disturbance wrapped(int keep) {
        return (scan, setting) -> {
            Grid g = scan.image().grid();
            Grid part = GridVariant.cropped(g, new int[3], new int[] {g.nx(), keep, g.nz()});
            float[] image = new float[part.size()];
            byte[] tissue = new byte[part.size()], region = new byte[part.size()];
            float air = setting.how().contrast().mean(Tissue.AIR);
            for (int k = 0; k < g.nz(); k++) {
                for (int j = 0; j < g.ny(); j++) {
                    int from = g.index(0, j, k), to = part.index(0, j % keep, k);
                    for (int i = 0; i < g.nx(); i++) {
                        image[to + i] += scan.image().data()[from + i] - (j < keep ? 0 : air);
                        if (j < keep) {
                            tissue[to + i] = scan.tissue().data()[from + i];
                            region[to + i] = scan.region().data()[from + i];
                        }
                    }
                }
            }
            return new SyntheticScan(
                    new Volume(part, image),
                    new LabelVolume(part, tissue),
                    new LabelVolume(part, region),
                    scan.landmarks());
        };
    }

    private static double sq(double v) {
        return v * v;
    }
}
