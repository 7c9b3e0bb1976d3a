package org.guise.audit.measure;

import org.guise.audit.result.Estimate;

/** A rate with its interval. */
public final class Proportion {
    private static final double Z = 1.959963984540054;

    private Proportion() {}

    /** hits / n with Wilson's 95 % score interval (1927); of nothing, 0 with the interval 0 to 1. */
    public static Estimate wilson(int hits, int n) {
        if (hits < 0 || hits > n) {
            throw new IllegalArgumentException("hits must lie between 0 and n, got " + hits + " of " + n);
        }
        if (n == 0) {
            return new Estimate(0, 0, 1);
        }
        double p = (double) hits / n;
        double scale = 1 + Z * Z / n;
        double centre = (p + Z * Z / (2.0 * n)) / scale;
        double half = Z / scale * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        // At the ends the interval touches 0 or 1 exactly; rounding must not move it.
        return new Estimate(p, hits == 0 ? 0 : Math.max(0, centre - half), hits == n ? 1 : Math.min(1, centre + half));
    }
}
