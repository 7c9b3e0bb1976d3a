package org.guise.core.reface;

import java.util.Arrays;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.jspecify.annotations.Nullable;

/**
 * How this scan renders anatomy: tissue means, smooth shading, and noise in air and tissue (level, distribution, spatial
 * correlation). Shading is learned outside the face zone and continued into it, so that it carries nothing of the face.
 */
final class ScanVoice {
    private static final int QUANTILES = 512;

    /** Background level in the scan's own units. */
    final double background;
    /** Mean per tissue above background, free of shading. */
    final double[] signal;
    /** Whether the samples are a magnitude (MR, PET): noise in air is one-sided. */
    final boolean magnitude;
    /** Noise in tissue, standard deviation in the scan's own units. */
    final double sigma;
    /** Neighbour correlation of the noise along the voxel axes: 0 … 0.6, in blurred scans up to 0.95. */
    final double[] correlation;
    /** Blur beyond the voxels, standard deviation in mm; 0 for a sharp scan. */
    final double blurMm;
    /**
     * Signal above background at which the noise is {@link #sigma}, in a scan whose noise grows with the signal as that of
     * counts does (PET); 0 in all others.
     */
    final double countSignal;

    /** Steps of the skin profile per mm. */
    private static final int PROFILE_STEPS = 2;

    private static final int PROFILE_MM = 8;
    /** Noise of a blurred scan comes through its filter, not through the detector's own blur: it is somewhat finer. */
    private static final double NOISE_BLUR = 0.85;
    /** Noise in air over noise in tissue: two thirds where a magnitude is shown, next to nothing where counts are. */
    private static final double MOST_AIR = 0.3;
    /** The same with the noise in tissue measured as if neighbours were independent, which is too little in PET. */
    private static final double MOST_AIR_WHITE = 0.55;
    /** Normal distribution at one standard deviation. */
    private static final double ONE_SD = 0.8413;

    private final float[] airQuantiles;
    private final float[] skinProfile;
    private final Grid shadeGrid;
    private final Affine toShade;
    private final float[] shade;

    private ScanVoice(
            double background,
            double[] signal,
            boolean magnitude,
            double sigma,
            double[] correlation,
            double blurMm,
            double countSignal,
            float[] airQuantiles,
            float[] skinProfile,
            Grid shadeGrid,
            float[] shade) {
        this.background = background;
        this.signal = signal;
        this.magnitude = magnitude;
        this.sigma = sigma;
        this.correlation = correlation;
        this.blurMm = blurMm;
        this.countSignal = countSignal;
        this.airQuantiles = airQuantiles;
        this.skinProfile = skinProfile;
        this.shadeGrid = shadeGrid;
        this.toShade = shadeGrid.worldToVoxel();
        this.shade = shade;
    }

    /** This scan's air and noise with the tissues, skin and shading of another one, {@code share} times as bright. */
    ScanVoice withTissuesOf(ScanVoice other, double share) {
        double[] s = new double[signal.length];
        for (int t = 0; t < s.length; t++) {
            s[t] = share * other.signal[t];
        }
        float[] profile = new float[other.skinProfile.length];
        for (int b = 0; b < profile.length; b++) {
            profile[b] = (float) (share * other.skinProfile[b]);
        }
        return new ScanVoice(
                background,
                s,
                magnitude,
                sigma,
                correlation,
                other.blurMm,
                share * other.countSignal,
                airQuantiles,
                profile,
                other.shadeGrid,
                other.shade);
    }

    /** Multiplicative shading at a scan point (1 = none). */
    float shade(double x, double y, double z) {
        return Sampling.clamped(
                shade,
                0,
                shadeGrid.nx(),
                shadeGrid.ny(),
                shadeGrid.nz(),
                toShade.x(x, y, z),
                toShade.y(x, y, z),
                toShade.z(x, y, z));
    }

    /** A sample of the scan's air, in its own units, for a standard normal deviate. */
    float air(float normal) {
        double q = NoiseField.cdf(normal) * (QUANTILES - 1);
        int i = (int) q;
        float f = (float) (q - i);
        return i >= QUANTILES - 1
                ? airQuantiles[QUANTILES - 1]
                : airQuantiles[i] + f * (airQuantiles[i + 1] - airQuantiles[i]);
    }

    /**
     * Typical signal at a depth below facial skin, mm, with the partial volume of the skin surface undone: the median over
     * the whole face, one number per depth.
     */
    float skinSignal(double depthMm) {
        double d = Math.max(0, Math.min(PROFILE_MM - 0.51, depthMm)) * PROFILE_STEPS;
        int i = (int) d;
        float f = (float) (d - i);
        return skinProfile[i] + f * (skinProfile[i + 1] - skinProfile[i]);
    }

    /** A sample value well above air and well below soft tissue. */
    double airLevel() {
        double muscle = signal[Tissue.MUSCLE.ordinal()];
        return airMedian() + 0.25 * Math.max(0.01 * muscle, background + muscle - airMedian());
    }

    /** Median of the scan's air. */
    float airMedian() {
        return airQuantiles[QUANTILES / 2];
    }

    /** Learns the voice of a fitted scan. */
    static ScanVoice learn(Volume scan, HeadFit fit, AtlasModel model, AtlasZone zone, Parallel par) {
        return learn(scan, fit, model, zone, false, par);
    }

    /** The same for a scan whose face was taken away: tissues and skin are learned outside the face zone only. */
    static ScanVoice learnWithoutFace(Volume scan, HeadFit fit, AtlasModel model, AtlasZone zone, Parallel par) {
        return learn(scan, fit, model, zone, true, par);
    }

    private static ScanVoice learn(
            Volume scan, HeadFit fit, AtlasModel model, AtlasZone zone, boolean faceless, Parallel par) {
        double background = fit.range()[0];
        boolean magnitude = !fit.hounsfield();
        int tissues = Tissue.values().length;
        double[] signal = new double[tissues];
        for (int t = 0; t < tissues; t++) {
            signal[t] = fit.mean(t) - background;
        }
        Grid g2 = fit.grid();
        int nx = Math.max(2, g2.nx() / 2), ny = Math.max(2, g2.ny() / 2), nz = Math.max(2, g2.nz() / 2);
        Grid g = new Grid(nx, ny, nz, g2.voxelToWorld().after(Affine.scaleShift(2, 2, 2, 0.5, 0.5, 0.5)));
        float[] shade = magnitude ? shading(scan, g, fit, model, zone, signal, par) : ones(g.size());
        if (magnitude) {
            rescale(scan, fit, model, faceless ? zone : null, signal, g, shade, background);
        }
        float[][] air = new float[1][], profile = new float[1][];
        double[] corr = new double[3], sigma = new double[1];
        par.ranges(3, (from, to) -> {
            for (int part = from; part < to; part++) {
                switch (part) {
                    case 0 -> air[0] = airQuantiles(scan, fit, model);
                    case 1 -> profile[0] = skinProfile(scan, fit, model, zone, faceless, signal, g, shade, background);
                    default -> sigma[0] = tissueNoise(scan, fit, model, corr);
                }
            }
        });
        double blur = magnitude ? PointSpread.sdMm(scan, fit, model, zone, par) : 0;
        double counts = 0;
        if (blur > 0) {
            double airNoise = air[0][(int) (ONE_SD * (QUANTILES - 1))] - air[0][QUANTILES / 2];
            double[] smooth = new double[3];
            double noise = blurredNoise(scan.grid(), blur, sigma[0], smooth);
            if (airNoise < MOST_AIR * noise && airNoise < MOST_AIR_WHITE * sigma[0]) {
                sigma[0] = noise;
                System.arraycopy(smooth, 0, corr, 0, 3);
                counts = 0.5 * (signal[Tissue.GREY.ordinal()] + signal[Tissue.WHITE.ordinal()]);
            } else {
                // An echo-planar image's dim skin looks like blur; its noise tells that it is none.
                blur = 0;
            }
        }
        return new ScanVoice(background, signal, magnitude, sigma[0], corr, blur, counts, air[0], profile[0], g, shade);
    }

    /**
     * Noise of a blurred scan, which is nearly as smooth as its image: second differences, from which {@code white} comes as if
     * neighbours were independent, see little of it.
     *
     * @param correlation receives the neighbour correlation along each axis
     * @return standard deviation
     */
    private static double blurredNoise(Grid g, double blurMm, double white, double[] correlation) {
        double most = 0;
        for (int a = 0; a < 3; a++) {
            double lag = g.spacingMm(a) / (NOISE_BLUR * blurMm);
            double r = Math.min(0.95, Math.exp(-0.25 * lag * lag));
            correlation[a] = r;
            most = Math.max(most, 1.5 - 2 * r + 0.5 * r * r * r * r);
        }
        return white * Math.sqrt(1.5 / most);
    }

    private static float[] ones(int n) {
        float[] o = new float[n];
        Arrays.fill(o, 1f);
        return o;
    }

    /** Smooth log-ratio of scan to synthetic scan over kept, well-lit tissue, continued into the rest. */
    private static float[] shading(
            Volume scan, Grid g, HeadFit fit, AtlasModel model, AtlasZone zone, double[] signal, Parallel par) {
        Grid s = scan.grid(), a = model.distanceGrid();
        Affine toScan = s.worldToVoxel(), toAtlas = a.worldToVoxel();
        int n = g.size();
        float[] synth = model.synthetic(signal, par);
        double top = fit.range()[1] - fit.range()[0];
        float[] num = new float[n], den = new float[n];
        par.ranges(g.nz(), (from, to) -> {
            double[] y = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    for (int i = 0; i < g.nx(); i++) {
                        double x = g.voxelToWorld().x(i, j, k),
                                w = g.voxelToWorld().y(i, j, k),
                                z = g.voxelToWorld().z(i, j, k);
                        float v = Sampling.linear(
                                scan.data(),
                                s.nx(),
                                s.ny(),
                                s.nz(),
                                toScan.x(x, w, z),
                                toScan.y(x, w, z),
                                toScan.z(x, w, z),
                                Float.NaN);
                        if (!(v - fit.range()[0] > 0.08 * top)) {
                            continue;
                        }
                        fit.atlasPoint(x, w, z, y);
                        double vz = toAtlas.z(y[0], y[1], y[2]);
                        if (vz < 0 || zone.contains(y[0], y[1], y[2])) {
                            continue;
                        }
                        float m = Sampling.clamped(
                                synth,
                                0,
                                a.nx(),
                                a.ny(),
                                a.nz(),
                                toAtlas.x(y[0], y[1], y[2]),
                                toAtlas.y(y[0], y[1], y[2]),
                                vz);
                        double r = Math.log((v - fit.range()[0]) / Math.max(1e-6, m));
                        if (m > 0.08 * top && Math.abs(r) < 1.0) {
                            num[g.index(i, j, k)] = (float) r;
                            den[g.index(i, j, k)] = 1;
                        }
                    }
                }
            }
        });
        float[] out = new float[n];
        for (double sigma : new double[] {14, 6}) {
            float[] d = den.clone(), r = new float[n];
            for (int i = 0; i < n; i++) {
                r[i] = den[i] * (num[i] - out[i]);
            }
            Smoothing.gaussian(d, g.nx(), g.ny(), g.nz(), sigma, par);
            Smoothing.gaussian(r, g.nx(), g.ny(), g.nz(), sigma, par);
            for (int i = 0; i < n; i++) {
                out[i] += r[i] / (d[i] + 0.03f);
            }
        }
        for (int i = 0; i < n; i++) {
            out[i] = (float) Math.exp(Math.max(-1.2, Math.min(1.2, out[i])));
        }
        return out;
    }

    /** Tissue means once more, with the shading divided out; without what lies in {@code unseen}. */
    private static void rescale(
            Volume scan,
            HeadFit fit,
            AtlasModel model,
            @Nullable AtlasZone unseen,
            double[] signal,
            Grid g,
            float[] shade,
            double background) {
        Grid s = scan.grid();
        Affine toShade = g.worldToVoxel();
        int stride = Math.max(1, (int) (scan.data().length / 600_000L));
        float[][] found = new float[signal.length][4000];
        int[] count = new int[signal.length];
        double[] y = new double[3];
        for (int p = 0; p < scan.data().length; p += stride) {
            int i = p % s.nx(), j = p / s.nx() % s.ny(), k = p / (s.nx() * s.ny());
            double x = s.voxelToWorld().x(i, j, k),
                    w = s.voxelToWorld().y(i, j, k),
                    z = s.voxelToWorld().z(i, j, k);
            fit.atlasPoint(x, w, z, y);
            int t = model.pureTissue(y[0], y[1], y[2]);
            if (t <= 0 || count[t] >= 4000 || unseen != null && unseen.contains(y[0], y[1], y[2])) {
                continue;
            }
            float b = Sampling.clamped(
                    shade, 0, g.nx(), g.ny(), g.nz(), toShade.x(x, w, z), toShade.y(x, w, z), toShade.z(x, w, z));
            found[t][count[t]++] = (float) ((scan.data()[p] - background) / b);
        }
        for (int t = 1; t < signal.length; t++) {
            if (count[t] >= 60) {
                Arrays.sort(found[t], 0, count[t]);
                signal[t] = found[t][count[t] / 2];
            }
        }
    }

    private static float[] skinProfile(
            Volume scan,
            HeadFit fit,
            AtlasModel model,
            AtlasZone zone,
            boolean faceless,
            double[] signal,
            Grid g,
            float[] shade,
            double background) {
        Grid s = scan.grid(), a = model.distanceGrid();
        Affine toShade = g.worldToVoxel(), toAtlas = a.worldToVoxel();
        int bins = PROFILE_MM * PROFILE_STEPS;
        int most = 4000;
        float[][] found = new float[bins][most];
        int[] count = new int[bins];
        int stride = Math.max(1, (int) (scan.data().length / 1_500_000L));
        double[] y = new double[3];
        for (int p = 0; p < scan.data().length; p += stride) {
            int i = p % s.nx(), j = p / s.nx() % s.ny(), k = p / (s.nx() * s.ny());
            double x = s.voxelToWorld().x(i, j, k),
                    w = s.voxelToWorld().y(i, j, k),
                    z = s.voxelToWorld().z(i, j, k);
            fit.atlasPoint(x, w, z, y);
            double vz = toAtlas.z(y[0], y[1], y[2]);
            boolean face = zone.contains(y[0], y[1], y[2]);
            if (vz < 0 || face == faceless || face && zone.rimDistance(y[0], y[1], y[2]) < 6) {
                continue;
            }
            float depth = -Sampling.clamped(
                    model.skinDistance(),
                    0,
                    a.nx(),
                    a.ny(),
                    a.nz(),
                    toAtlas.x(y[0], y[1], y[2]),
                    toAtlas.y(y[0], y[1], y[2]),
                    vz);
            int b = (int) (depth * PROFILE_STEPS);
            if (depth < 0 || b >= bins || count[b] >= most || !Float.isFinite(scan.data()[p])) {
                continue;
            }
            float t = Sampling.clamped(
                    shade, 0, g.nx(), g.ny(), g.nz(), toShade.x(x, w, z), toShade.y(x, w, z), toShade.z(x, w, z));
            found[b][count[b]++] = (float) ((scan.data()[p] - background) / t);
        }
        float[] profile = new float[bins + 1];
        float soft = (float) Math.max(signal[Tissue.SKIN.ordinal()], 0.8 * signal[Tissue.MUSCLE.ordinal()]);
        for (int b = 0; b < bins; b++) {
            Arrays.sort(found[b], 0, count[b]);
            profile[b] = count[b] >= 30 ? found[b][count[b] / 2] : soft;
        }
        profile[bins] = profile[bins - 1];
        // The outermost millimetres are mixed with air: they take the strongest signal of the first 4 mm.
        float most4 = 0;
        int peak = 0;
        for (int b = 0; b < 4 * PROFILE_STEPS; b++) {
            if (profile[b] > most4) {
                most4 = profile[b];
                peak = b;
            }
        }
        Arrays.fill(profile, 0, peak, most4);
        return profile;
    }

    /** Quantiles of the samples well outside the head; the top 3 % (ghosts, wrapped parts, devices) is left out. */
    private static float[] airQuantiles(Volume scan, HeadFit fit, AtlasModel model) {
        Grid s = scan.grid(), a = model.distanceGrid();
        Affine toAtlas = a.worldToVoxel();
        int stride = Math.max(1, scan.data().length / 400_000);
        float[] found = new float[scan.data().length / stride + 1];
        int n = 0;
        double[] y = new double[3];
        for (int p = 0; p < scan.data().length; p += stride) {
            int i = p % s.nx(), j = p / s.nx() % s.ny(), k = p / (s.nx() * s.ny());
            fit.atlasPoint(
                    s.voxelToWorld().x(i, j, k),
                    s.voxelToWorld().y(i, j, k),
                    s.voxelToWorld().z(i, j, k),
                    y);
            double vz = toAtlas.z(y[0], y[1], y[2]);
            if (vz > 0
                    && Sampling.clamped(
                                    model.skinDistance(),
                                    0,
                                    a.nx(),
                                    a.ny(),
                                    a.nz(),
                                    toAtlas.x(y[0], y[1], y[2]),
                                    toAtlas.y(y[0], y[1], y[2]),
                                    vz)
                            > 9
                    && Float.isFinite(scan.data()[p])) {
                found[n++] = scan.data()[p];
            }
        }
        float[] q = new float[QUANTILES];
        if (n < 50) {
            Arrays.fill(q, (float) fit.mean(Tissue.AIR.ordinal()));
            return q;
        }
        Arrays.sort(found, 0, n);
        for (int i = 0; i < QUANTILES; i++) {
            q[i] = found[(int) (0.97 * (n - 1) * i / (QUANTILES - 1))];
        }
        return q;
    }

    /** Noise in white and grey matter from second differences (median absolute deviation), and its neighbour correlation. */
    private static double tissueNoise(Volume scan, HeadFit fit, AtlasModel model, double[] corr) {
        Grid s = scan.grid(), a = model.distanceGrid();
        Affine toAtlas = a.worldToVoxel();
        int[] step = {1, s.nx(), s.nx() * s.ny()};
        int stride = Math.max(1, scan.data().length / 500_000);
        float[][] d = new float[3][60_000];
        int n = 0;
        double[] y = new double[3];
        float[] v = scan.data();
        for (int p = 0; p < v.length && n < 60_000; p += stride) {
            int i = p % s.nx(), j = p / s.nx() % s.ny(), k = p / (s.nx() * s.ny());
            if (i < 2 || j < 2 || k < 2 || i >= s.nx() - 2 || j >= s.ny() - 2 || k >= s.nz() - 2) {
                continue;
            }
            fit.atlasPoint(
                    s.voxelToWorld().x(i, j, k),
                    s.voxelToWorld().y(i, j, k),
                    s.voxelToWorld().z(i, j, k),
                    y);
            double vz = toAtlas.z(y[0], y[1], y[2]);
            if (vz < 0
                    || Sampling.clamped(
                                    model.brainDistance(),
                                    0,
                                    a.nx(),
                                    a.ny(),
                                    a.nz(),
                                    toAtlas.x(y[0], y[1], y[2]),
                                    toAtlas.y(y[0], y[1], y[2]),
                                    vz)
                            > -8) {
                continue;
            }
            for (int b = 0; b < 3; b++) {
                d[b][n] = Math.abs(v[p] - 0.5f * (v[p - step[b]] + v[p + step[b]]));
            }
            n++;
        }
        if (n < 200) {
            return 0.02 * (fit.range()[1] - fit.range()[0]);
        }
        double best = Double.MAX_VALUE;
        double[] med = new double[3];
        for (int b = 0; b < 3; b++) {
            Arrays.sort(d[b], 0, n);
            // the lower quartile is hardly touched by edges between tissues (quartile of a half-normal: 0.3186 sigma)
            med[b] = d[b][n / 4] / 0.3186;
            // white noise: sd of the second difference is sqrt(1.5) sigma; neighbour correlation shrinks it
            best = Math.min(best, med[b] / Math.sqrt(1.5));
        }
        double worst = Math.max(med[0], Math.max(med[1], med[2])) / Math.sqrt(1.5);
        for (int b = 0; b < 3; b++) {
            double ratio = worst > 0 ? med[b] / Math.sqrt(1.5) / worst : 1;
            corr[b] = Math.max(0, Math.min(0.6, 0.8 * (1 - ratio * ratio)));
        }
        return Math.max(best, 0);
    }
}
