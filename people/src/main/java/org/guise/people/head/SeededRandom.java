package org.guise.people.head;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every machine and JDK for one seed: SplitMix64 bits, and normal deviates by the
 * polar method (Marsaglia and Bray 1964) with {@link StrictMath}. Not thread-safe.
 */
public final class SeededRandom {
    private final SplittableRandom bits;
    private double spare;
    private boolean hasSpare;

    /** A stream for a seed. */
    public SeededRandom(long seed) {
        bits = new SplittableRandom(seed);
    }

    /** An independent stream for part {@code index} of a seeded whole. */
    public static SeededRandom of(long seed, long index) {
        return new SeededRandom(seed * 0x9E3779B97F4A7C15L + (index + 1) * 0xD1B54A32D192ED03L);
    }

    /** The next 64 bits. */
    public long nextLong() {
        return bits.nextLong();
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return bits.nextDouble();
    }

    /** Uniform in [from, to). */
    public double uniform(double from, double to) {
        return from + (to - from) * bits.nextDouble();
    }

    /** Uniform integer in [0, bound). */
    public int below(int bound) {
        return bits.nextInt(bound);
    }

    /** Standard normal. */
    public double gaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * bits.nextDouble() - 1;
            v = 2 * bits.nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double f = Math.sqrt(-2 * StrictMath.log(s) / s);
        spare = v * f;
        hasSpare = true;
        return u * f;
    }
}
