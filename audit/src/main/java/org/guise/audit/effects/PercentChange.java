package org.guise.audit.effects;

import java.util.Arrays;
import org.guise.audit.measure.Intervals;

/**
 * Change from the first to the second value as a fraction of the first, over persons.
 *
 * @param median of the signed change
 * @param lowerQuartile of the signed change
 * @param upperQuartile of the signed change
 * @param medianSize median of the change without its sign
 * @param p95Size 95th percentile of the change without its sign
 */
public record PercentChange(
        double median, double lowerQuartile, double upperQuartile, double medianSize, double p95Size) {
    static PercentChange of(double[] first, double[] second) {
        double[] change = new double[first.length], size = new double[first.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = (second[i] - first[i]) / first[i];
            size[i] = Math.abs(change[i]);
        }
        Arrays.sort(change);
        Arrays.sort(size);
        return new PercentChange(
                Intervals.quantile(change, 0.5),
                Intervals.quantile(change, 0.25),
                Intervals.quantile(change, 0.75),
                Intervals.quantile(size, 0.5),
                Intervals.quantile(size, 0.95));
    }
}
