package org.guise.dicom.series;

import java.util.List;
import org.guise.core.volume.Affine;
import org.guise.io.file.InputException;

/** Where sorted slices lie. */
final class SliceGrid {
    /** How far a slice may lie off its place in the lattice, as a part of the distance of slices. */
    private static final double OFF = 0.25;

    private SliceGrid() {}

    /**
     * The layout of a volume. The axis across slices is the mean step between their own positions, so that whatever tilts them
     * against each other is in it.
     */
    static Layout of(SeriesFiles files, List<Plane> slices) throws InputException {
        Plane first = slices.getFirst(), last = slices.getLast();
        int n = slices.size(), rows = first.format().rows(), columns = first.format().columns();
        double[] m = new double[12];
        double[] step = new double[3];
        for (int i = 0; i < 3; i++) {
            // LPS to RAS: the first two axes turn round
            double sign = i < 2 ? -1 : 1;
            step[i] = (last.position()[i] - first.position()[i]) / (n - 1);
            m[4 * i] = sign * first.across()[i] * first.columnSpacingMm();
            m[4 * i + 1] = sign * first.down()[i] * first.rowSpacingMm();
            m[4 * i + 2] = sign * step[i];
            m[4 * i + 3] = sign * first.position()[i];
        }
        double length = Math.sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < 3; i++) {
                if (Math.abs(first.position()[i] + k * step[i] - slices.get(k).position()[i]) > OFF * length) {
                    throw SortedSeries.refused(
                            files,
                            "its slices do not lie on a line, slice " + (k + 1)
                                    + " is off by more than a quarter of their" + " distance",
                            "leave it out");
                }
            }
        }
        try {
            return Layout.of(Affine.of(m), columns, rows, n, first.instance().acquired3d());
        } catch (IllegalArgumentException e) {
            throw SortedSeries.refused(files, "more than 2^31 voxels", "split the series");
        }
    }
}
