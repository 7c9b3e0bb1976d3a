package org.guise.core.register;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.guise.core.anatomy.Region;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Fits the atlas to the brain of a scan: first the whole head as {@link HeadFitter} does, then six times anew, each time
 * deforming from the affine map that is nearest to the fit before, within the brain, by least squares.
 *
 * <p>For measuring brains. The fit of a whole head lays even the brain 2–5 mm elsewhere (root mean square, real heads) where the
 * face is another. Here the face zone and 10 mm round it have no say, save within 3 mm of the brain, coarse shading is divided
 * out, and intensities are scaled by the brain's own range; so the rounds lead to nearly the same place whatever the face.
 *
 * <p>Two things were needed for that. A new forehead or a filled sinus can draw the first fit's brain into itself, and would
 * then count as near the brain for ever: so the first round starts from the affine map alone, and near the face sees only what
 * lies 6 mm inside the brain (six of 17 real heads, grey matter 4–12 % too large). And whole steps swing for ever between two
 * places about 1 mm apart, or drift away under strong shading: so from the second round each fit goes half the way only. An
 * affine search by intensities in between did not converge so.
 */
public final class BrainFitter {
    private static final double NEAR_MM = 3;
    private static final double CLEAR_MM = 10;
    private static final double DEEP_MM = 6;
    /** The working grid lies on multiples of this, so that it is the same for two fits that nearly agree. */
    private static final double LATTICE_MM = 16;

    /**
     * Hounsfield units. Within the whole range of a CT the skull is all that can be told from the rest, and the fitted brain
     * drifts into it, or away, by 10 % and more.
     */
    private static final double[] BRAIN_WINDOW = {0, 100};

    private static final int ROUNDS = 6;
    private static final double FLATTEN_MM = 30;
    private static final int COARSE_STEPS = 60;
    private static final int MIDDLE_STEPS = 36;
    /** Marks of voxels that count: near the brain, and elsewhere in the head. */
    private static final byte BRAIN = 2, HEAD = 1;

    private final AtlasModel model;
    private final float[] zoneDistance;
    private final Affine toVoxel;
    private final Parallel par;

    /** A fitter for one atlas. */
    public BrainFitter(AtlasModel model, Parallel par) {
        this.model = model;
        this.par = par;
        this.toVoxel = model.distanceGrid().worldToVoxel();
        this.zoneDistance = zoneDistance(model, par);
    }

    /** Distance to the face zone on the grid of the distance maps, mm. */
    private static float[] zoneDistance(AtlasModel model, Parallel par) {
        Grid g = model.distanceGrid(), fine = model.atlas().region().grid();
        byte[] region = model.atlas().region().data();
        double[] h = {g.spacingMm(0), g.spacingMm(1), g.spacingMm(2)};
        return DistanceTransform.distance(
                g.nx(),
                g.ny(),
                g.nz(),
                h,
                i -> Region.of(region[
                                fine.index(2 * (i % g.nx()), 2 * (i / g.nx() % g.ny()), 2 * (i / (g.nx() * g.ny())))])
                        .inFaceZone(),
                par);
    }

    /**
     * Fits one frame. The measures are those of the fit of the whole head. Cost on a 1 mm head, two threads, warm: about four
     * times that of {@link HeadFitter#fit}.
     *
     * @param signal what its samples stand for: of MR coarse shading is divided out, of CT the window of the brain is looked at
     */
    public HeadFit fit(Volume scan, Signal signal) {
        HeadFit head = new HeadFitter(model, par).fit(scan);
        Volume reduced = WorkingScan.reduce(scan, 2, par);
        HeadFit fit = refit(reduced, straightened(reduced, head), -DEEP_MM, signal);
        for (int round = 1; round < ROUNDS; round++) {
            fit = fit.halfwayTo(refit(reduced, fit, NEAR_MM, signal));
        }
        return fit;
    }

    /** The affine map nearest to a fit, alone. */
    private HeadFit straightened(Volume reduced, HeadFit fit) {
        double[][] box = box(fit);
        WorkingScan raw = WorkingScan.box(reduced, fit.range(), 2, box[0], box[1], par);
        return fit.straight(affine(raw.grid, near(raw, fit, NEAR_MM), fit));
    }

    /** @param reach how far beyond the brain's surface the scan is seen near the face, mm; less than 0 for inside only */
    private HeadFit refit(Volume reduced, HeadFit from, double reach, Signal signal) {
        double[][] box = box(from);
        WorkingScan raw = WorkingScan.box(reduced, from.range(), 2, box[0], box[1], par);
        byte[] near = near(raw, from, reach);
        double[] range = signal == Signal.HOUNSFIELD ? BRAIN_WINDOW.clone() : range(raw, near, from.range());
        if (!(range[1] > range[0])) {
            return from; // nothing to see where the brain should be
        }
        WorkingScan seen = WorkingScan.box(reduced, range, 2, box[0], box[1], par);
        WorkingScan two = (signal == Signal.MAGNETIC_RESONANCE ? seen.flattened(FLATTEN_MM, par) : seen).within(near);
        WorkingScan four = two.halved();
        Affine pose = affine(two.grid, near, from);
        DeformableFit bend = new DeformableFit(model, pose, par);
        WorkingScan eight = four.halved();
        float[] u = new float[3 * eight.grid.size()];
        bend.level(eight, model.levels[2], u, COARSE_STEPS);
        u = DeformableFit.resample(eight.grid, u, four.grid, par);
        bend.level(four, model.levels[1], u, MIDDLE_STEPS);
        u = DeformableFit.resample(four.grid, u, two.grid, par);
        double[] means = TissueMeans.estimate(two, model.levels[0], pose, u);
        return new HeadFit(model.atlas().id(), pose, two.grid, u, means, range, from.measures());
    }

    /** World corners of a box round the head. */
    private static double[][] box(HeadFit fit) {
        Grid g = fit.grid();
        double[] lo = new double[3], hi = new double[3];
        for (int c = 0; c < 3; c++) {
            double from = g.voxelToWorld().get(c, 3);
            lo[c] = LATTICE_MM * Math.floor(from / LATTICE_MM);
            hi[c] = LATTICE_MM * Math.ceil((from + (g.dim(c) - 1) * g.spacingMm(c)) / LATTICE_MM);
        }
        return new double[][] {lo, hi};
    }

    /** A map on the atlas's 2 mm grid at an atlas point. */
    private float at(float[] map, double[] atlas) {
        Grid a = model.distanceGrid();
        double x = atlas[0], y = atlas[1], z = atlas[2];
        return Sampling.clamped(
                map, 0, a.nx(), a.ny(), a.nz(), toVoxel.x(x, y, z), toVoxel.y(x, y, z), toVoxel.z(x, y, z));
    }

    /** {@link #BRAIN}, {@link #HEAD}, or 0 for voxels without a say. */
    private byte[] near(WorkingScan scan, HeadFit fit, double reach) {
        Grid g = scan.grid;
        byte[] near = new byte[g.size()];
        par.ranges(g.nz(), (from, to) -> {
            double[] y = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    for (int i = 0; i < g.nx(); i++) {
                        int p = g.index(i, j, k);
                        if (scan.valid[p] != 0) {
                            double[] x = g.voxelToWorld().apply(i, j, k);
                            fit.atlasPoint(x[0], x[1], x[2], y);
                            boolean clear = at(zoneDistance, y) > CLEAR_MM;
                            near[p] =
                                    at(model.brainDistance, y) <= (clear ? NEAR_MM : reach) ? BRAIN : clear ? HEAD : 0;
                        }
                    }
                }
            }
        });
        return near;
    }

    /** 0.5th and 99.5th percentile near the brain, in the scan's own units. */
    private static double[] range(WorkingScan raw, byte[] near, double[] scale) {
        float[] s = new float[near.length];
        int n = 0;
        for (int i = 0; i < near.length; i++) {
            if (near[i] == BRAIN) {
                s[n++] = raw.linear[i];
            }
        }
        if (n < 1000) {
            return new double[2];
        }
        Arrays.sort(s, 0, n);
        double unit = scale[1] - scale[0];
        return new double[] {scale[0] + unit * s[(int) (0.005 * n)], scale[0] + unit * s[(int) (0.995 * n)]};
    }

    /** The affine map nearest to a fit inside the brain, by least squares. */
    private static Affine affine(Grid g, byte[] near, HeadFit fit) {
        DMatrixRMaj normal = new DMatrixRMaj(4, 4), right = new DMatrixRMaj(4, 3);
        double[] y = new double[3];
        for (int p = 0; p < g.size(); p++) {
            if (near[p] != BRAIN) {
                continue;
            }
            double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
            fit.atlasPoint(x[0], x[1], x[2], y);
            for (int r = 0; r < 4; r++) {
                double a = r < 3 ? x[r] : 1;
                for (int c = 0; c < 4; c++) {
                    normal.add(r, c, a * (c < 3 ? x[c] : 1));
                }
                for (int c = 0; c < 3; c++) {
                    right.add(r, c, a * y[c]);
                }
            }
        }
        DMatrixRMaj solved = new DMatrixRMaj(4, 3);
        if (!CommonOps_DDRM.solve(normal, right, solved)) {
            return fit.affine();
        }
        double[] m = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 4; c++) {
                m[r * 4 + c] = solved.get(c, r);
            }
        }
        return Affine.of(m);
    }
}
