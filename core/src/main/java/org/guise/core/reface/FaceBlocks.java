package org.guise.core.reface;

import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Block means with a weight per voxel: y = x + w·(m − x), where m is the mean of the block that the voxel lies in. Blocks are
 * counted from the first voxel of the grid and have whole voxels along each axis, as many as come nearest to the wanted size
 * in millimetres and at least one; those at the far sides are cut off by the field of view.
 */
final class FaceBlocks {
    /** Side of a block of {@link Method#PIXELATE}. */
    static final double BLOCK_MM = 8;

    private FaceBlocks() {}

    /** Voxels of a block along an axis. */
    static int voxels(Grid grid, int axis, double blockMm) {
        return (int) Math.max(1, Math.round(blockMm / grid.spacingMm(axis)));
    }

    /** The pixelated scan as new samples; voxels of weight 0 keep their bits. Samples that are not finite count as {@code air}. */
    static float[] apply(Volume scan, float[] weight, double blockMm, float air, Parallel par) {
        Grid g = scan.grid();
        float[] out = scan.data().clone();
        int bx = voxels(g, 0, blockMm), by = voxels(g, 1, blockMm), bz = voxels(g, 2, blockMm);
        par.ranges((g.nz() + bz - 1) / bz, (from, to) -> {
            for (int k = from * bz; k < Math.min(g.nz(), to * bz); k += bz) {
                for (int j = 0; j < g.ny(); j += by) {
                    for (int i = 0; i < g.nx(); i += bx) {
                        int[] end = {Math.min(g.nx(), i + bx), Math.min(g.ny(), j + by), Math.min(g.nz(), k + bz)};
                        block(scan, weight, air, new int[] {i, j, k}, end, out);
                    }
                }
            }
        });
        return out;
    }

    /** One block from voxel {@code a} to before voxel {@code b}. */
    private static void block(Volume scan, float[] weight, float air, int[] a, int[] b, float[] out) {
        Grid g = scan.grid();
        double sum = 0;
        for (int k = a[2]; k < b[2]; k++) {
            for (int j = a[1]; j < b[1]; j++) {
                for (int p = g.index(a[0], j, k); p < g.index(b[0], j, k); p++) {
                    sum += finite(scan.data()[p], air);
                }
            }
        }
        float mean = (float) (sum / ((b[0] - a[0]) * (b[1] - a[1]) * (b[2] - a[2])));
        for (int k = a[2]; k < b[2]; k++) {
            for (int j = a[1]; j < b[1]; j++) {
                for (int p = g.index(a[0], j, k); p < g.index(b[0], j, k); p++) {
                    if (weight[p] > 0) {
                        float x = finite(scan.data()[p], air);
                        out[p] = x + weight[p] * (mean - x);
                    }
                }
            }
        }
    }

    private static float finite(float x, float air) {
        return Float.isFinite(x) ? x : air;
    }
}
