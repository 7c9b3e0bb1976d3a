package org.guise.audit.effects;

import org.guise.audit.measure.Normal;
import org.guise.audit.result.Estimate;

/** Pearson's correlation, and whether two correlations with the same variable differ. */
final class Correlation {
    private static final double Z = 1.959963984540054;

    private Correlation() {}

    /** Pearson's r with Fisher's 95 % interval; NaN for fewer than four persons or a constant. */
    static Estimate of(double[] x, double[] y) {
        int n = x.length;
        double r = pearson(x, y);
        if (n < 4 || Double.isNaN(r)) {
            return new Estimate(n < 4 ? Double.NaN : r, Double.NaN, Double.NaN);
        }
        double z = atanh(Math.clamp(r, -1 + 1e-15, 1 - 1e-15)), half = Z / Math.sqrt(n - 3);
        return new Estimate(r, Math.min(r, Math.tanh(z - half)), Math.max(r, Math.tanh(z + half)));
    }

    /**
     * Two-sided p that the correlations of {@code first} and of {@code second} with the same variable differ, all from the same
     * persons (Meng, Rosenthal and Rubin, Psychol Bull 111:172, 1992, eq. 1); 1 where first and second are the same up to
     * scale, NaN for fewer than four persons.
     */
    static double differenceP(double[] variable, double[] first, double[] second) {
        int n = variable.length;
        double r1 = pearson(variable, first), r2 = pearson(variable, second), between = pearson(first, second);
        if (n < 4 || Double.isNaN(r1 + r2 + between)) {
            return Double.NaN;
        }
        double square = (r1 * r1 + r2 * r2) / 2;
        if (1 - between < 1e-12 || 1 - square < 1e-12) {
            return 1;
        }
        double f = Math.min(1, (1 - between) / (2 * (1 - square)));
        double h = (1 - f * square) / (1 - square);
        double z = (atanh(r1) - atanh(r2)) * Math.sqrt((n - 3) / (2 * (1 - between) * h));
        return Math.min(1, 2 * Normal.upperTail(Math.abs(z)));
    }

    private static double pearson(double[] x, double[] y) {
        int n = x.length;
        double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < n; i++) {
            mx += x[i] / n;
            my += y[i] / n;
        }
        for (int i = 0; i < n; i++) {
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
            xy += (x[i] - mx) * (y[i] - my);
        }
        double least = 1e-24 * n;
        return xx <= least * mx * mx || yy <= least * my * my ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    private static double atanh(double r) {
        return 0.5 * Math.log((1 + r) / (1 - r));
    }
}
