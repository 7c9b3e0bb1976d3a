package org.guise.app.job;

import java.util.Arrays;
import org.guise.core.volume.Grid;

/**
 * The change mask as it may be shared. The exact mask follows the fitted skull and brain of the person at its inner
 * border; here every block of about 8 mm that holds a changed voxel is set as a whole, so that no outline is left but that
 * of the blocks. It contains the exact mask, and at its inner border also voxels that were not changed.
 */
public final class PublicMask {
    private static final double BLOCK_MM = 8;

    private PublicMask() {}

    /** The widened copy of {@code changed}, {@code byte[nx*ny*nz]} on the same grid. */
    static byte[] of(Grid grid, byte[] changed) {
        int bx = block(grid, 0), by = block(grid, 1), bz = block(grid, 2);
        int mx = (grid.nx() + bx - 1) / bx, my = (grid.ny() + by - 1) / by, mz = (grid.nz() + bz - 1) / bz;
        boolean[] blocks = new boolean[mx * my * mz];
        for (int k = 0, p = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                int row = mx * (j / by + my * (k / bz));
                for (int i = 0; i < grid.nx(); i++, p++) {
                    if (changed[p] != 0) {
                        blocks[row + i / bx] = true;
                    }
                }
            }
        }
        byte[] out = new byte[changed.length];
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                int row = mx * (j / by + my * (k / bz));
                for (int m = 0; m < mx; m++) {
                    if (blocks[row + m]) {
                        int end = Math.min(grid.nx(), (m + 1) * bx);
                        Arrays.fill(out, grid.index(m * bx, j, k), grid.index(0, j, k) + end, (byte) 1);
                    }
                }
            }
        }
        return out;
    }

    /** Whether a mask consists of such blocks alone, as one that {@link #of} made does. */
    public static boolean isOfBlocks(Grid grid, byte[] mask) {
        byte[] set = new byte[mask.length];
        for (int i = 0; i < set.length; i++) {
            set[i] = (byte) (mask[i] != 0 ? 1 : 0);
        }
        return Arrays.equals(of(grid, set), set);
    }

    private static int block(Grid grid, int axis) {
        return (int) Math.max(1, Math.round(BLOCK_MM / grid.spacingMm(axis)));
    }
}
