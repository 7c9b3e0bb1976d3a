package org.guise.core.reface;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.IdentityModel;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.CarriedFit;
import org.guise.core.register.Coregistration;
import org.guise.core.register.HeadFit;
import org.guise.core.register.HeadFitter;
import org.guise.core.register.RigidTarget;
import org.guise.core.register.SeriesMotion;
import org.guise.core.register.StrayTissue;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Replaces the face of a head scan by the atlas person's or a made-up person's: fit, guard the brain, place, synthesise in the scan's own voice,
 * judge. One instance serves many scans; the atlas is prepared once.
 *
 * <p>Not thread-safe: use one instance per worker, or one after the other.
 */
public final class Refacer {
    /** Cross-fade inside the head at the deep border of the zone, atlas mm. */
    static final float DEEP_FADE_MM = 4;
    /** Cross-fade along the skin at the rim of the zone, where old and new skin coincide, atlas mm. */
    private static final float RIM_FADE_MM = 6;

    /** Cross-fade above the guard, scan mm. */
    static final float GUARD_FADE_MM = 2;

    private final AtlasModel model;
    private final AtlasZone zone;
    private final AtlasImage image;
    private final Parallel par;

    /** Prepares an atlas for use on the given threads. */
    public Refacer(Atlas atlas, Parallel par) {
        this.par = par;
        this.model = new AtlasModel(atlas, par);
        this.zone = new AtlasZone(model, par);
        this.image = new AtlasImage(model, par);
    }

    /** The prepared atlas. */
    public AtlasModel model() {
        return model;
    }

    /** The prepared face zone. */
    public AtlasZone zone() {
        return zone;
    }

    /** Refaces one frame. The input is not modified. */
    public RefaceResult reface(Volume scan, RefaceOptions options) {
        long t0 = System.nanoTime();
        return reface(scan, fit(scan), t0, options, Optional.empty());
    }

    /** Fits the atlas to one frame, for several calls of {@link #reface(Volume, HeadFit, RefaceOptions)}. */
    public HeadFit fit(Volume scan) {
        return new HeadFitter(model, par).fit(scan);
    }

    /**
     * Refaces one frame under a fit of it that was made before. The input is not modified.
     */
    public RefaceResult reface(Volume frame, HeadFit fit, RefaceOptions options) {
        return reface(frame, fit, System.nanoTime(), options, Optional.empty());
    }

    /**
     * What further images of the same person and visit need of the one that leads them.
     *
     * @param result of refacing {@code scan}; its options must be those of the others too, or they get another face
     */
    public SessionLead lead(Volume scan, RefaceResult result) {
        return new SessionLead(result.fit(), result.scanToAtlas(), result.faceToAtlas(), RigidTarget.of(scan, par));
    }

    /**
     * Refaces another image of the lead's session, of any contrast: it is laid over the lead and gets the lead's fit and, in
     * the same place of the head, the lead's new face, in its own voice. The verdict is about this image. If it does not surely
     * lie on the lead and shows a head that can be fitted on its own, that is done, and the verdict says so. The input is not modified.
     *
     * @param options those of the lead
     */
    public RefaceResult follow(Volume scan, SessionLead lead, RefaceOptions options) {
        long t0 = System.nanoTime();
        Coregistration.Result laid = new Coregistration(par).find(RigidTarget.of(scan, par), lead.target());
        HeadFit fit = new CarriedFit(model, par).carry(scan, lead.fit(), laid.toTarget());
        fit = fit.with(laid.measures());
        if (!JudgeCarried.sure(fit.measures())) {
            HeadFit own = fit(scan).with(laid.measures());
            if (JudgeCarried.rather(own.measures(), fit.measures())) {
                return reface(scan, own, t0, options, Optional.empty());
            }
        }
        Put put = new Put(
                lead.headToAtlas().after(laid.toTarget()), lead.faceToAtlas().after(laid.toTarget()));
        return reface(scan, fit, t0, options, Optional.of(put));
    }

    /** How the head moves in a series; see {@link SeriesMotion}. */
    public SeriesMotion motion(int frames, IntFunction<Volume> frame) {
        return SeriesMotion.measure(frames, frame, par);
    }

    /**
     * Refaces the frames of a series one by one, each in its own voice, with the face in the same place of the head.
     *
     * @param reference what was refaced in their stead, see {@link SeriesMotion#reference()}
     * @param result of refacing it
     */
    public SeriesRefacer series(Volume reference, RefaceResult result, RefaceOptions options) {
        return new SeriesRefacer(this, reference, result, options);
    }

    /** Where the head lies and where the face goes, scan world → atlas world. */
    record Put(Affine head, Affine face) {}

    /** @param t0 when work on this frame began, {@link System#nanoTime()} */
    RefaceResult reface(Volume given, HeadFit fit, long t0, RefaceOptions options, Optional<Put> put) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        long t1 = System.nanoTime();
        Guard guard = Guard.of(given, fit, model, par);
        if (options.method() != Method.REFACE) {
            return new OtherMethods(model, zone, par).apply(given, fit, guard, (t1 - t0) / 1e9, options);
        }
        Padding padding = Padding.of(given, fit);
        Volume scan = padding.asAir();
        ScanVoice voice = ScanVoice.learn(scan, fit, model, zone, par);
        PartialZone part = PartialZone.of(options.kept(), fit, model, zone, par);
        Affine similarity = put.map(Put::head).orElseGet(() -> Placement.similarity(fit, model, zone));
        Placement onHead = Placement.of(similarity, fit, model, part.zone(), par);
        Separation old =
                Separation.of(scan, fit, model, part.zone(), voice, guard, options.brainMarginMm(), onHead, par);
        NewFace face = face(options, part.zone());
        Affine apart = put.map(Put::face).orElseGet(() -> old.choose(similarity, model, face, par));
        Placement place = onHead.moved(apart);
        long t2 = System.nanoTime();
        StrayTissue stray = voice.magnitude ? StrayTissue.find(scan, fit, model, par) : null;
        double edge = SurfaceThreshold.of(scan).value() - voice.background;
        Output out = replace(scan, fit, guard, voice, edge, place, face, part, stray, options);
        long padded = padding.restore(out.values(), out.changed());
        long t3 = System.nanoTime();
        Map<String, Double> measures = new LinkedHashMap<>(fit.measures());
        measures.putAll(part.measures());
        Separation.Gap gap = old.gap(apart, model, face);
        measures.put("oldSkinPoints", (double) gap.points());
        measures.put("oldSkinMedianMm", gap.medianMm());
        measures.put("oldSkinNear", gap.nearFraction());
        measures.put("averageFace", old.averageFace(similarity, model, part.zone()));
        measures.put("ownNoise", out.ownNoise());
        measures.put("strayMl", stray == null ? 0 : stray.volumeMl());
        measures.put("changedVoxels", (double) (out.count() - padded));
        measures.put("faceAir", out.faceAir());
        measures.put("guardedFace", out.guardedFace());
        seconds.put("fit", (t1 - t0) / 1e9);
        seconds.put("learn", (t2 - t1) / 1e9);
        seconds.put("replace", (t3 - t2) / 1e9);
        Judge.Ruling ruling = Judge.rule(Method.REFACE, measures);
        return new RefaceResult(
                ruling.verdict(),
                ruling.reasons(),
                out.changed(),
                out.values(),
                out.guard(),
                measures,
                seconds,
                similarity,
                apart,
                fit);
    }

    /** Draws the same face under a fit that is known to be good: nothing is chosen or judged. */
    RefaceResult redraw(Volume scan, HeadFit fit, ScanVoice voice, double edge, Put put, RefaceOptions options) {
        Guard guard = Guard.of(scan, fit, model, par);
        if (options.method() != Method.REFACE) {
            return new OtherMethods(model, zone, par).apply(scan, fit, guard, 0, options);
        }
        PartialZone part = PartialZone.of(options.kept(), fit, model, zone, par);
        Placement place = Placement.of(put.head(), fit, model, part.zone(), par).moved(put.face());
        NewFace face = face(options, part.zone());
        StrayTissue stray = voice.magnitude ? StrayTissue.find(scan, fit, model, par) : null;
        Output out = replace(scan, fit, guard, voice, edge, place, face, part, stray, options);
        return new RefaceResult(
                Verdict.PASS,
                List.of(),
                out.changed(),
                out.values(),
                out.guard(),
                Map.of(),
                Map.of(),
                put.head(),
                put.face(),
                fit);
    }

    /** How a fitted scan renders anatomy. */
    ScanVoice voice(Volume scan, HeadFit fit) {
        return ScanVoice.learn(scan, fit, model, zone, par);
    }

    /** Carries fits between images. */
    CarriedFit carrier() {
        return new CarriedFit(model, par);
    }

    /**
     * The average face as it would sit on this head, placed by the fit outside the face zone: what somebody would put there
     * who knows nothing of the face but all of the rest. The tissues' looks are taken from outside the zone too.
     */
    public AverageFace averageFace(Volume scan, HeadFit fit) {
        return AverageFace.of(scan, fit, model, zone, image, par);
    }

    /**
     * The weight w of {@link Method#BLUR} in y = x + w·(G∗x − x) at every voxel, 0 … 1, as it follows from a fit.
     *
     * @param brainMarginMm width of the guard, as in {@link RefaceOptions}
     */
    public float[] blurWeight(Grid grid, HeadFit fit, double brainMarginMm) {
        return ZoneVoxels.of(grid, fit, Guard.of(fit, model, par), brainMarginMm, model, PartialZone.whole(zone), par)
                .coat();
    }

    private NewFace face(RefaceOptions options, AtlasZone zone) {
        if (options.identity() == RefaceOptions.Identity.MEAN) {
            return NewFace.mean(zone);
        }
        String id = model.atlas().id();
        IdentityModel people = IdentityModel.builtIn(id);
        if (!people.atlasId().equals(id)) {
            throw new IllegalArgumentException("atlas " + id + ": random identities are made for the built-in"
                    + " atlases only; use one of those or the mean identity");
        }
        return NewFace.of(people.draw(options.seed()), zone);
    }

    private record Output(
            byte[] changed,
            float[] values,
            byte[] guard,
            long count,
            double faceAir,
            double guardedFace,
            double ownNoise) {}

    private Output replace(
            Volume scan,
            HeadFit fit,
            Guard guard,
            ScanVoice voice,
            double edge,
            Placement place,
            NewFace face,
            PartialZone part,
            StrayTissue stray,
            RefaceOptions options) {
        AtlasZone left = part.zone();
        Grid g = scan.grid();
        Affine v2w = g.voxelToWorld();
        float[] signal = image.signal(voice, edge, par);
        byte[] candidates = ZoneVoxels.candidates(fit, left, par);
        Grid w = fit.grid();
        Affine toW = w.worldToVoxel().after(v2w);
        byte[] changed = new byte[g.size()];
        byte[] guarded = new byte[g.size()];
        float[] values = scan.data().clone();
        float[] noise = noise(g, voice);
        NoiseField phase = new NoiseField(23);
        int[] sub = new int[3];
        for (int a = 0; a < 3; a++) {
            sub[a] = (int) Math.max(1, Math.round(g.spacingMm(a) / 1.2));
        }
        long[] counts = new long[g.nz()], skin = new long[g.nz()], skinAir = new long[g.nz()], kept = new long[g.nz()];
        double air = voice.airLevel();
        double margin = options.brainMarginMm();
        byte[] clear = guard.clear(margin, par);
        par.ranges(g.nz(), (from, to) -> {
            double[] y = new double[3], q = new double[3], scratch = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    int p = g.index(0, j, k);
                    for (int i = 0; i < g.nx(); i++, p++) {
                        double gx = toW.x(i, j, k), gy = toW.y(i, j, k), gz = toW.z(i, j, k);
                        int node = Sampling.nearestClamped(w.nx(), w.ny(), w.nz(), gx, gy, gz);
                        int c = candidates[node];
                        boolean inBox = gx >= -0.5
                                && gy >= -0.5
                                && gz >= -0.5
                                && gx <= w.nx() - 0.5
                                && gy <= w.ny() - 0.5
                                && gz <= w.nz() - 0.5;
                        boolean apart = inBox && c == 0 && clear[node] != 0;
                        if (apart && stray == null) {
                            continue; // Most of a large field of view: neither face nor brain.
                        }
                        double x = v2w.x(i, j, k), yy = v2w.y(i, j, k), z = v2w.z(i, j, k);
                        if (apart && !stray.contains(x, yy, z)) {
                            continue;
                        }
                        float toBrain = inBox ? guard.distance(x, yy, z) : 1000f;
                        if (toBrain <= margin) {
                            guarded[p] = 1;
                            if (c != 0) {
                                fit.atlasPoint(x, yy, z, y);
                                float depth = model.skinDepth(y);
                                kept[k] += depth > 1 && depth < 4 && part.contains(x, yy, z, y) ? 1 : 0;
                            }
                            continue;
                        }
                        if (stray != null && stray.contains(x, yy, z) && !kept(part, fit, x, yy, z, y)) {
                            values[p] = voice.air(noise[p]);
                            changed[p] = 1;
                            counts[k]++;
                            continue;
                        }
                        if (inBox && c == 0) {
                            continue;
                        }
                        fit.atlasPoint(x, yy, z, y);
                        if (!part.contains(x, yy, z, y)) {
                            continue;
                        }
                        float depth = model.skinDepth(y);
                        if (depth > 1 && depth < 4 && inBox) {
                            skin[k]++;
                            skinAir[k] += scan.data()[p] < air ? 1 : 0;
                        }
                        double s = 0;
                        for (int a = 0; a < sub[0]; a++) {
                            for (int b = 0; b < sub[1]; b++) {
                                for (int d = 0; d < sub[2]; d++) {
                                    double fi = i + (a + 0.5) / sub[0] - 0.5,
                                            fj = j + (b + 0.5) / sub[1] - 0.5,
                                            fk = k + (d + 0.5) / sub[2] - 0.5;
                                    place.atlasPoint(v2w.x(fi, fj, fk), v2w.y(fi, fj, fk), v2w.z(fi, fj, fk), q);
                                    face.toMean(q, scratch);
                                    s += image.at(signal, q[0], q[1], q[2]);
                                }
                            }
                        }
                        s = s / (sub[0] * sub[1] * sub[2]) * voice.shade(x, yy, z);
                        float fresh = render(voice, s, noise[p], phase.uniform(p));
                        float blend = ZoneVoxels.smooth(left.keptDistance(y[0], y[1], y[2]) / DEEP_FADE_MM)
                                * ZoneVoxels.smooth(left.rimDistance(y[0], y[1], y[2]) / RIM_FADE_MM)
                                * ZoneVoxels.smooth((float) (toBrain - margin) / GUARD_FADE_MM);
                        float old = Float.isFinite(values[p]) ? values[p] : fresh;
                        values[p] = old + blend * (fresh - old);
                        changed[p] = 1;
                        counts[k]++;
                    }
                }
            }
        });
        double all = Math.max(1, Arrays.stream(skin).sum());
        double keptSkin = Arrays.stream(kept).sum();
        return new Output(
                changed,
                values,
                guarded,
                Arrays.stream(counts).sum(),
                Arrays.stream(skinAir).sum() / all,
                keptSkin / (all + keptSkin),
                OwnNoise.agreement(scan, changed, noise));
    }

    /** @param scratch 3 values, overwritten */
    private static boolean kept(PartialZone part, HeadFit fit, double x, double y, double z, double[] scratch) {
        fit.atlasPoint(x, y, z, scratch);
        return part.keeps(x, y, z, scratch);
    }

    /** One sample: signal plus noise, as the scan's own reconstruction would give it. */
    private static float render(ScanVoice voice, double signal, float normal, float phase) {
        double air = voice.air(normal) - voice.background;
        if (!voice.magnitude) {
            double tissue = signal + voice.sigma * normal;
            double mix = Math.max(0, Math.min(1, signal / 400));
            return (float) (voice.background + mix * tissue + (1 - mix) * (signal + air));
        }
        double a = Math.max(0, air);
        double s = Math.max(0, signal);
        if (voice.countSignal > 0) {
            double noise = voice.sigma * Math.sqrt(s / voice.countSignal) * normal;
            double share = Math.min(1, s / (0.1 * voice.countSignal));
            return (float) Math.max(0, voice.background + s + noise + (1 - share) * air);
        }
        double m = Math.sqrt(s * s + a * a + 2 * s * a * Math.cos(2 * Math.PI * phase));
        double own = a * 0.7;
        double extra = Math.sqrt(Math.max(0, voice.sigma * voice.sigma - own * own));
        double t = Math.max(0, Math.min(1, (s - voice.sigma) / (3 * voice.sigma + 1e-9)));
        return (float) Math.max(0, voice.background + m + t * extra * normal);
    }

    /** Unit normal noise on the scan's lattice with the scan's neighbour correlation. */
    private float[] noise(Grid g, ScanVoice voice) {
        float[] n = new float[g.size()];
        NoiseField field = new NoiseField(11);
        par.ranges(g.nz(), (a, b) -> {
            for (int p = a * g.nx() * g.ny(); p < b * g.nx() * g.ny(); p++) {
                n[p] = field.normal(p);
            }
        });
        double[] s = new double[3];
        double gain = 1;
        for (int a = 0; a < 3; a++) {
            double r = voice.correlation[a];
            // A Gaussian of σ has neighbour correlation exp(-1/(4σ²)).
            s[a] = r < 0.1 ? 0 : Math.sqrt(-1 / (4 * Math.log(r)));
            if (s[a] > 0) {
                gain *= sumOfSquares(s[a]);
            }
        }
        Smoothing.gaussian(n, 0, g.nx(), g.ny(), g.nz(), s[0], s[1], s[2], par);
        float k = (float) (1 / Math.sqrt(gain));
        for (int p = 0; p < n.length; p++) {
            n[p] *= k;
        }
        return n;
    }

    private static double sumOfSquares(double sigma) {
        int r = Math.max(1, (int) Math.ceil(3 * sigma));
        double s = 0, q = 0;
        for (int i = -r; i <= r; i++) {
            double e = Math.exp(-0.5 * i * i / (sigma * sigma));
            s += e;
            q += e * e;
        }
        return q / (s * s);
    }
}
