package org.guise.core.volume;

/**
 * One 3-D frame of scaled samples on a grid.
 *
 * @param grid the lattice
 * @param data samples, x fastest, {@code float[nx*ny*nz]}; shared, not copied
 */
public record Volume(Grid grid, float[] data) {
    /** Checks that the array fits the grid. */
    public Volume {
        if (data.length != grid.size()) {
            throw new IllegalArgumentException("volume: " + data.length + " samples for a grid of " + grid.size());
        }
    }

    /** Sample at voxel (i, j, k). No bounds check beyond the array's. */
    public float at(int i, int j, int k) {
        return data[grid.index(i, j, k)];
    }
}
