package org.guise.core.volume;

/**
 * One label per voxel on a grid.
 *
 * @param grid the lattice
 * @param data label codes, x fastest, {@code byte[nx*ny*nz]}; shared, not copied
 */
public record LabelVolume(Grid grid, byte[] data) {
    /** Checks that the array fits the grid. */
    public LabelVolume {
        if (data.length != grid.size()) {
            throw new IllegalArgumentException("labels: " + data.length + " samples for a grid of " + grid.size());
        }
    }
}
