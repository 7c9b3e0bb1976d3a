package org.guise.audit.measure;

/**
 * Global linkability D_sys of Gomez-Barrero et al. (2018) with prior ratio ω = 1, from histograms of mated and non-mated
 * scores. With h₁ and h₀ the shares of the mated and the non-mated scores in a bin, the local measure of a bin is
 * D = 2·LR / (1 + LR) - 1 = (h₁ - h₀) / (h₁ + h₀) where h₁ &gt; h₀, else 0, and D_sys = Σ h₁·D.
 */
public final class Linkability {
    private Linkability() {}

    /**
     * Number of bins between the least and the largest score: ⌊mated / 10⌋, at most 100, as the authors' code; and at
     * least 2, as one bin can tell nothing.
     */
    public static int bins(int mated) {
        return Math.max(2, Math.min(mated / 10, 100));
    }

    /** D_sys by bin sum: 1 for separated scores, whatever the bins. Counts need not be normalised. */
    public static double binSum(double[] mated, double[] nonMated) {
        double all1 = sum(mated);
        double all0 = sum(nonMated);
        double d = 0;
        for (int b = 0; b < mated.length; b++) {
            d += term(mated[b] / all1, nonMated[b] / all0);
        }
        return d;
    }

    /**
     * D_sys as the authors' code computes it: the trapezoid rule over the bin centres, which drops half of the first and
     * half of the last bin. For comparison with published figures only.
     *
     * @param bins how many leading bins are score bins; later ones (no comparison) are left out
     */
    public static double trapezoid(double[] mated, double[] nonMated, int bins) {
        double all1 = 0;
        double all0 = 0;
        for (int b = 0; b < bins; b++) {
            all1 += mated[b];
            all0 += nonMated[b];
        }
        if (all1 == 0 || all0 == 0) {
            return 0;
        }
        double d = 0;
        for (int b = 0; b < bins; b++) {
            double weight = b == 0 || b == bins - 1 ? 0.5 : 1;
            d += weight * term(mated[b] / all1, nonMated[b] / all0);
        }
        return d;
    }

    private static double term(double h1, double h0) {
        return h1 > h0 ? h1 * (h1 - h0) / (h1 + h0) : 0;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }
}
