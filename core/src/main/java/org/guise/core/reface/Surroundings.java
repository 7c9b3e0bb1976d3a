package org.guise.core.reface;

import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * All points of the world within a radius of the marked voxels of a mask. The mask may lie on any grid: only the world
 * coordinates of its voxels count. Rounding makes the surroundings larger by up to 4 mm, never smaller. Immutable and
 * thread-safe.
 */
public final class Surroundings {
    /** Largest radius, mm. */
    public static final double MOST_MM = 50;

    private static final double STEP_MM = 1;
    /** A voxel moves by up to √3/2 steps to the next lattice point, and a look-up between lattice points is off by as much. */
    private static final double SLACK_MM = 1.75 * STEP_MM;

    private final double radiusMm;
    private final Grid grid;
    private final Affine toGrid;
    private final float[] distance;

    private Surroundings(double radiusMm, Grid grid, float[] distance) {
        this.radiusMm = radiusMm;
        this.grid = grid;
        this.toGrid = grid.worldToVoxel();
        this.distance = distance;
    }

    /**
     * The surroundings of the voxels above 0.
     *
     * @param radiusMm 0 … {@link #MOST_MM}
     * @throws IllegalArgumentException if no voxel is marked, or the radius is out of range
     */
    public static Surroundings of(Volume mask, double radiusMm, Parallel par) {
        if (!(radiusMm >= 0 && radiusMm <= MOST_MM)) {
            throw new IllegalArgumentException("radius must be 0 to " + MOST_MM + " mm, got " + radiusMm);
        }
        Grid m = mask.grid();
        double voxel = Math.max(m.spacingMm(0), Math.max(m.spacingMm(1), m.spacingMm(2)));
        Grid g = box(mask, radiusMm + voxel + 3 * STEP_MM);
        byte[] marked = marked(mask, g, par);
        double[] h = {STEP_MM, STEP_MM, STEP_MM};
        return new Surroundings(
                radiusMm, g, DistanceTransform.distance(g.nx(), g.ny(), g.nz(), h, p -> marked[p] != 0, par));
    }

    /** The lattice round the marked voxels with some room on all sides. */
    private static Grid box(Volume mask, double room) {
        Grid m = mask.grid();
        Affine v2w = m.voxelToWorld();
        double[] lo = {1e9, 1e9, 1e9}, hi = {-1e9, -1e9, -1e9};
        for (int p = 0; p < m.size(); p++) {
            if (mask.data()[p] > 0) {
                double[] x = v2w.apply(p % m.nx(), p / m.nx() % m.ny(), p / (m.nx() * m.ny()));
                for (int a = 0; a < 3; a++) {
                    lo[a] = Math.min(lo[a], x[a]);
                    hi[a] = Math.max(hi[a], x[a]);
                }
            }
        }
        if (lo[0] > hi[0]) {
            throw new IllegalArgumentException("the mask marks no voxel");
        }
        int[] n = new int[3];
        for (int a = 0; a < 3; a++) {
            lo[a] -= room;
            n[a] = 1 + (int) Math.ceil((hi[a] + room - lo[a]) / STEP_MM);
        }
        return Grid.isotropic(n[0], n[1], n[2], STEP_MM, lo[0], lo[1], lo[2]);
    }

    /** Lattice points inside marked voxels, and those next to the centre of one: voxels may be larger or smaller than a step. */
    private static byte[] marked(Volume mask, Grid g, Parallel par) {
        byte[] marked = new byte[g.size()];
        Grid m = mask.grid();
        Affine toMask = m.worldToVoxel().after(g.voxelToWorld());
        par.ranges(g.nz(), (from, to) -> {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    for (int i = 0; i < g.nx(); i++) {
                        int a = (int) Math.round(toMask.x(i, j, k)),
                                b = (int) Math.round(toMask.y(i, j, k)),
                                c = (int) Math.round(toMask.z(i, j, k));
                        boolean in = a >= 0 && b >= 0 && c >= 0 && a < m.nx() && b < m.ny() && c < m.nz();
                        marked[g.index(i, j, k)] = (byte) (in && mask.at(a, b, c) > 0 ? 1 : 0);
                    }
                }
            }
        });
        Affine toG = g.worldToVoxel().after(m.voxelToWorld());
        for (int p = 0; p < m.size(); p++) {
            if (mask.data()[p] > 0) {
                double[] x = toG.apply(p % m.nx(), p / m.nx() % m.ny(), p / (m.nx() * m.ny()));
                marked[Sampling.nearestClamped(g.nx(), g.ny(), g.nz(), x[0], x[1], x[2])] = 1;
            }
        }
        return marked;
    }

    /** The radius, mm. */
    public double radiusMm() {
        return radiusMm;
    }

    /** Whether a world point lies within the radius of a marked voxel's centre, or a little further off. */
    public boolean contains(double x, double y, double z) {
        return Sampling.linear(
                        distance,
                        grid.nx(),
                        grid.ny(),
                        grid.nz(),
                        toGrid.x(x, y, z),
                        toGrid.y(x, y, z),
                        toGrid.z(x, y, z),
                        1e9f)
                <= radiusMm + SLACK_MM;
    }

    /** Whether any voxel centre of a grid lies in the surroundings. */
    public boolean touches(Grid other) {
        Affine v2w = other.voxelToWorld();
        for (int k = 0; k < other.nz(); k++) {
            for (int j = 0; j < other.ny(); j++) {
                for (int i = 0; i < other.nx(); i++) {
                    if (contains(v2w.x(i, j, k), v2w.y(i, j, k), v2w.z(i, j, k))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Receives points. */
    @FunctionalInterface
    interface Visitor {
        /** One point, world mm. */
        void at(double x, double y, double z);
    }

    /** Visits points {@value #STEP_MM} mm apart that fill the surroundings, less a rim of {@code rimMm}, but all marked ones. */
    void each(double rimMm, Visitor visitor) {
        double most = Math.max(0, radiusMm + SLACK_MM - rimMm);
        Affine v2w = grid.voxelToWorld();
        for (int p = 0; p < distance.length; p++) {
            if (distance[p] <= most) {
                int i = p % grid.nx(), j = p / grid.nx() % grid.ny(), k = p / (grid.nx() * grid.ny());
                visitor.at(v2w.x(i, j, k), v2w.y(i, j, k), v2w.z(i, j, k));
            }
        }
    }
}
