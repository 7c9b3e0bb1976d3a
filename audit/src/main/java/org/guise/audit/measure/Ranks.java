package org.guise.audit.measure;

/** Closed-set identification: the place of each probe's own person among all gallery entries. */
public final class Ranks {
    private Ranks() {}

    /**
     * The rank of each probe's mate, 1 for the first place. Equal scores are put in random order from the seed, so that a
     * recogniser that gives the same score to all does as well as guessing: not better (as with ties in the attacker's
     * favour) and not worse. A mate that could not be compared (NaN) ranks last, whatever the others have.
     *
     * @param scores [probe][gallery], larger is more alike, NaN for no comparison
     * @param mates column of each probe's person
     */
    public static int[] of(double[][] scores, int[] mates, long seed) {
        int[] ranks = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            double[] row = scores[i];
            double own = row[mates[i]];
            if (Double.isNaN(own)) {
                ranks[i] = row.length;
                continue;
            }
            int better = 0;
            int equal = 0;
            for (int j = 0; j < row.length; j++) {
                if (j != mates[i]) {
                    better += row[j] > own ? 1 : 0;
                    equal += row[j] == own ? 1 : 0;
                }
            }
            int among = equal == 0 ? 0 : SeededRandom.of(seed, "ties", i).below(equal + 1);
            ranks[i] = 1 + better + among;
        }
        return ranks;
    }

    /** How many ranks are ≤ k. */
    public static int hits(int[] ranks, int k) {
        int hits = 0;
        for (int rank : ranks) {
            hits += rank <= k ? 1 : 0;
        }
        return hits;
    }

    /** Cumulative match characteristic: the identification rate at rank 1, 2, …, {@code gallery}. */
    public static double[] cmc(int[] ranks, int gallery) {
        int[] at = new int[gallery + 1];
        for (int rank : ranks) {
            at[rank]++;
        }
        double[] cmc = new double[gallery];
        int sum = 0;
        for (int k = 1; k <= gallery; k++) {
            sum += at[k];
            cmc[k - 1] = ranks.length == 0 ? 0 : (double) sum / ranks.length;
        }
        return cmc;
    }
}
