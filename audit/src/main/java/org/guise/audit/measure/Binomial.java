package org.guise.audit.measure;

/** Exact tests and limits for counts. */
public final class Binomial {
    private Binomial() {}

    /** P(X ≥ k) for X ~ B(n, p): the one-sided exact p of k hits under guessing with probability p. */
    public static double upperTail(int k, int n, double p) {
        if (n < 0 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("binomial needs n ≥ 0 and 0 ≤ p ≤ 1, got n = " + n + ", p = " + p);
        }
        if (k <= 0) {
            return 1;
        }
        if (k > n || p == 0) {
            return 0;
        }
        if (p == 1) {
            return 1;
        }
        double logChoose = 0;
        double sum = 0;
        // From x = n downwards, so that the small terms are added first where p is small.
        for (int x = n; x >= k; x--) {
            sum += Math.exp(logChoose + x * Math.log(p) + (n - x) * Math.log1p(-p));
            logChoose += Math.log(x) - Math.log(n - x + 1.0);
        }
        return Math.min(1, sum);
    }

    /**
     * Two-sided exact p of McNemar's test (1947): of the discordant pairs, each kind is as likely as the other.
     *
     * @param onlyBefore pairs that changed one way
     * @param onlyAfter pairs that changed the other way
     */
    public static double mcNemar(int onlyBefore, int onlyAfter) {
        int n = onlyBefore + onlyAfter;
        return n == 0 ? 1 : Math.min(1, 2 * upperTail(Math.max(onlyBefore, onlyAfter), n, 0.5));
    }

    /**
     * The rate that {@code hits} of {@code n} still allow: the one-sided exact upper limit (Clopper and Pearson 1934) at
     * confidence 95 %. For no hit at all it is 1 - 0.05<sup>1/n</sup>, about 3/n.
     */
    public static double upperLimit95(int hits, int n) {
        if (n == 0 || hits >= n) {
            return 1;
        }
        double low = (double) hits / n;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double p = (low + high) / 2;
            if (1 - upperTail(hits + 1, n, p) > 0.05) {
                low = p;
            } else {
                high = p;
            }
        }
        return high;
    }

    /** The fewest persons of whom none may be identified so that a rate ≤ {@code rate} is shown at 95 %: 299 for 1 %. */
    public static int personsToShow(double rate) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("rate must lie between 0 and 1, got " + rate);
        }
        return (int) Math.ceil(Math.log(0.05) / Math.log1p(-rate));
    }

    /** The fewest hits of n that guessing reaches with probability ≤ 5 %. */
    public static int fewestSignificant(int n, double chance) {
        int k = 0;
        while (k <= n && upperTail(k, n, chance) > 0.05) {
            k++;
        }
        return k;
    }
}
