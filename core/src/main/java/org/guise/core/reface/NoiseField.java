package org.guise.core.reface;

/**
 * Counter-based noise: value = function(seed, index), so that it does not depend on thread count or order (Salmon 2011, with
 * the SplitMix64 finaliser as the bijection).
 */
final class NoiseField {
    private static final int TABLE = 1 << 14;
    private static final float[] NORMAL = new float[TABLE];

    static {
        // Quantiles of the standard normal by bisection-free inversion (Acklam's form is not needed at 1e-4 accuracy).
        for (int i = 0; i < TABLE; i++) {
            NORMAL[i] = (float) quantile((i + 0.5) / TABLE);
        }
    }

    private final long seed;

    NoiseField(long seed) {
        this.seed = mix(seed + 0x9E3779B97F4A7C15L);
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private long bits(long index) {
        return mix(seed + index * 0x9E3779B97F4A7C15L);
    }

    /** Standard normal deviate number {@code index}. */
    float normal(long index) {
        return NORMAL[(int) (bits(index) >>> 50)];
    }

    /** Uniform deviate in [0, 1) number {@code index}. */
    float uniform(long index) {
        return (bits(~index) >>> 40) * 0x1p-24f;
    }

    /** Standard normal distribution function, to 1e-7 (Abramowitz &amp; Stegun 26.2.17). */
    static double cdf(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double p = 0.3989422804014327
                * Math.exp(-x * x / 2)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - p : p;
    }

    private static double quantile(double p) {
        double lo = -6, hi = 6;
        for (int i = 0; i < 40; i++) {
            double m = (lo + hi) / 2;
            if (cdf(m) < p) {
                lo = m;
            } else {
                hi = m;
            }
        }
        return (lo + hi) / 2;
    }
}
