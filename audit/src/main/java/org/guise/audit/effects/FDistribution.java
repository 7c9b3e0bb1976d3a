package org.guise.audit.effects;

/** Quantiles of Fisher's F and Student's t, by bisection of the regularised incomplete beta function. */
final class FDistribution {
    private static final double[] LANCZOS = {
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };
    private static final int TERMS = 500;
    private static final double TINY = 1e-300;

    private FDistribution() {}

    /** The x with P(F ≤ x) = p, for degrees of freedom above 0, not necessarily whole. */
    static double quantile(double p, double d1, double d2) {
        double low = 0, high = 1;
        for (int i = 0; i < 200; i++) {
            double z = (low + high) / 2;
            if (beta(d1 / 2, d2 / 2, z) < p) {
                low = z;
            } else {
                high = z;
            }
        }
        double z = (low + high) / 2;
        return d2 * z / (d1 * Math.max(TINY, 1 - z));
    }

    /** The t with P(|T| ≤ t) = level. */
    static double student(double level, double d) {
        return Math.sqrt(quantile(level, 1, d));
    }

    /** I_x(a, b), by the continued fraction of Abramowitz and Stegun 26.5.8 (modified Lentz evaluation). */
    static double beta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(b, a, 1 - x);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        double c = 1, d = 1 / away(1 - (a + b) * x / (a + 1)), f = d;
        for (int m = 1; m < TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            f *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            f *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return front * f / a;
    }

    private static double away(double v) {
        return Math.abs(v) < TINY ? TINY : v;
    }

    /** ln Γ(x) for x > 0 (Lanczos 1964, g = 7, nine terms). */
    static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double y = x - 1, sum = 0.99999999999980993;
        for (int i = 0; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (y + i + 1);
        }
        double t = y + LANCZOS.length - 0.5;
        return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
