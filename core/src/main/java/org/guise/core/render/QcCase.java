package org.guise.core.render;

import java.util.List;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;

/**
 * What the quality picture of one scan shows.
 *
 * @param name name of the scan as shown, without a folder
 * @param before the scan as it came
 * @param after the scan as it goes out, on the same grid
 * @param changed non-zero where voxels were changed, on the scan's grid
 * @param guard non-zero where no voxel may change (the brain and its margin), on the scan's grid
 * @param threshold sample value at the skin, see {@link SurfaceThreshold}
 * @param headToWorld head frame (x right, y forward, z up) → world RAS mm; gives the cameras their directions
 * @param centreMm the point in the middle of the pictures, world RAS mm; the centre of the sagittal slice too
 * @param verdict PASS, REVIEW or FAIL
 * @param reasons short sentences, shown below the verdict
 */
public record QcCase(
        String name,
        Volume before,
        Volume after,
        LabelVolume changed,
        LabelVolume guard,
        double threshold,
        Affine headToWorld,
        double[] centreMm,
        String verdict,
        List<String> reasons) {
    /** Checks that all four volumes have the same size. */
    public QcCase {
        Grid g = before.grid();
        check(g, after.grid(), "the scan after");
        check(g, changed.grid(), "the change mask");
        check(g, guard.grid(), "the guard mask");
        reasons = List.copyOf(reasons);
        centreMm = centreMm.clone();
    }

    private static void check(Grid expected, Grid got, String what) {
        if (expected.nx() != got.nx() || expected.ny() != got.ny() || expected.nz() != got.nz()) {
            throw new IllegalArgumentException("quality picture: " + what + " has " + size(got) + " voxels, expected "
                    + size(expected) + " like the scan before");
        }
    }

    private static String size(Grid g) {
        return g.nx() + "x" + g.ny() + "x" + g.nz();
    }
}
