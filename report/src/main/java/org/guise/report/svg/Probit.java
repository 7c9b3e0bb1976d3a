package org.guise.report.svg;

/** The inverse of the standard normal distribution function. */
final class Probit {
    private static final double LIMIT = 8;
    private static final int STEPS = 60;

    private Probit() {}

    /** z with Φ(z) = p, by bisection, to 1e-9; ±8 where p is nearer to 0 or 1 than that. */
    static double of(double p) {
        double low = -LIMIT;
        double high = LIMIT;
        for (int i = 0; i < STEPS; i++) {
            double mid = (low + high) / 2;
            if (cumulative(mid) < p) {
                low = mid;
            } else {
                high = mid;
            }
        }
        return (low + high) / 2;
    }

    /** Φ(z), by the series around 0 (Abramowitz and Stegun 26.2.11); good to 1e-12 for |z| ≤ 6. */
    private static double cumulative(double z) {
        double term = z;
        double sum = z;
        for (int k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
