package org.guise.core.kernel;

/** Pearson's correlation of pairs, summed one by one. */
public final class Pearson {
    private long n;
    private double a, b, aa, bb, ab;

    /** Takes in a pair of finite values. */
    public void add(double x, double y) {
        n++;
        a += x;
        b += y;
        aa += x * x;
        bb += y * y;
        ab += x * y;
    }

    /** The correlation, −1 … 1; 0 where there is no pair or one side is flat. */
    public double value() {
        double m = Math.max(1, n), va = aa - a * a / m, vb = bb - b * b / m;
        return va > 0 && vb > 0 ? (ab - a * b / m) / Math.sqrt(va * vb) : 0;
    }
}
