package org.guise.core.reface;

import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * What lies between the fitted brain and the skull in CT. The inside of a head is one shade there, so that the fit may leave a rim
 * of brain outside; but bone is plain to see, and soft tissue that hangs together with the fitted brain is brain until the skull
 * ends it. Where there is no skull (fontanelles, foramina, a craniectomy) the reach is what ends it, and the way to the skin.
 */
final class SkullGap {
    /** Cerebrospinal fluid to clotted blood; fat of the orbit lies below, bone above. */
    private static final float SOFTEST_HU = -10, HARDEST_HU = 110;

    private static final float AIR_HU = -400;
    /** Of the fit's error, seen on made-up heads. */
    private static final double REACH_MM = 6;
    /** Scalp, lids and cheeks are no brain, whatever they hang together with. */
    private static final double FROM_AIR_MM = 8;

    private SkullGap() {}

    /** Adds the gap to {@code brain}: 1 per node of {@code g} that is brain, else 0; modified. */
    static void fill(Volume ct, Grid g, byte[] brain, Parallel par) {
        Grid s = ct.grid();
        Affine toScan = s.worldToVoxel().after(g.voxelToWorld());
        int nx = g.nx(), ny = g.ny(), nz = g.nz();
        float[] hu = new float[g.size()];
        par.ranges(nz, (from, to) -> {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < ny; j++) {
                    for (int i = 0; i < nx; i++) {
                        double x = toScan.x(i, j, k), y = toScan.y(i, j, k), z = toScan.z(i, j, k);
                        hu[g.index(i, j, k)] = Sampling.linear(ct.data(), s.nx(), s.ny(), s.nz(), x, y, z, -1000f);
                    }
                }
            }
        });
        double h = g.spacingMm(0);
        float[] depth = DistanceTransform.distance(nx, ny, nz, new double[] {h, h, h}, p -> hu[p] < AIR_HU, par);
        int[] step = {-1, 1, -nx, nx, -nx * ny, nx * ny};
        int layers = (int) Math.round(REACH_MM / h);
        byte[] seen = brain.clone();
        for (int layer = 0; layer < layers; layer++) {
            for (int k = 1; k < nz - 1; k++) {
                for (int j = 1; j < ny - 1; j++) {
                    for (int i = 1; i < nx - 1; i++) {
                        int p = g.index(i, j, k);
                        if (seen[p] != 0 || hu[p] < SOFTEST_HU || hu[p] > HARDEST_HU || depth[p] < FROM_AIR_MM) {
                            continue;
                        }
                        for (int o : step) {
                            if (seen[p + o] != 0) {
                                brain[p] = 1;
                                break;
                            }
                        }
                    }
                }
            }
            System.arraycopy(brain, 0, seen, 0, seen.length);
        }
    }
}
