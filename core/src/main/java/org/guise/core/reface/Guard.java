package org.guise.core.reface;

import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/** Distance to the fitted brain in scan millimetres: what keeps every brain voxel and a margin untouched. */
final class Guard {
    private final Grid grid;
    private final Affine toGrid;
    private final float[] distance;

    private Guard(Grid grid, float[] distance) {
        this.grid = grid;
        this.toGrid = grid.worldToVoxel();
        this.distance = distance;
    }

    static Guard of(HeadFit fit, AtlasModel model, Parallel par) {
        Grid g = fit.grid(), a = model.distanceGrid();
        Affine toAtlas = a.worldToVoxel();
        float[] atlasDistance = new float[g.size()];
        par.ranges(g.nz(), (from, to) -> {
            double[] y = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    for (int i = 0; i < g.nx(); i++) {
                        fit.atlasPoint(
                                g.voxelToWorld().x(i, j, k),
                                g.voxelToWorld().y(i, j, k),
                                g.voxelToWorld().z(i, j, k),
                                y);
                        atlasDistance[g.index(i, j, k)] = Sampling.clamped(
                                model.brainDistance(),
                                0,
                                a.nx(),
                                a.ny(),
                                a.nz(),
                                toAtlas.x(y[0], y[1], y[2]),
                                toAtlas.y(y[0], y[1], y[2]),
                                toAtlas.z(y[0], y[1], y[2]));
                    }
                }
            }
        });
        double h = g.spacingMm(0);
        float[] d = DistanceTransform.distance(
                g.nx(), g.ny(), g.nz(), new double[] {h, h, h}, i -> atlasDistance[i] <= 0, par);
        for (int i = 0; i < d.length; i++) {
            d[i] = d[i] > 0 ? d[i] - (float) h / 2 : Math.min(0, atlasDistance[i]);
        }
        return new Guard(g, d);
    }

    /**
     * Where all points that lie nearest to a node of the fit's grid are further from the brain than {@code marginMm}: 1 per such
     * node, else 0. What {@link #distance} says there lies between the values of the node and its neighbours.
     */
    byte[] clear(double marginMm, Parallel par) {
        int nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
        byte[] clear = new byte[grid.size()];
        par.ranges(nz, (from, to) -> {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < ny; j++) {
                    for (int i = 0; i < nx; i++) {
                        clear[grid.index(i, j, k)] = (byte) (allAbove(i, j, k, marginMm) ? 1 : 0);
                    }
                }
            }
        });
        return clear;
    }

    private boolean allAbove(int i, int j, int k, double marginMm) {
        for (int z = Math.max(0, k - 1); z <= Math.min(grid.nz() - 1, k + 1); z++) {
            for (int y = Math.max(0, j - 1); y <= Math.min(grid.ny() - 1, j + 1); y++) {
                for (int x = Math.max(0, i - 1); x <= Math.min(grid.nx() - 1, i + 1); x++) {
                    if (!(distance[grid.index(x, y, z)] > marginMm)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Distance in mm from a scan point to the fitted brain; ≤ 0 inside. Beyond the fitted box: far. */
    float distance(double x, double y, double z) {
        return Sampling.linear(
                distance,
                grid.nx(),
                grid.ny(),
                grid.nz(),
                toGrid.x(x, y, z),
                toGrid.y(x, y, z),
                toGrid.z(x, y, z),
                1000f);
    }
}
