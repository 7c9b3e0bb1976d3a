package org.guise.core.anatomy;

import org.guise.core.kernel.Sampling;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/** One made-up person: a field on atlas space that leads from his or her points to the atlas person's. Thread-safe. */
public final class Identity {
    private final Grid grid;
    private final Affine toGrid;
    private final float[] field;

    /** @param field mm, {@code [3 * grid.size()]}, x components first; shared */
    Identity(Grid grid, float[] field) {
        this.grid = grid;
        this.toGrid = grid.worldToVoxel();
        this.field = field;
    }

    /**
     * What is to be added to a point of this person to get the atlas person's counterpart; trilinear, constant beyond
     * the grid.
     *
     * @param x mm in atlas world, as y and z
     * @param out receives 3 displacements in mm
     */
    public void displacement(double x, double y, double z, double[] out) {
        double gx = toGrid.x(x, y, z), gy = toGrid.y(x, y, z), gz = toGrid.z(x, y, z);
        int n = grid.size();
        for (int c = 0; c < 3; c++) {
            out[c] = Sampling.clamped(field, c * n, grid.nx(), grid.ny(), grid.nz(), gx, gy, gz);
        }
    }
}
