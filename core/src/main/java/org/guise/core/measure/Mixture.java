package org.guise.core.measure;

import java.util.Arrays;

/**
 * How likely a signal is in each of six classes, tabulated: pure CSF, grey and white matter (Gaussian), mixtures of CSF with
 * grey and of grey with white in any proportion with equal chance (Santago and Gage, IEEE Trans Image Process 4:1531, 1995),
 * and what is no brain (its histogram). For the mixtures also the expected share of the first tissue, given the signal.
 */
final class Mixture {
    static final int CLASSES = 6, PURE = 3, CSF_GREY = 3, GREY_WHITE = 4, OTHER = 5;
    static final int BINS = 1024;
    private static final int PARTS = 21;
    private static final double LEAST_SPREAD_BINS = 1.5;

    /** Density per bin, by class. */
    final float[][] density = new float[CLASSES][BINS];
    /** Expected share of CSF in CSF_GREY, and of grey in GREY_WHITE, by bin. */
    final float[][] firstShare = new float[CLASSES][BINS];

    final double[] mean;
    final double[] sd;
    private final double low;
    private final double width;

    /**
     * @param mean of CSF, grey and white matter
     * @param sd of the same
     * @param other histogram of what is no brain over the bins; need not be normalised
     * @param low lower end of the first bin
     * @param high upper end of the last bin
     */
    Mixture(double[] mean, double[] sd, double[] other, double low, double high) {
        this.mean = mean.clone();
        this.sd = sd.clone();
        this.low = low;
        this.width = (high - low) / BINS;
        for (int t = 0; t < PURE; t++) {
            this.sd[t] = Math.max(sd[t], LEAST_SPREAD_BINS * width);
        }
        for (int t = 0; t < PURE; t++) {
            gaussian(density[t], this.mean[t], this.sd[t], 1);
        }
        mixed(CSF_GREY, BrainPriors.CSF, BrainPriors.GREY);
        mixed(GREY_WHITE, BrainPriors.GREY, BrainPriors.WHITE);
        other(other);
    }

    /** The bin of a signal; signals beyond the ends belong to the end bins. */
    int bin(double signal) {
        return (int) Math.clamp((signal - low) / width, 0, BINS - 1);
    }

    private void gaussian(float[] out, double m, double s, double weight) {
        double c = weight * width / (s * Math.sqrt(2 * Math.PI));
        for (int b = 0; b < BINS; b++) {
            double z = (low + (b + 0.5) * width - m) / s;
            out[b] += (float) (c * Math.exp(-0.5 * z * z));
        }
    }

    private void mixed(int to, int first, int second) {
        float[] part = new float[BINS];
        for (int p = 0; p < PARTS; p++) {
            double a = (p + 0.5) / PARTS;
            Arrays.fill(part, 0);
            double variance = a * sd[first] * sd[first] + (1 - a) * sd[second] * sd[second];
            gaussian(part, a * mean[first] + (1 - a) * mean[second], Math.sqrt(variance), 1.0 / PARTS);
            for (int b = 0; b < BINS; b++) {
                density[to][b] += part[b];
                firstShare[to][b] += (float) (a * part[b]);
            }
        }
        for (int b = 0; b < BINS; b++) {
            firstShare[to][b] = density[to][b] > 1e-30f ? firstShare[to][b] / density[to][b] : 0.5f;
        }
    }

    /** The histogram, smoothed by a triangle of a fiftieth of the range and mixed with a little of everything. */
    private void other(double[] histogram) {
        int r = BINS / 50;
        double total = Arrays.stream(histogram).sum();
        double[] wide = new double[BINS];
        for (int b = 0; b < BINS; b++) {
            for (int d = -r; d <= r; d++) {
                int from = Math.clamp(b + d, 0, BINS - 1);
                wide[b] += histogram[from] * (r + 1 - Math.abs(d));
            }
        }
        double norm = 0.98 / Math.max(1e-12, Arrays.stream(wide).sum());
        for (int b = 0; b < BINS; b++) {
            density[OTHER][b] = (float) (total > 0 ? norm * wide[b] + 0.02 / BINS : 1.0 / BINS);
        }
    }
}
