package org.guise.core.register;

import java.util.Arrays;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * An image prepared for {@link Coregistration}: at 8, 4 and 2 mm its intensities as ranks, and points in and near the head at
 * which two images are compared. It keeps no full-resolution sample: about 15 MB for a whole head.
 *
 * <p>Ranks: air in equal steps, tissue in classes of equal frequency, so that all contrasts look alike to a histogram. They are
 * continuous, so that interpolated ranks move smoothly with a pose. Immutable and thread-safe.
 */
public final class RigidTarget {
    /** Classes of a histogram. */
    static final int BINS = 32;

    static final int LEVELS = 3;

    private static final double[] STEP_MM = {8, 4, 2};
    private static final int AIR_BINS = 6;
    private static final int TABLE = 2048;
    private static final double TOP = 1.1;
    /** As much air round the head takes part. */
    private static final double MARGIN_MM = 12;
    /** Points at most by level: more make the result no better, only slower. */
    private static final int[] POINTS = {8_000, 25_000, 50_000};

    private final Level[] levels;
    private final double[] centreMm;
    private final double headMl;

    private RigidTarget(Level[] levels, double[] centreMm, double headMl) {
        this.levels = levels;
        this.centreMm = centreMm;
        this.headMl = headMl;
    }

    /**
     * One resolution.
     *
     * @param grid isotropic, along the world axes
     * @param rank continuous class 0 … {@link #BINS} − 1 of every voxel
     * @param valid 1 inside the field of view
     * @param points x, y, z in world mm and rank, four floats a point, off the lattice by a fixed jitter: points on the lattice
     *     of one image make the measure prefer poses where two lattices coincide (Pluim 2000)
     */
    record Level(Grid grid, float[] rank, byte[] valid, float[] points) {}

    /** Prepares one frame; it is not kept. Cost: about 0.3 s for a 1 mm head on two threads. */
    public static RigidTarget of(Volume image, Parallel par) {
        double[] range = WorkingScan.range(image);
        Volume reduced = WorkingScan.reduce(image, STEP_MM[2], par);
        WorkingScan[] scans = new WorkingScan[LEVELS];
        scans[2] = WorkingScan.whole(reduced, range, STEP_MM[2], par);
        scans[1] = scans[2].halved();
        scans[0] = scans[1].halved();
        byte[] head = scans[1].headMask(par);
        Level[] levels = new Level[LEVELS];
        for (int l = 0; l < LEVELS; l++) {
            levels[l] = level(scans[l], l, near(scans[1].grid, head, par), scans[1].grid);
        }
        double[] centre = new double[3];
        long n = 0;
        Grid g = scans[1].grid;
        for (int p = 0; p < head.length; p++) {
            if (head[p] != 0) {
                centre[0] += p % g.nx();
                centre[1] += p / g.nx() % g.ny();
                centre[2] += p / (g.nx() * g.ny());
                n++;
            }
        }
        double[] middle = n == 0
                ? g.voxelToWorld().apply((g.nx() - 1) / 2.0, (g.ny() - 1) / 2.0, (g.nz() - 1) / 2.0)
                : g.voxelToWorld().apply(centre[0] / n, centre[1] / n, centre[2] / n);
        return new RigidTarget(levels, middle, n * Math.pow(STEP_MM[1], 3) / 1000);
    }

    Level level(int l) {
        return levels[l];
    }

    /** Centre of what stands out from the air, world mm. */
    double[] centreMm() {
        return centreMm.clone();
    }

    /** How much stands out from the air, ml. */
    double headMl() {
        return headMl;
    }

    private static float[] near(Grid g, byte[] head, Parallel par) {
        double h = g.spacingMm(0);
        return DistanceTransform.distance(g.nx(), g.ny(), g.nz(), new double[] {h, h, h}, i -> head[i] != 0, par);
    }

    private static Level level(WorkingScan s, int l, float[] toHead, Grid headGrid) {
        float[] table = table(s);
        float[] rank = new float[s.linear.length];
        for (int i = 0; i < rank.length; i++) {
            rank[i] = table[(int) Math.min(TABLE - 1, s.saturated[i] / TOP * TABLE)];
        }
        return new Level(s.grid, rank, s.valid, points(s, rank, l, toHead, headGrid));
    }

    /** From saturated intensity to rank. */
    private static float[] table(WorkingScan s) {
        double threshold = s.tissueThreshold();
        float[] tissue = new float[s.saturated.length];
        int n = 0;
        for (int i = 0; i < tissue.length; i++) {
            if (s.valid[i] != 0 && s.saturated[i] >= threshold) {
                tissue[n++] = s.saturated[i];
            }
        }
        Arrays.sort(tissue, 0, n);
        float[] table = new float[TABLE];
        int below = 0;
        for (int t = 0; t < TABLE; t++) {
            double v = (t + 0.5) * TOP / TABLE;
            while (below < n && tissue[below] < v) {
                below++;
            }
            table[t] = (float)
                    (v < threshold || n == 0
                            ? Math.min(1, v / threshold) * AIR_BINS
                            : AIR_BINS + (BINS - 1 - AIR_BINS) * (below / (double) n));
        }
        return table;
    }

    private static float[] points(WorkingScan s, float[] rank, int l, float[] toHead, Grid headGrid) {
        Grid g = s.grid;
        Affine v2w = g.voxelToWorld();
        Affine toHeadGrid = headGrid.worldToVoxel().after(v2w);
        int[] chosen = new int[rank.length];
        int n = 0;
        for (int p = 0; p < rank.length; p++) {
            int i = p % g.nx(), j = p / g.nx() % g.ny(), k = p / (g.nx() * g.ny());
            if (s.valid[p] != 0
                    && toHead[
                                    Sampling.nearestClamped(
                                            headGrid.nx(),
                                            headGrid.ny(),
                                            headGrid.nz(),
                                            toHeadGrid.x(i, j, k),
                                            toHeadGrid.y(i, j, k),
                                            toHeadGrid.z(i, j, k))]
                            <= MARGIN_MM) {
                chosen[n++] = p;
            }
        }
        int m = Math.min(n, POINTS[l]);
        float[] out = new float[4 * m];
        for (int q = 0; q < m; q++) {
            int p = chosen[(int) ((long) q * n / m)];
            double x = p % g.nx() + jitter(3 * q),
                    y = p / g.nx() % g.ny() + jitter(3 * q + 1),
                    z = p / (g.nx() * g.ny()) + jitter(3 * q + 2);
            out[4 * q] = (float) v2w.x(x, y, z);
            out[4 * q + 1] = (float) v2w.y(x, y, z);
            out[4 * q + 2] = (float) v2w.z(x, y, z);
            out[4 * q + 3] = Sampling.clamped(rank, 0, g.nx(), g.ny(), g.nz(), x, y, z);
        }
        return out;
    }

    /** A fixed sequence without pattern in −0.5 … 0.5. */
    private static double jitter(int q) {
        long h = (q + 1) * 0x9E3779B97F4A7C15L;
        h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
        h ^= h >>> 32;
        return (h >>> 11) * 0x1.0p-53 - 0.5;
    }
}
