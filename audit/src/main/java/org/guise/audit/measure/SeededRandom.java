package org.guise.audit.measure;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers that are the same on every machine and JDK for one seed: SplitMix64 (Steele, Lea and Flood 2014) written
 * out, and normal deviates by the polar method (Marsaglia and Bray 1964) with {@link StrictMath}. Not thread-safe.
 */
public final class SeededRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private long state;
    private double spare;
    private boolean hasSpare;

    /** A stream for a seed. */
    public SeededRandom(long seed) {
        state = seed;
    }

    /** An independent stream for the part of a seeded whole that has this name and number. */
    public static SeededRandom of(long seed, String name, long index) {
        long h = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return new SeededRandom(mix(mix(seed + GOLDEN) ^ h) + mix((index + 1) * GOLDEN));
    }

    private static long mix(long v) {
        long z = (v ^ (v >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The next 64 bits. */
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1), multiples of 2<sup>-53</sup>. */
    public double uniform() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform integer in [0, bound), without bias. */
    public int below(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be ≥ 1, got " + bound);
        }
        int bits;
        int value;
        do {
            bits = (int) (nextLong() >>> 33);
            value = bits % bound;
        } while (bits - value + (bound - 1) < 0);
        return value;
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
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double f = Math.sqrt(-2 * StrictMath.log(s) / s);
        spare = v * f;
        hasSpare = true;
        return u * f;
    }

    /** A random order of 0, …, n-1 (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** How often each of n persons occurs in a sample of n drawn with replacement. */
    public double[] resample(int n) {
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[below(n)]++;
        }
        return weights;
    }
}
