package org.guise.audit.effects;

import org.guise.audit.result.Estimate;

/**
 * Agreement of two ways to take the same measure (Bland and Altman, Lancet 327:307, 1986): second minus first.
 *
 * @param bias mean difference with its 95 % interval (Student's t); the interval is NaN for fewer than two persons
 * @param sd standard deviation of the differences
 * @param low lower limit of agreement, bias − 1.96 sd
 * @param high upper limit of agreement, bias + 1.96 sd
 */
public record BlandAltman(Estimate bias, double sd, double low, double high) {
    private static final double Z = 1.959963984540054;

    /** Of the same persons in the same order. */
    static BlandAltman of(double[] first, double[] second) {
        int n = first.length;
        double mean = 0, squares = 0;
        for (int i = 0; i < n; i++) {
            mean += (second[i] - first[i]) / n;
        }
        for (int i = 0; i < n; i++) {
            double d = second[i] - first[i] - mean;
            squares += d * d;
        }
        if (n < 2) {
            return new BlandAltman(new Estimate(mean, Double.NaN, Double.NaN), Double.NaN, Double.NaN, Double.NaN);
        }
        double sd = Math.sqrt(squares / (n - 1));
        double half = FDistribution.student(0.95, n - 1) * sd / Math.sqrt(n);
        return new BlandAltman(new Estimate(mean, mean - half, mean + half), sd, mean - Z * sd, mean + Z * sd);
    }
}
