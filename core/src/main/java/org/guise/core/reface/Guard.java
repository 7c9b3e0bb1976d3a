package org.guise.core.reface;

import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/** Distance to the fitted brain in scan millimetres: what keeps every brain voxel and a margin untouched. */
final class Guard {
    /** Defects are narrower than this, heads bend over wider ways. */
    private static final double CALM_MM = 15;

    /** No defect was seen to bend the brain's surface by more. */
    private static final double BENT_MM = 12;

    /** In front of the tragus. */
    private static final double TEMPLE_MM = 20;

    /** The margin allows for errors of the fit; what was seen to lie within the skull needs this much less of it. */
    private static final float SEEN_MM = 2.5f;

    private final Grid grid;
    private final Affine toGrid;
    private final float[] distance;

    private Guard(Grid grid, float[] distance) {
        this.grid = grid;
        this.toGrid = grid.worldToVoxel();
        this.distance = distance;
    }

    /** The fitted brain and, in CT, what {@link SkullGap} adds to it. */
    static Guard of(Volume scan, HeadFit fit, AtlasModel model, Parallel par) {
        Guard fitted = of(fit, model, par);
        if (!fit.hounsfield()) {
            return fitted;
        }
        float[] d = fitted.distance;
        byte[] brain = new byte[d.length];
        for (int i = 0; i < d.length; i++) {
            brain[i] = (byte) (d[i] <= 0 ? 1 : 0);
        }
        SkullGap.fill(scan, fit.grid(), brain, par);
        float[] gap = toEdge(fit.grid(), brain, par);
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.min(d[i], gap[i] + SEEN_MM);
        }
        return fitted;
    }

    /**
     * The fitted brain alone: where the fit puts it, and at the sides, behind the temples, also where it would without what is
     * bent in one place only. Where skin and fat are gone (an ear and the scalp under it), the fit takes the dark skull for air
     * and pushes the brain's surface inwards by up to 9 mm, more than the margin allows for; the head around knows better. Behind
     * the face it does not: there heads bend most, and brain in the place of the eyes would keep them.
     */
    static Guard of(HeadFit fit, AtlasModel model, Parallel par) {
        float[] atlasDistance = atlasDistance(fit, model, par);
        byte[] brain = new byte[atlasDistance.length];
        HeadFit calm = fit.calmed(CALM_MM, par);
        Affine toRegion = model.atlas().region().grid().worldToVoxel();
        par.ranges(brain.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                boolean inside =
                        atlasDistance[i] <= 0 || atlasDistance[i] < BENT_MM && bentAway(fit, calm, model, toRegion, i);
                brain[i] = (byte) (inside ? 1 : 0);
            }
        });
        float[] d = toEdge(fit.grid(), brain, par);
        for (int i = 0; i < d.length; i++) {
            d[i] = d[i] > 0 ? d[i] : Math.min(0, atlasDistance[i]);
        }
        return new Guard(fit.grid(), d);
    }

    /** Whether a node at the side, where the fit puts an ear or the vault behind the temples, is brain by the calmed fit. */
    private static boolean bentAway(HeadFit fit, HeadFit calm, AtlasModel model, Affine toRegion, int node) {
        Grid g = fit.grid(), a = model.atlas().region().grid();
        double[] x = g.voxelToWorld().apply(node % g.nx(), node / g.nx() % g.ny(), node / (g.nx() * g.ny()));
        double[] y = new double[3];
        fit.atlasPoint(x[0], x[1], x[2], y);
        double[] v = toRegion.apply(y);
        int p = Sampling.nearestClamped(a.nx(), a.ny(), a.nz(), v[0], v[1], v[2]);
        Region r = Region.of(model.atlas().region().data()[p]);
        double[] tragus = model.atlas().landmarks().get(Landmark.TRAGUS_RIGHT);
        boolean behind = tragus != null && y[1] < tragus[1] + TEMPLE_MM;
        if (r != Region.EAR_LEFT && r != Region.EAR_RIGHT && !(r == Region.VAULT && behind)) {
            return false;
        }
        calm.atlasPoint(x[0], x[1], x[2], y);
        return model.brainDistance(y) <= 0;
    }

    /** Distance of nodes outside to the edge of a mask, half a node from its outermost nodes; 0 inside. */
    private static float[] toEdge(Grid g, byte[] mask, Parallel par) {
        double h = g.spacingMm(0);
        float[] d = DistanceTransform.distance(g.nx(), g.ny(), g.nz(), new double[] {h, h, h}, i -> mask[i] != 0, par);
        for (int i = 0; i < d.length; i++) {
            d[i] = d[i] > 0 ? d[i] - (float) h / 2 : 0;
        }
        return d;
    }

    private static float[] atlasDistance(HeadFit fit, AtlasModel model, Parallel par) {
        Grid g = fit.grid();
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
                        atlasDistance[g.index(i, j, k)] = model.brainDistance(y);
                    }
                }
            }
        });
        return atlasDistance;
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
