package org.guise.app.dicom;

import java.util.Comparator;
import org.guise.core.volume.Grid;
import org.guise.dicom.series.SeriesFiles;
import org.guise.dicom.series.SortedSeries;
import org.guise.io.file.InputException;

/**
 * How well a series can lead its session; the less the better.
 *
 * @param kind MR before CT before thick slices before PET and the rest
 * @param several whether it has several volumes
 * @param uncovered how much of a head's field of view it leaves out, in tenths
 * @param voxelMm3 size of a voxel
 */
record LeadRank(int kind, boolean several, double uncovered, double voxelMm3) implements Comparable<LeadRank> {
    /** What cannot be sorted is tried last; the attempt will say why. */
    static final LeadRank LAST = new LeadRank(99, true, 10, 1e9);

    private static final double HEAD_MM = 240, THICK_MM = 3;

    static LeadRank of(SeriesFiles files) {
        try {
            SortedSeries series = SortedSeries.of(files);
            Grid g = series.grid();
            double seen = 1, voxel = 1, thickest = 0;
            for (int a = 0; a < 3; a++) {
                double mm = g.spacingMm(a);
                seen *= Math.min(1, g.dim(a) * mm / HEAD_MM);
                voxel *= mm;
                thickest = Math.max(thickest, mm);
            }
            boolean thick = thickest > THICK_MM;
            int kind =
                    switch (files.first().modality()) {
                        case "MR" -> thick ? 2 : 0;
                        case "CT" -> thick ? 3 : 1;
                        default -> 4;
                    };
            return new LeadRank(kind, series.volumes().size() > 1, Math.round(10 * (1 - seen)), voxel);
        } catch (InputException e) {
            return LAST;
        }
    }

    @Override
    public int compareTo(LeadRank o) {
        return Comparator.comparingInt(LeadRank::kind)
                .thenComparing(LeadRank::several)
                .thenComparingDouble(LeadRank::uncovered)
                .thenComparingDouble(LeadRank::voxelMm3)
                .compare(this, o);
    }
}
