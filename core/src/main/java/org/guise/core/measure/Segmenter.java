package org.guise.core.measure;

import java.util.Arrays;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.Signal;

/**
 * Tissue shares of a brain by expectation–maximisation: class densities from the scan itself ({@link Mixture}), places from
 * the fitted atlas with class weights that are estimated too (Ashburner and Friston, NeuroImage 26:839, 2005, eq. 10 and
 * 27), neighbours by a mean-field Markov random field (Zhang et al., IEEE TMI 20:45, 2001), and the coil's shading
 * ({@link ShadingField}). No contrast is assumed: the first means are medians where the atlas is sure.
 *
 * <p>In CT the noise of a voxel is larger than the step from grey to white matter, and maximisation would end with one tissue
 * for all: there the first means and spreads stay, and place decides more.
 *
 * <p>The result does not depend on the number of threads.
 */
final class Segmenter {
    private static final int LEAST_ROUNDS = 12, MOST_ROUNDS = 60;
    private static final double ENOUGH = 2e-5;
    private static final int CHUNKS = 16;
    /** Strength of the neighbours: log odds that six equal neighbours add. */
    private static final double NEIGHBOURS = 1.5;
    /** Hounsfield units; what lies beyond, bone and air, is no brain. */
    private static final double[] SOFT_TISSUE = {-100, 200};

    private final BrainVoxels v;
    private final Parallel par;
    private final int[] neighbour;
    private final float[] neighbourWeight = new float[6];
    private final boolean hounsfield;
    private final double low;
    private final double high;
    private final ShadingField field;

    private final float[] signal;
    private float[] share;
    private float[] nextShare;
    private final float[] expected;
    private final float[] weight;
    private final double[] classWeight = {1, 1, 1, 1, 1, 1};

    /** Sums of one round over one range of voxels. */
    private static final class Sums {
        final double[] n = new double[Mixture.PURE], x = new double[Mixture.PURE], xx = new double[Mixture.PURE];
        final double[] taken = new double[Mixture.CLASSES], offered = new double[Mixture.CLASSES];
        final double[] other = new double[Mixture.BINS];
        final double[] ml = new double[3];

        void add(Sums s) {
            add(n, s.n);
            add(x, s.x);
            add(xx, s.xx);
            add(taken, s.taken);
            add(offered, s.offered);
            add(other, s.other);
            add(ml, s.ml);
        }

        private static void add(double[] to, double[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }
    }

    private Segmenter(BrainVoxels voxels, Signal scale, Parallel par) {
        this.v = voxels;
        this.par = par;
        float[] sorted = voxels.sample.clone();
        Arrays.sort(sorted);
        double least = sorted[(int) (0.001 * (sorted.length - 1))], most = sorted[(int) (0.999 * (sorted.length - 1))];
        hounsfield = scale == Signal.HOUNSFIELD;
        low = hounsfield ? SOFT_TISSUE[0] : Math.min(least, 0);
        high = hounsfield ? SOFT_TISSUE[1] : Math.max(low + 1e-6, most + 0.2 * (most - low));
        field = new ShadingField(voxels);
        int n = voxels.size();
        signal = new float[n];
        share = new float[3 * n];
        nextShare = new float[3 * n];
        expected = new float[n];
        weight = new float[n];
        neighbour = neighbours();
        double sum = 0;
        for (int a = 0; a < 3; a++) {
            sum += 2 / voxels.stepMm[a];
        }
        for (int a = 0; a < 6; a++) {
            neighbourWeight[a] = (float) (NEIGHBOURS / voxels.stepMm[a / 2] / sum);
        }
    }

    /**
     * Segments.
     *
     * @param scale what the samples stand for
     * @throws IllegalArgumentException if there are too few voxels for an estimate
     */
    static Segmentation of(BrainVoxels voxels, Signal scale, Parallel par) {
        if (voxels.size() < 2000) {
            throw new IllegalArgumentException("no brain found where the fit expects it");
        }
        return new Segmenter(voxels, scale, par).run();
    }

    private Segmentation run() {
        System.arraycopy(v.sample, 0, signal, 0, signal.length);
        System.arraycopy(v.prior, 0, share, 0, share.length);
        Mixture mixture = first();
        double[] before = {0, 0, 0};
        int round = 0;
        double contrast = 0;
        while (round < MOST_ROUNDS) {
            Sums sums = expect(mixture);
            contrast = Math.abs(mixture.mean[1] - mixture.mean[2])
                    / Math.sqrt((mixture.sd[1] * mixture.sd[1] + mixture.sd[2] * mixture.sd[2]) / 2);
            round++;
            double change = 0;
            for (int t = 1; t < 3; t++) {
                change = Math.max(change, Math.abs(sums.ml[t] - before[t]) / Math.max(1e-9, sums.ml[t]));
            }
            before = sums.ml;
            if (round >= LEAST_ROUNDS && change < ENOUGH) {
                break;
            }
            if (hounsfield) {
                mixture = new Mixture(mixture.mean, mixture.sd, sums.other, low, high);
            } else {
                mixture = maximise(sums, mixture);
                field.update(expected, weight, par);
                par.ranges(signal.length, (from, to) -> {
                    for (int q = from; q < to; q++) {
                        signal[q] = v.sample[q] / field.at(q);
                    }
                });
            }
        }
        return new Segmentation(v, share, contrast, round);
    }

    /** Medians and robust spreads where the atlas is sure of one tissue. */
    private Mixture first() {
        double[] mean = new double[3], sd = new double[3];
        for (int t = 0; t < 3; t++) {
            float sure = 0.85f;
            float[] values = new float[0];
            while (values.length < 500 && sure > 0.1f) {
                values = where(t, sure);
                sure -= 0.05f;
            }
            Arrays.sort(values);
            mean[t] = values.length == 0 ? low : values[values.length / 2];
            double middle = values.length == 0 ? 0 : values[3 * values.length / 4] - values[values.length / 4];
            sd[t] = Math.max(0.02 * (high - low), middle / 1.349);
        }
        double[] other = new double[Mixture.BINS];
        return new Mixture(mean, sd, other, low, high);
    }

    private float[] where(int tissue, float sure) {
        float[] out = new float[v.size()];
        int n = 0;
        for (int q = 0; q < v.size(); q++) {
            if (v.prior[3 * q + tissue] >= sure) {
                out[n++] = v.sample[q];
            }
        }
        return Arrays.copyOf(out, n);
    }

    private Sums expect(Mixture m) {
        Sums[] parts = new Sums[CHUNKS];
        int n = v.size();
        par.ranges(CHUNKS, (a, b) -> {
            for (int c = a; c < b; c++) {
                parts[c] = expect(m, (int) ((long) n * c / CHUNKS), (int) ((long) n * (c + 1) / CHUNKS));
            }
        });
        Sums all = parts[0];
        for (int c = 1; c < CHUNKS; c++) {
            all.add(parts[c]);
        }
        float[] swap = share;
        share = nextShare;
        nextShare = swap;
        return all;
    }

    private Sums expect(Mixture m, int from, int to) {
        Sums out = new Sums();
        double[] place = new double[Mixture.CLASSES], r = new double[Mixture.CLASSES];
        double[] near = new double[4];
        float[] white = m.firstShare[Mixture.GREY_WHITE], fluid = m.firstShare[Mixture.CSF_GREY];
        for (int q = from; q < to; q++) {
            places(q, place);
            pull(q, near);
            double offered = 0, sum = 0;
            int bin = m.bin(signal[q]);
            for (int k = 0; k < Mixture.CLASSES; k++) {
                offered += classWeight[k] * place[k];
            }
            for (int k = 0; k < Mixture.CLASSES; k++) {
                double pull = switch (k) {
                    case Mixture.CSF_GREY -> (near[0] + near[1]) / 2;
                    case Mixture.GREY_WHITE -> (near[1] + near[2]) / 2;
                    case Mixture.OTHER -> near[3];
                    default -> near[k];
                };
                r[k] = classWeight[k] * place[k] * Math.exp(pull) * m.density[k][bin];
                sum += r[k];
                out.offered[k] += place[k] / offered;
            }
            if (!(sum > 1e-300)) {
                Arrays.fill(r, 0);
                r[Mixture.OTHER] = sum = 1;
            }
            for (int k = 0; k < Mixture.CLASSES; k++) {
                r[k] /= sum;
                out.taken[k] += r[k];
            }
            for (int t = 0; t < Mixture.PURE; t++) {
                double x = signal[q];
                out.n[t] += r[t];
                out.x[t] += r[t] * x;
                out.xx[t] += r[t] * x * x;
            }
            out.other[bin] += r[Mixture.OTHER];
            double cg = r[Mixture.CSF_GREY], gw = r[Mixture.GREY_WHITE];
            double csf = r[0] + cg * fluid[bin];
            double grey = r[1] + cg * (1 - fluid[bin]) + gw * white[bin];
            double w = r[2] + gw * (1 - white[bin]);
            nextShare[3 * q] = (float) csf;
            nextShare[3 * q + 1] = (float) grey;
            nextShare[3 * q + 2] = (float) w;
            out.ml[0] += csf;
            out.ml[1] += grey;
            out.ml[2] += w;
            double brain = grey + w;
            weight[q] = (float) (brain > 0.5 ? brain * brain : 0);
            expected[q] = (float) ((csf * m.mean[0] + grey * m.mean[1] + w * m.mean[2]) / Math.max(1e-6, csf + brain));
        }
        return out;
    }

    /** What the atlas expects of each class; a mixture is as likely as both its tissues are at hand. */
    private void places(int q, double[] place) {
        double c = v.prior[3 * q], g = v.prior[3 * q + 1], w = v.prior[3 * q + 2];
        place[0] = c;
        place[1] = g;
        place[2] = w;
        place[Mixture.CSF_GREY] = Math.sqrt(c * g);
        place[Mixture.GREY_WHITE] = Math.sqrt(g * w);
        place[Mixture.OTHER] = Math.max(1e-6, 1 - c - g - w);
    }

    private void pull(int q, double[] near) {
        Arrays.fill(near, 0);
        for (int a = 0; a < 6; a++) {
            int o = neighbour[6 * q + a];
            float w = neighbourWeight[a];
            if (o < 0) {
                near[3] += w;
                continue;
            }
            float c = share[3 * o], g = share[3 * o + 1], white = share[3 * o + 2];
            near[0] += w * c;
            near[1] += w * g;
            near[2] += w * white;
            near[3] += w * (1 - c - g - white);
        }
    }

    private Mixture maximise(Sums s, Mixture old) {
        double[] mean = old.mean.clone(), sd = old.sd.clone();
        for (int t = 0; t < Mixture.PURE; t++) {
            if (s.n[t] > 100) {
                mean[t] = s.x[t] / s.n[t];
                sd[t] = Math.sqrt(Math.max(0, s.xx[t] / s.n[t] - mean[t] * mean[t]));
            }
        }
        for (int k = 0; k < Mixture.CLASSES; k++) {
            classWeight[k] = Math.clamp(s.taken[k] / Math.max(1e-9, s.offered[k]), 1e-3, 1e3);
        }
        return new Mixture(mean, sd, s.other, low, high);
    }

    private int[] neighbours() {
        int[] out = new int[6 * v.size()];
        int[] n = {v.nx, v.ny, v.nz}, stride = {1, v.nx, v.nx * v.ny};
        par.ranges(v.size(), (from, to) -> {
            for (int q = from; q < to; q++) {
                int b = v.where[q];
                for (int a = 0; a < 3; a++) {
                    int x = b / stride[a] % n[a];
                    out[6 * q + 2 * a] = x > 0 ? v.at[b - stride[a]] : -1;
                    out[6 * q + 2 * a + 1] = x < n[a] - 1 ? v.at[b + stride[a]] : -1;
                }
            }
        });
        return out;
    }
}
