package org.guise.app.job;

import java.util.Comparator;
import org.guise.core.volume.Grid;

/**
 * How well an image can lead its session; the less the better.
 *
 * @param chosen whether the user chose it, which comes before all else
 * @param kind a number for each kind of image, the best first
 * @param series whether it has several volumes
 * @param uncovered how much of a head's field of view it leaves out, in tenths, so that a few slices more do not outweigh finer
 *     voxels
 * @param voxelMm3 size of a voxel
 */
public record LeadRank(boolean chosen, int kind, boolean series, double uncovered, double voxelMm3)
        implements Comparable<LeadRank> {
    /** A head's field of view; what is larger shows no more of it. */
    private static final double HEAD_MM = 240;

    /** The rank of an image on a lattice. */
    public static LeadRank of(boolean chosen, int kind, boolean series, Grid g) {
        double seen = 1, voxel = 1;
        for (int a = 0; a < 3; a++) {
            double mm = g.spacingMm(a);
            seen *= Math.min(1, g.dim(a) * mm / HEAD_MM);
            voxel *= mm;
        }
        return new LeadRank(chosen, kind, series, Math.round(10 * (1 - seen)), voxel);
    }

    /** What cannot be read is tried last; the attempt will say why. */
    public static LeadRank unread(boolean chosen) {
        return new LeadRank(chosen, 99, true, 10, 1e9);
    }

    /** The largest distance of neighbouring voxels of a lattice. */
    public static double thickestMm(Grid g) {
        return Math.max(g.spacingMm(0), Math.max(g.spacingMm(1), g.spacingMm(2)));
    }

    @Override
    public int compareTo(LeadRank o) {
        return Comparator.comparing((LeadRank r) -> !r.chosen)
                .thenComparingInt(LeadRank::kind)
                .thenComparing(LeadRank::series)
                .thenComparingDouble(LeadRank::uncovered)
                .thenComparingDouble(LeadRank::voxelMm3)
                .compare(this, o);
    }
}
