package org.guise.core.attack;

import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.AverageFace;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * The part of the face zone that was emptied, on a coarse grid: air where the average face has tissue, some millimetres thick
 * and reaching up to the skin. Thinner air is a face that is flatter than the average one, or a nostril; deeper air a sinus.
 */
final class Hole {
    private static final double HALF_THICKNESS_MM = 3;
    private static final double BACK_MM = 4;
    /** A hole comes as near to the average face's skin as this. */
    private static final float AT_SKIN_MM = 3;

    private static final double LEAST_ML = 1;

    /** Over these depths the share of emptied face is taken. */
    private static final float FROM_MM = 3;

    private static final float TO_MM = 15;

    private final Grid grid;
    private final Affine toGrid;
    private final float[] distance;
    private final double share;

    private Hole(Grid grid, float[] distance, double share) {
        this.grid = grid;
        this.toGrid = grid.worldToVoxel();
        this.distance = distance;
        this.share = share;
    }

    /** Share of the face zone, 3 to 15 mm under the average skin and in the field of view, that is empty; 0 … 1. */
    double share() {
        return share;
    }

    /** Distance in mm from a scan point to the hole, 0 inside. */
    float distance(double x, double y, double z) {
        return Sampling.linear(
                distance,
                grid.nx(),
                grid.ny(),
                grid.nz(),
                toGrid.x(x, y, z),
                toGrid.y(x, y, z),
                toGrid.z(x, y, z),
                1000f);
    }

    /** Looks for the hole in {@code scan} on the grid {@code g}. */
    static Hole find(Volume scan, AverageFace face, Grid g, Parallel par) {
        int n = g.size();
        byte[] air = new byte[n], zone = new byte[n];
        float[] depth = new float[n];
        look(scan, face, g, air, zone, depth, par);
        double h = g.spacingMm(0);
        double[] spacing = {h, h, h};
        float[] toOther =
                DistanceTransform.distance(g.nx(), g.ny(), g.nz(), spacing, p -> air[p] == 0 && zone[p] != 0, par);
        float[] toCore = DistanceTransform.distance(
                g.nx(), g.ny(), g.nz(), spacing, p -> air[p] != 0 && toOther[p] > HALF_THICKNESS_MM, par);
        byte[] open = new byte[n];
        for (int p = 0; p < n; p++) {
            open[p] = (byte) (air[p] != 0 && toCore[p] <= BACK_MM ? 1 : 0);
        }
        byte[] hole = reachingSkin(open, depth, g, (int) Math.ceil(1000 * LEAST_ML / (h * h * h)));
        long all = 0, empty = 0;
        for (int p = 0; p < n; p++) {
            if (zone[p] == 1 && depth[p] > FROM_MM && depth[p] < TO_MM) {
                all++;
                empty += hole[p];
            }
        }
        float[] distance = DistanceTransform.distance(g.nx(), g.ny(), g.nz(), spacing, p -> hole[p] != 0, par);
        return new Hole(g, distance, empty / (double) Math.max(1, all));
    }

    /** Marks air inside the average face, and the zone inside its skin (1 in view, 2 beyond the field of view). */
    private static void look(
            Volume scan, AverageFace face, Grid g, byte[] air, byte[] zone, float[] depth, Parallel par) {
        Grid s = scan.grid();
        Affine toScan = s.worldToVoxel(), v2w = g.voxelToWorld();
        double level = face.airLevel();
        par.ranges(g.nz(), (from, to) -> {
            double[] y = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    for (int i = 0; i < g.nx(); i++) {
                        int p = g.index(i, j, k);
                        double x = v2w.x(i, j, k), yy = v2w.y(i, j, k), z = v2w.z(i, j, k);
                        face.atlasPoint(x, yy, z, y);
                        depth[p] = face.depth(y);
                        if (depth[p] <= 0 || !face.inZone(y)) {
                            continue;
                        }
                        float v = Sampling.linear(
                                scan.data(),
                                s.nx(),
                                s.ny(),
                                s.nz(),
                                toScan.x(x, yy, z),
                                toScan.y(x, yy, z),
                                toScan.z(x, yy, z),
                                Float.NEGATIVE_INFINITY);
                        zone[p] = (byte) (v == Float.NEGATIVE_INFINITY ? 2 : 1);
                        air[p] = (byte) (v >= level ? 0 : 1);
                    }
                }
            }
        });
    }

    /** Connected parts of at least so many voxels that come near the skin. */
    private static byte[] reachingSkin(byte[] open, float[] depth, Grid g, int least) {
        byte[] out = new byte[open.length], seen = new byte[open.length];
        int[] queue = new int[open.length];
        int[] step = {1, g.nx(), g.nx() * g.ny()};
        for (int s = 0; s < open.length; s++) {
            if (open[s] == 0 || seen[s] != 0) {
                continue;
            }
            int head = 0, tail = 0;
            boolean skin = false;
            queue[tail++] = s;
            seen[s] = 1;
            while (head < tail) {
                int p = queue[head++];
                skin |= depth[p] < AT_SKIN_MM;
                int[] at = {p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny())};
                for (int c = 0; c < 3; c++) {
                    for (int d = -1; d <= 1; d += 2) {
                        int q = p + d * step[c];
                        if (at[c] + d >= 0 && at[c] + d < g.dim(c) && open[q] != 0 && seen[q] == 0) {
                            seen[q] = 1;
                            queue[tail++] = q;
                        }
                    }
                }
            }
            for (int e = 0; skin && tail >= least && e < tail; e++) {
                out[queue[e]] = 1;
            }
        }
        return out;
    }
}
