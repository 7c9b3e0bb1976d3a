package org.guise.audit.effects;

import org.guise.audit.result.Estimate;

/**
 * ICC(2,1): two-way random effects, absolute agreement, single measurement (Shrout and Fleiss, Psychol Bull 86:420, 1979),
 * called ICC(A,1) by McGraw and Wong (Psychol Methods 1:30, 1996), whose 95 % interval (table 7) is given. A shift that is
 * the same for all persons lowers it, as it should.
 */
final class IntraclassCorrelation {
    private static final double TAIL = 0.975;

    private IntraclassCorrelation() {}

    /** @param ratings k values of each of n persons; NaN throughout for fewer than two persons or persons all alike */
    static Estimate agreement(double[][] ratings) {
        int n = ratings.length, k = n == 0 ? 0 : ratings[0].length;
        if (n < 2 || k < 2) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN);
        }
        double[] row = new double[n], column = new double[k];
        double grand = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                row[i] += ratings[i][j] / k;
                column[j] += ratings[i][j] / n;
                grand += ratings[i][j] / (n * k);
            }
        }
        double persons = 0, raters = 0, rest = 0;
        for (int i = 0; i < n; i++) {
            persons += k * (row[i] - grand) * (row[i] - grand) / (n - 1);
            for (int j = 0; j < k; j++) {
                double e = ratings[i][j] - row[i] - column[j] + grand;
                rest += e * e / ((n - 1.0) * (k - 1));
            }
        }
        for (int j = 0; j < k; j++) {
            raters += n * (column[j] - grand) * (column[j] - grand) / (k - 1);
        }
        // What rounding leaves of equal values is no disagreement.
        double noise = 1e-24 * grand * grand;
        rest = rest <= noise ? 0 : rest;
        raters = raters <= noise ? 0 : raters;
        if (persons <= noise) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN);
        }
        if (rest == 0 && raters == 0) {
            return new Estimate(1, 1, 1);
        }
        double icc = (persons - rest) / (persons + (k - 1) * rest + k * (raters - rest) / n);
        double a = k * icc / (n * (1 - icc)), b = 1 + k * icc * (n - 1) / (n * (1 - icc));
        double free = Math.pow(a * raters + b * rest, 2)
                / (Math.pow(a * raters, 2) / (k - 1) + Math.pow(b * rest, 2) / ((n - 1.0) * (k - 1)));
        double up = FDistribution.quantile(TAIL, n - 1, free), down = FDistribution.quantile(TAIL, free, n - 1);
        double common = k * raters + ((double) k * n - k - n) * rest;
        double low = n * (persons - up * rest) / (up * common + n * persons);
        double high = n * (down * persons - rest) / (common + n * down * persons);
        return new Estimate(icc, Math.min(icc, low), Math.max(icc, high));
    }
}
