package org.guise.core.register;

import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Signal where there should be air: a nose wrapped round to the back of the field of view, a half face that aliased to the
 * other side, ghosts of the face. Looked for on a 4 mm grid over the whole field of view, above the chin, well off the
 * fitted skin.
 */
public final class StrayTissue {
    private static final double OFF_SKIN_MM = 9;
    private static final int LEAST_VOXELS = 8;

    private final Grid grid;
    private final Affine toGrid;
    private final byte[] mask;
    private final int voxels;

    private StrayTissue(Grid grid, byte[] mask, int voxels) {
        this.grid = grid;
        this.toGrid = grid.worldToVoxel();
        this.mask = mask;
        this.voxels = voxels;
    }

    /** Volume found, in ml. */
    public double volumeMl() {
        return voxels * Math.pow(grid.spacingMm(0), 3) / 1000;
    }

    /** Whether the scan point lies in stray signal or within one 4 mm voxel of it. */
    public boolean contains(double x, double y, double z) {
        return voxels > 0
                && mask[
                                Sampling.nearestClamped(
                                        grid.nx(),
                                        grid.ny(),
                                        grid.nz(),
                                        toGrid.x(x, y, z),
                                        toGrid.y(x, y, z),
                                        toGrid.z(x, y, z))]
                        != 0;
    }

    /** Looks for stray signal in a fitted magnitude scan. */
    public static StrayTissue find(Volume scan, HeadFit fit, AtlasModel model, Parallel par) {
        double[] range = fit.range();
        WorkingScan four = WorkingScan.whole(WorkingScan.reduce(scan, 4, par), range, 4, par);
        Grid g = four.grid, d = model.distanceGrid();
        Affine toD = d.worldToVoxel(), v2w = g.voxelToWorld();
        double span = Math.max(1e-12, range[1] - range[0]);
        double air = (fit.mean(Tissue.AIR.ordinal()) - range[0]) / span;
        double soft = (fit.mean(Tissue.MUSCLE.ordinal()) - range[0]) / span;
        double level = air + 0.35 * Math.max(0.03, soft - air);
        double[] chin = model.atlas().landmarks().get(Landmark.POGONION);
        double lowest = chin == null ? -1e9 : chin[2] - 10;
        byte[] hit = new byte[g.size()];
        double[] y = new double[3];
        for (int p = 0; p < hit.length; p++) {
            if (four.valid[p] == 0 || four.linear[p] < level) {
                continue;
            }
            int i = p % g.nx(), j = p / g.nx() % g.ny(), k = p / (g.nx() * g.ny());
            fit.atlasPoint(v2w.x(i, j, k), v2w.y(i, j, k), v2w.z(i, j, k), y);
            if (y[2] < lowest) {
                continue;
            }
            double vx = toD.x(y[0], y[1], y[2]), vy = toD.y(y[0], y[1], y[2]), vz = toD.z(y[0], y[1], y[2]);
            boolean outside = vx < 0 || vy < 0 || vz < 0 || vx > d.nx() - 1 || vy > d.ny() - 1 || vz > d.nz() - 1;
            if (outside || Sampling.clamped(model.skinDistance, 0, d.nx(), d.ny(), d.nz(), vx, vy, vz) > OFF_SKIN_MM) {
                hit[p] = 1;
            }
        }
        return grown(g, hit);
    }

    /** Drops components below {@value #LEAST_VOXELS} voxels and grows the rest by one voxel. */
    private static StrayTissue grown(Grid g, byte[] hit) {
        int[] stack = new int[hit.length];
        byte[] seen = new byte[hit.length];
        byte[] out = new byte[hit.length];
        int total = 0;
        for (int s = 0; s < hit.length; s++) {
            if (hit[s] == 0 || seen[s] != 0) {
                continue;
            }
            int top = 0, end = 0;
            stack[end++] = s;
            seen[s] = 1;
            while (top < end) {
                int p = stack[top++];
                int i = p % g.nx(), j = p / g.nx() % g.ny(), k = p / (g.nx() * g.ny());
                for (int c = 0; c < 27; c++) {
                    int x = i + c % 3 - 1, y = j + c / 3 % 3 - 1, z = k + c / 9 - 1;
                    if (x >= 0 && y >= 0 && z >= 0 && x < g.nx() && y < g.ny() && z < g.nz()) {
                        int q = g.index(x, y, z);
                        if (hit[q] != 0 && seen[q] == 0) {
                            seen[q] = 1;
                            stack[end++] = q;
                        }
                    }
                }
            }
            if (end >= LEAST_VOXELS) {
                total += end;
                for (int e = 0; e < end; e++) {
                    grow(g, out, stack[e]);
                }
            }
        }
        return new StrayTissue(g, out, total);
    }

    private static void grow(Grid g, byte[] out, int p) {
        int i = p % g.nx(), j = p / g.nx() % g.ny(), k = p / (g.nx() * g.ny());
        for (int c = 0; c < 27; c++) {
            int x = i + c % 3 - 1, y = j + c / 3 % 3 - 1, z = k + c / 9 - 1;
            if (x >= 0 && y >= 0 && z >= 0 && x < g.nx() && y < g.ny() && z < g.nz()) {
                out[g.index(x, y, z)] = 1;
            }
        }
    }
}
