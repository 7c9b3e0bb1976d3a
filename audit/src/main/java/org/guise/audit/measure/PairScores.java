package org.guise.audit.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.guise.audit.result.Estimate;

/**
 * Verification figures of a score matrix: equal error rate, area under the ROC curve and linkability, with bootstrap over
 * persons and a permutation null. A pair is mated if probe and gallery entry are the same person. Pairs share persons, so
 * resampling draws persons: a pair of different persons then weighs as often as both were drawn, a mated pair as often as
 * its person. NaN (no comparison) counts as below every score; for linkability it is a bin of its own.
 *
 * <p>Pairs are sorted once; each replicate is one pass over them. Immutable.
 */
public final class PairScores {
    private static final int ROC_POINTS = 200;

    private final int persons;
    private final int[][] bin;
    private final double[][] midRank;
    private final int[] mates;
    private final int bins;
    private final int mated;
    private final int nonMated;

    /** Pairs by falling score. */
    private final int[] probeOf;

    private final int[] galleryOf;
    private final int[] binOf;
    private final boolean[] endsTie;

    /**
     * @param scores [probe][gallery], larger is more alike
     * @param probes number of the person of each row
     * @param gallery number of the person of each column, all different
     * @param persons how many persons there are
     */
    public PairScores(double[][] scores, int[] probes, int[] gallery, int persons) {
        this.persons = persons;
        int rows = scores.length;
        int columns = gallery.length;
        int[] columnOf = new int[persons];
        Arrays.fill(columnOf, -1);
        for (int j = 0; j < columns; j++) {
            columnOf[gallery[j]] = j;
        }
        mates = new int[rows];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows; i++) {
            mates[i] = columnOf[probes[i]];
            if (mates[i] < 0) {
                throw new IllegalArgumentException("the person of row " + i + " is not in the gallery");
            }
            for (double s : scores[i]) {
                if (!Double.isNaN(s)) {
                    low = Math.min(low, s);
                    high = Math.max(high, s);
                }
            }
        }
        mated = rows;
        nonMated = rows * columns - rows;
        if (mated == 0 || nonMated == 0) {
            throw new IllegalArgumentException("verification needs at least one probe and two gallery entries");
        }
        bins = Linkability.bins(mated);
        int pairs = rows * columns;
        double[] flat = new double[pairs];
        bin = new int[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double s = scores[i][j];
                boolean none = Double.isNaN(s);
                flat[i * columns + j] = none ? Double.NEGATIVE_INFINITY : s;
                bin[i][j] = none ? bins : high > low ? Math.min(bins - 1, (int) ((s - low) / (high - low) * bins)) : 0;
            }
        }
        int[] order = IntStream.range(0, pairs)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer p) -> -flat[p]))
                .mapToInt(Integer::intValue)
                .toArray();
        probeOf = new int[pairs];
        galleryOf = new int[pairs];
        binOf = new int[pairs];
        endsTie = new boolean[pairs];
        midRank = new double[rows][columns];
        int from = 0;
        for (int k = 0; k < pairs; k++) {
            int i = order[k] / columns;
            int j = order[k] % columns;
            probeOf[k] = probes[i];
            galleryOf[k] = gallery[j];
            binOf[k] = bin[i][j];
            endsTie[k] = k == pairs - 1 || flat[order[k]] != flat[order[k + 1]];
            if (endsTie[k]) {
                // Rank from below, 1 for the least.
                double rank = pairs - 0.5 * (from + k);
                for (int t = from; t <= k; t++) {
                    midRank[order[t] / columns][order[t] % columns] = rank;
                }
                from = k + 1;
            }
        }
    }

    /**
     * The three figures.
     *
     * @param eer where false match rate and false non-match rate cross, linear between neighbouring thresholds
     * @param auc P(mated &gt; non-mated) + ½ P(equal), Mann and Whitney 1947
     * @param linkability D_sys by bin sum
     * @param linkabilityCompatible D_sys by the trapezoid rule
     */
    public record Figures(double eer, double auc, double linkability, double linkabilityCompatible) {}

    /** The figures of all pairs. */
    public Figures figures() {
        double[] once = new double[persons];
        Arrays.fill(once, 1);
        return figures(once);
    }

    /** The figures of a resample: {@code weights} says how often each person was drawn. */
    Figures figures(double[] weights) {
        double all1 = 0;
        double all0 = 0;
        double[] h1 = new double[bins + 1];
        double[] h0 = new double[bins + 1];
        for (int k = 0; k < probeOf.length; k++) {
            if (probeOf[k] == galleryOf[k]) {
                double w = weights[probeOf[k]];
                all1 += w;
                h1[binOf[k]] += w;
            } else {
                double w = weights[probeOf[k]] * weights[galleryOf[k]];
                all0 += w;
                h0[binOf[k]] += w;
            }
        }
        double above1 = 0;
        double above0 = 0;
        double tie1 = 0;
        double tie0 = 0;
        double area = 0;
        double eer = Double.NaN;
        for (int k = 0; k < probeOf.length; k++) {
            if (probeOf[k] == galleryOf[k]) {
                tie1 += weights[probeOf[k]];
            } else {
                tie0 += weights[probeOf[k]] * weights[galleryOf[k]];
            }
            if (endsTie[k]) {
                area += tie1 * (all0 - above0 - 0.5 * tie0);
                double before = above0 / all0 - (1 - above1 / all1);
                double after = (above0 + tie0) / all0 - (1 - (above1 + tie1) / all1);
                if (Double.isNaN(eer) && after >= 0) {
                    double t = after == before ? 0 : -before / (after - before);
                    eer = (above0 + t * tie0) / all0;
                }
                above1 += tie1;
                above0 += tie0;
                tie1 = 0;
                tie0 = 0;
            }
        }
        return new Figures(eer, area / (all1 * all0), Linkability.binSum(h1, h0), Linkability.trapezoid(h1, h0, bins));
    }

    /** Points {false match rate, true match rate} from {0, 0} to {1, 1}, at most 200, evenly along the curve. */
    public List<double[]> roc() {
        List<double[]> all = new ArrayList<>();
        all.add(new double[] {0, 0});
        int above1 = 0;
        int above0 = 0;
        for (int k = 0; k < probeOf.length; k++) {
            if (probeOf[k] == galleryOf[k]) {
                above1++;
            } else {
                above0++;
            }
            if (endsTie[k]) {
                all.add(new double[] {(double) above0 / nonMated, (double) above1 / mated});
            }
        }
        if (all.size() <= ROC_POINTS) {
            return corners(all);
        }
        List<double[]> some = new ArrayList<>();
        int at = 0;
        int last = -1;
        for (int i = 0; i < ROC_POINTS; i++) {
            double along = 2.0 * i / (ROC_POINTS - 1);
            while (at < all.size() - 1 && all.get(at)[0] + all.get(at)[1] < along - 1e-12) {
                at++;
            }
            if (at != last) {
                some.add(all.get(at));
                last = at;
            }
        }
        return corners(some);
    }

    /** Without the points between two others on a level or an upright line, where they say nothing. */
    private static List<double[]> corners(List<double[]> points) {
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean between = i > 0 && i < points.size() - 1;
            boolean level = between && equal(points, i, 1);
            boolean upright = between && equal(points, i, 0);
            if (!level && !upright) {
                kept.add(points.get(i));
            }
        }
        return List.copyOf(kept);
    }

    private static boolean equal(List<double[]> points, int i, int coordinate) {
        double here = points.get(i)[coordinate];
        return points.get(i - 1)[coordinate] == here && points.get(i + 1)[coordinate] == here;
    }

    /**
     * Intervals of the figures by drawing persons with replacement.
     *
     * @param eer percentile interval
     * @param auc percentile interval
     * @param linkability basic interval
     */
    public record Bootstrapped(Estimate eer, Estimate auc, Estimate linkability) {}

    /** The bootstrap; the same draws of persons for every matrix of the same persons and seed. */
    public Bootstrapped bootstrap(int replicates, long seed) {
        Figures value = figures();
        double[] eer = new double[replicates];
        double[] auc = new double[replicates];
        double[] linkability = new double[replicates];
        for (int b = 0; b < replicates; b++) {
            Figures f = figures(draw(persons, seed, b));
            eer[b] = f.eer();
            auc[b] = f.auc();
            linkability[b] = f.linkability();
        }
        return new Bootstrapped(
                Intervals.percentile(value.eer(), eer),
                Intervals.percentile(value.auc(), auc),
                Intervals.basic(value.linkability(), linkability));
    }

    /** Draw number {@code index}: how often each person comes. At least two different persons come. */
    static double[] draw(int persons, long seed, int index) {
        SeededRandom random = SeededRandom.of(seed, "bootstrap", index);
        while (true) {
            double[] weights = random.resample(persons);
            int different = 0;
            for (double w : weights) {
                different += w > 0 ? 1 : 0;
            }
            if (different >= Math.min(2, persons)) {
                return weights;
            }
        }
    }

    /**
     * What the figures are when nobody is linked to anybody: identities of the probes permuted.
     *
     * @param linkabilityMean mean of D_sys
     * @param linkability95 95th percentile of D_sys
     * @param linkabilityP (1 + number of permutations with D_sys at least as large) / (1 + permutations)
     * @param aucP the same for AUC
     */
    public record Permuted(double linkabilityMean, double linkability95, double linkabilityP, double aucP) {}

    /** The permutation null; each permutation takes as long as there are probes. */
    public Permuted permute(int permutations, long seed) {
        double[] all = new double[bins + 1];
        for (int[] row : bin) {
            for (int b : row) {
                all[b]++;
            }
        }
        int[] identity = IntStream.range(0, mated).toArray();
        double[] h1 = new double[bins + 1];
        double[] h0 = new double[bins + 1];
        double observedRank = histograms(identity, all, h1, h0);
        double observed = Linkability.binSum(h1, h0);
        double[] null1 = new double[permutations];
        int asLinkable = 0;
        int asLargeAuc = 0;
        SeededRandom random = SeededRandom.of(seed, "permutation", 0);
        for (int r = 0; r < permutations; r++) {
            double rank = histograms(random.permutation(mated), all, h1, h0);
            null1[r] = Linkability.binSum(h1, h0);
            asLinkable += null1[r] >= observed - 1e-12 ? 1 : 0;
            asLargeAuc += rank >= observedRank - 1e-9 ? 1 : 0;
        }
        Arrays.sort(null1);
        return new Permuted(
                Arrays.stream(null1).average().orElse(Double.NaN),
                permutations == 0 ? Double.NaN : Intervals.quantile(null1, 0.95),
                (1.0 + asLinkable) / (1.0 + permutations),
                (1.0 + asLargeAuc) / (1.0 + permutations));
    }

    /** Fills the histograms when probe i is called the person of probe order[i]; returns the mated scores' rank sum. */
    private double histograms(int[] order, double[] all, double[] h1, double[] h0) {
        Arrays.fill(h1, 0);
        double rank = 0;
        for (int i = 0; i < order.length; i++) {
            int column = mates[order[i]];
            h1[bin[i][column]]++;
            rank += midRank[i][column];
        }
        for (int b = 0; b < all.length; b++) {
            h0[b] = all[b] - h1[b];
        }
        return rank;
    }
}
