package org.guise.dicom.series;

import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * How the pixels of slices lie in a volume: index = offset + column · perColumn + row · perRow + slice · perSlice.
 *
 * <p>Fits depend a little on the order of voxels. Volumes are laid out as the converter dcm2niix does it, so that refacing in
 * DICOM and after conversion gives the same face: rows from the last to the first, and what was acquired as a 3-D volume with
 * the axes that are nearest to right, anterior and superior.
 *
 * @param grid of the volume, world RAS mm
 */
public record Layout(Grid grid, int offset, int perColumn, int perRow, int perSlice) {
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    /**
     * A layout.
     *
     * @param base (column, row, slice) → RAS mm
     * @param canonical whether axes are ordered by the body, not by the slices
     */
    static Layout of(Affine base, int columns, int rows, int slices, boolean canonical) {
        int[] order = canonical ? nearest(base) : ORDERS[0];
        int[] n = {columns, rows, slices};
        int[] per = new int[3];
        double[] m = new double[12];
        for (int i = 0; i < 3; i++) {
            m[4 * i + 3] = base.get(i, 3);
        }
        int offset = 0, stride = 1;
        for (int a = 0; a < 3; a++) {
            int b = order[a];
            boolean flip = canonical ? base.get(a, b) < 0 : b == 1;
            per[b] = flip ? -stride : stride;
            offset += flip ? stride * (n[b] - 1) : 0;
            stride *= n[b];
            for (int i = 0; i < 3; i++) {
                m[4 * i + a] = flip ? -base.get(i, b) : base.get(i, b);
                m[4 * i + 3] += flip ? (n[b] - 1) * base.get(i, b) : 0;
            }
        }
        Grid grid = new Grid(n[order[0]], n[order[1]], n[order[2]], Affine.of(m));
        return new Layout(grid, offset, per[0], per[1], per[2]);
    }

    /** The order of the base axes that lies nearest to the world's. */
    private static int[] nearest(Affine base) {
        int[] best = ORDERS[0];
        double most = -1;
        for (int[] order : ORDERS) {
            double sum = 0;
            for (int a = 0; a < 3; a++) {
                sum += Math.abs(base.get(a, order[a])) / base.columnLength(order[a]);
            }
            if (sum > most) {
                most = sum;
                best = order;
            }
        }
        return best;
    }

    /** Where the row of a slice begins. */
    int row(int row, int slice) {
        return offset + row * perRow + slice * perSlice;
    }
}
