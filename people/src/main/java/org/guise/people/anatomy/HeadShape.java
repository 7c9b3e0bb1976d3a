package org.guise.people.anatomy;

import java.util.Map;
import org.guise.core.anatomy.Landmark;
import org.guise.core.volume.Grid;

/**
 * The outside of the average person, from the parametric heads.
 *
 * @param grid 1 mm RAS atlas grid
 * @param solid the head without any hollow, {@code boolean[nx*ny*nz]}
 * @param eyes eyeball centres in world mm, right then left
 * @param landmarks skin landmarks, world mm
 * @param vaultMm skin to dura in the vault
 */
record HeadShape(Grid grid, boolean[] solid, double[][] eyes, Map<Landmark, double[]> landmarks, double vaultMm) {

    /** Midpoint between the eyeballs, world mm: the origin of the procedural anatomy. */
    double[] eyeMidpoint() {
        double[] a = eyes[0], b = eyes[1];
        return new double[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2};
    }
}
