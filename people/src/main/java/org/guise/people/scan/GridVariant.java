package org.guise.people.scan;

import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/** Other headers for the same voxels, and thick slices: what scanners and converters make of one field of view. */
public final class GridVariant {
    private GridVariant() {}

    /**
     * The same voxel centres in another storage order. An odd number of swaps and flips makes a left-handed grid.
     *
     * @param axes which old axis becomes the first, second and third: a permutation of 0, 1, 2
     * @param flip whether the new axis runs against the old one
     */
    public static Grid reordered(Grid grid, int[] axes, boolean[] flip) {
        double[] m = new double[12];
        int[] dims = new int[3];
        double[] t = {
            grid.voxelToWorld().get(0, 3),
            grid.voxelToWorld().get(1, 3),
            grid.voxelToWorld().get(2, 3)
        };
        for (int c = 0; c < 3; c++) {
            dims[c] = grid.dim(axes[c]);
            for (int r = 0; r < 3; r++) {
                double step = grid.voxelToWorld().get(r, axes[c]);
                m[4 * r + c] = flip[c] ? -step : step;
                t[r] += flip[c] ? step * (dims[c] - 1) : 0;
            }
        }
        m[3] = t[0];
        m[7] = t[1];
        m[11] = t[2];
        return new Grid(dims[0], dims[1], dims[2], Affine.of(m));
    }

    /** The field of view of a grid with other voxel sizes; the dimensions are rounded, the corner stays. */
    public static Grid resized(Grid grid, double sx, double sy, double sz) {
        double[] size = {sx, sy, sz};
        int[] dims = new int[3];
        double[] scale = new double[3];
        for (int a = 0; a < 3; a++) {
            scale[a] = size[a] / grid.spacingMm(a);
            dims[a] = Math.max(1, (int) Math.round(grid.dim(a) / scale[a]));
        }
        Affine within = Affine.scaleShift(
                scale[0], scale[1], scale[2], 0.5 * scale[0] - 0.5, 0.5 * scale[1] - 0.5, 0.5 * scale[2] - 0.5);
        return new Grid(dims[0], dims[1], dims[2], grid.voxelToWorld().after(within));
    }

    /** The grid turned about a world point: an oblique scan of the same scene. */
    public static Grid turned(Grid grid, Affine rotation, double... aboutMm) {
        Affine turn = Affine.shift(aboutMm[0], aboutMm[1], aboutMm[2])
                .after(rotation)
                .after(Affine.shift(-aboutMm[0], -aboutMm[1], -aboutMm[2]));
        return new Grid(grid.nx(), grid.ny(), grid.nz(), turn.after(grid.voxelToWorld()));
    }

    /** Part of a grid: {@code n} voxels from {@code from} along each axis, the rest cut off. */
    public static Grid cropped(Grid grid, int[] from, int[] n) {
        return new Grid(n[0], n[1], n[2], grid.voxelToWorld().after(Affine.shift(from[0], from[1], from[2])));
    }
}
