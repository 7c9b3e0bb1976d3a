package org.guise.audit.measure;

import java.util.Arrays;
import org.guise.audit.result.Estimate;

/** 95 % intervals from bootstrap replicates (Efron and Tibshirani 1993). */
public final class Intervals {
    private Intervals() {}

    /** Percentile interval: for figures with little bias. */
    public static Estimate percentile(double value, double[] replicates) {
        if (replicates.length == 0) {
            return new Estimate(value, Double.NaN, Double.NaN);
        }
        double[] sorted = replicates.clone();
        Arrays.sort(sorted);
        return new Estimate(value, Math.min(value, quantile(sorted, 0.025)), Math.max(value, quantile(sorted, 0.975)));
    }

    /**
     * Basic interval (replicates mirrored at the value), held within 0 and 1 and around the value: for D_sys, whose
     * replicates lie too high as repeated persons make the histograms rougher.
     */
    public static Estimate basic(double value, double[] replicates) {
        if (replicates.length == 0) {
            return new Estimate(value, Double.NaN, Double.NaN);
        }
        double[] sorted = replicates.clone();
        Arrays.sort(sorted);
        double low = 2 * value - quantile(sorted, 0.975);
        double high = 2 * value - quantile(sorted, 0.025);
        return new Estimate(value, Math.max(0, Math.min(value, low)), Math.min(1, Math.max(value, high)));
    }

    /** Quantile of sorted values with linear interpolation (type 7 of Hyndman and Fan 1996). */
    public static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int i = (int) at;
        return i + 1 >= sorted.length ? sorted[sorted.length - 1] : sorted[i] + (at - i) * (sorted[i + 1] - sorted[i]);
    }
}
