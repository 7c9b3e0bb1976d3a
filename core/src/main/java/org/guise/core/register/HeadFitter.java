package org.guise.core.register;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.guise.core.parallel.Parallel;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/** Fits the atlas to a scan of any contrast: affine by mutual information, then deformable at 8, 4 and 2 mm. */
public final class HeadFitter {
    private static final double MARGIN_MM = 4;
    private static final double CLEARLY_BETTER = 1.03;
    private static final double NOT_CLEARLY_WORSE = 0.95;
    /** A pose whose local structure agrees this well is right; wrong ones reached 0.42. */
    private static final double SURE = 0.46;

    private static final int ROUNDS = 3;
    private static final int BEND_STEPS = 20;
    private static final int COARSE_STEPS = 60;
    private static final int MIDDLE_STEPS = 36;
    private static final int FINE_STEPS = 4;
    /** Nod in radians and size factor of the pose variants. */
    private static final double[][] VARIANTS = {{-0.2, 1}, {0.2, 1}, {0, 1.08}, {-0.2, 1.08}, {0.2, 1.08}, {0, 0.93}};

    private static final double FLATTEN_MM = 32;

    /** Adult heads in common fields of view fill 3 to 5 l, a newborn's about 1. */
    private static final double SMALL_HEAD_ML = 2500;

    /** A baby's head is enlarged to about this. */
    private static final double USUAL_HEAD_ML = 4400;

    private static final double MOST_ENLARGED = 1.7;

    private static final double LEAST_COSINE = 0.5;

    private final AtlasModel model;
    private final Parallel par;

    /** A fitter for one atlas. */
    public HeadFitter(AtlasModel model, Parallel par) {
        this.model = model;
        this.par = par;
    }

    /**
     * Fits one frame. Cost on a 1 mm whole head, two threads, warm: about 2 s.
     *
     * <p>A baby's head is too small for the sizes and steps that serve all others. Where the fit fails and the head fills less
     * than 2.5 l, it is looked at through a magnifying glass, and that fit counts if it is plainly right.
     */
    public HeadFit fit(Volume scan) {
        HeadFit usual = unscaled(scan);
        if (!usual.failed()) {
            return usual;
        }
        double ml = headMl(scan, usual.range());
        if (!(ml > 0 && ml < SMALL_HEAD_ML)) {
            return usual;
        }
        double factor = Math.min(MOST_ENLARGED, Math.cbrt(USUAL_HEAD_ML / ml));
        Affine larger = Affine.scaleShift(factor, factor, factor, 0, 0, 0);
        HeadFit enlarged = unscaled(new Volume(moved(scan.grid(), larger), scan.data()));
        return plainlyRight(enlarged.measures()) ? enlarged.before(larger) : usual;
    }

    private static Grid moved(Grid g, Affine by) {
        return new Grid(g.nx(), g.ny(), g.nz(), by.after(g.voxelToWorld()));
    }

    private static boolean plainlyRight(Map<String, Double> m) {
        return figure(m, "headDice") > 0.9
                && figure(m, "correlation") > 0.9
                && figure(m, "innerCorrelation") > 0.7
                && figure(m, "scalpAir") < 0.2
                && figure(m, "brainAir") < 0.1
                && figure(m, "skinMedianMm") < 2.5;
    }

    private static double figure(Map<String, Double> m, String name) {
        return Objects.requireNonNull(m.get(name), name);
    }

    private double headMl(Volume scan, double[] range) {
        Volume quarter = WorkingScan.reduce(WorkingScan.reduce(scan, 2, par), 4, par);
        WorkingScan four = WorkingScan.whole(quarter, range, 4, par);
        long n = 0;
        for (byte b : four.headMask(par)) {
            n += b;
        }
        return n * Math.abs(four.grid.voxelToWorld().det()) / 1000;
    }

    /**
     * Whether no axis of the head lies more than 60° off the header's. The search of a start in the header's orientation may end
     * a quarter turn away from it.
     */
    private static boolean upright(Affine scanToAtlas) {
        for (int a = 0; a < 3; a++) {
            if (scanToAtlas.get(a, a) < LEAST_COSINE * scanToAtlas.columnLength(a)) {
                return false;
            }
        }
        return true;
    }

    private HeadFit unscaled(Volume scan) {
        Map<String, Double> measures = new LinkedHashMap<>();
        long t0 = System.nanoTime();
        double[] range = WorkingScan.range(scan);
        Volume reduced = WorkingScan.reduce(scan, 2, par);
        Volume quarter = WorkingScan.reduce(reduced, 4, par);
        WorkingScan four = WorkingScan.whole(quarter, range, 4, par);
        long t1 = System.nanoTime();
        AffineFit.Result rough = tried(four, WorkingScan.hounsfield(range[0]) ? four : four.flattened(FLATTEN_MM, par));
        long t2 = System.nanoTime();
        WorkingScan two = headBox(reduced, range, model, rough.scanToAtlas(), par);
        WorkingScan mid = two.halved();
        WorkingScan low = mid.halved();
        DeformableFit fit = new DeformableFit(model, rough.scanToAtlas(), par);
        float[] u = new float[3 * low.grid.size()];
        fit.level(low, model.levels[2], u, COARSE_STEPS);
        u = DeformableFit.resample(low.grid, u, mid.grid, par);
        fit.level(mid, model.levels[1], u, MIDDLE_STEPS);
        u = DeformableFit.resample(mid.grid, u, two.grid, par);
        fit.level(two, model.levels[0], u, FINE_STEPS);
        double skin = SurfaceThreshold.of(scan).value();
        SkinSnap.apply(scan, skin, two, model, rough.scanToAtlas(), u, par);
        double[] means = TissueMeans.estimate(two, model.levels[0], rough.scanToAtlas(), u);
        long t3 = System.nanoTime();
        FitQuality.measure(two, model, rough.scanToAtlas(), u, means, par, measures);
        measures.put("secondsJudge", (System.nanoTime() - t3) / 1e9);
        measures.put("mutualInformation", rough.information());
        measures.put("headerKept", rough.headerKept() && upright(rough.scanToAtlas()) ? 1.0 : 0.0);
        measures.put("secondsPyramid", (t1 - t0) / 1e9);
        measures.put("secondsAffine", (t2 - t1) / 1e9);
        measures.put("secondsDeformable", (t3 - t2) / 1e9);
        return new HeadFit(model.atlas().id(), rough.scanToAtlas(), two.grid, u, means, range, measures);
    }

    /**
     * Nods and sizes of the head are what mutual information confuses most (the brain may be laid over the upper face): a few
     * variants of the pose are bent to the scan at 8 mm, and the one whose local structure agrees best is kept, the first one
     * unless another is clearly better. Freeing the shears and the three sizes brings chin and mouth closer, but can run away
     * on a scan that shows little, so it must hold its own in the same comparison.
     */
    private AffineFit.Result tried(WorkingScan four, WorkingScan flat) {
        AffineFit search = new AffineFit(model, par);
        AffineFit.Result rough = search.fit(flat);
        WorkingScan eight = four.halved();
        Affine best = rough.scanToAtlas();
        double most = agreements(eight, four, new Affine[] {best})[0];
        for (int round = 0; round < ROUNDS && most < SURE; round++) {
            Affine[] poses = new Affine[VARIANTS.length];
            for (int i = 0; i < poses.length; i++) {
                poses[i] = varied(best, VARIANTS[i][0], VARIANTS[i][1]);
            }
            double before = most;
            double[] scores = agreements(eight, four, poses);
            for (int i = 0; i < poses.length; i++) {
                if (scores[i] > Math.max(most, before * CLEARLY_BETTER)) {
                    most = scores[i];
                    best = poses[i];
                }
            }
            if (most == before) {
                break;
            }
        }
        Affine shaped = search.shaped(flat, best);
        boolean holds = agreements(eight, four, new Affine[] {shaped})[0] > most * NOT_CLEARLY_WORSE;
        return new AffineFit.Result(holds ? shaped : best, rough.information(), rough.headerKept());
    }

    private Affine varied(Affine pose, double nodRad, double size) {
        double[] c = model.centre;
        return Affine.shift(c[0], c[1], c[2])
                .after(Affine.scaleShift(size, size, size, 0, 0, 0))
                .after(Affine.rotation(nodRad, 0, 0))
                .after(Affine.shift(-c[0], -c[1], -c[2]))
                .after(pose);
    }

    /** Agreement of every pose after a bend at 8 mm; one thread a pose, since the grids are too small to share out. */
    private double[] agreements(WorkingScan eight, WorkingScan four, Affine[] poses) {
        double[] scores = new double[poses.length];
        Parallel here = poses.length == 1 ? par : Parallel.CALLER;
        Parallel.RangeTask task = (from, to) -> {
            for (int i = from; i < to; i++) {
                DeformableFit bend = new DeformableFit(model, poses[i], here);
                float[] u = new float[3 * eight.grid.size()];
                bend.level(eight, model.levels[2], u, BEND_STEPS);
                scores[i] =
                        bend.agreement(four, model.levels[1], DeformableFit.resample(eight.grid, u, four.grid, here));
            }
        };
        if (poses.length == 1) {
            task.run(0, 1);
        } else {
            par.ranges(poses.length, task);
        }
        return scores;
    }

    /** The 2 mm working scan over the part of the field of view that the atlas can reach. */
    static WorkingScan headBox(Volume reduced, double[] range, AtlasModel model, Affine scanToAtlas, Parallel par) {
        Grid a = model.levels[0].grid, s = reduced.grid();
        Affine back = scanToAtlas.inverse();
        double[] lo = {1e9, 1e9, 1e9}, hi = {-1e9, -1e9, -1e9};
        double[] flo = lo.clone(), fhi = hi.clone();
        for (int c = 0; c < 8; c++) {
            double[] p = back.apply(a.voxelToWorld()
                    .apply((c & 1) * (a.nx() - 1), (c >> 1 & 1) * (a.ny() - 1), (c >> 2) * (a.nz() - 1)));
            double[] q = s.voxelToWorld()
                    .apply((c & 1) * (s.nx() - 1), (c >> 1 & 1) * (s.ny() - 1), (c >> 2) * (s.nz() - 1));
            for (int i = 0; i < 3; i++) {
                lo[i] = Math.min(lo[i], p[i]);
                hi[i] = Math.max(hi[i], p[i]);
                flo[i] = Math.min(flo[i], q[i]);
                fhi[i] = Math.max(fhi[i], q[i]);
            }
        }
        for (int i = 0; i < 3; i++) {
            lo[i] = Math.max(lo[i] - MARGIN_MM, flo[i]);
            hi[i] = Math.min(hi[i] + MARGIN_MM, fhi[i]);
            if (hi[i] - lo[i] < 40) { // an absurd affine: keep the whole field of view, the verdict will say so
                lo[i] = flo[i];
                hi[i] = fhi[i];
            }
        }
        return WorkingScan.box(reduced, range, 2, lo, hi, par);
    }
}
