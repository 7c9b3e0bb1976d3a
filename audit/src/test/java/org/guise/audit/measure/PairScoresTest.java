package org.guise.audit.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairScoresTest {
    private static PairScores square(double[][] scores) {
        int[] persons = IntStream.range(0, scores.length).toArray();
        return new PairScores(scores, persons, persons, scores.length);
    }

    /** Mated scores on the diagonal with mean {@code shift}, all others with mean 0, all with deviation 1. */
    static double[][] gaussian(int n, double shift, long seed) {
        SeededRandom random = SeededRandom.of(seed, "scores", n);
        double[][] scores = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scores[i][j] = random.gaussian() + (i == j ? shift : 0);
            }
        }
        return scores;
    }

    @Test
    void areaCountsPairsAndHalvesTies() {
        // Mated .9 and .5; non-mated .5 and .1: wins 1 + 1 + ½ + 1 of 4.
        PairScores pairs = square(new double[][] {{.9, .5}, {.1, .5}});
        assertThat(pairs.figures().auc()).isCloseTo(3.5 / 4, within(1e-15));
    }

    @Test
    void equalErrorRateIsInterpolated() {
        // Mated 9 4 1; non-mated 8 7 5 3 2 0. Falling thresholds give FMR, FNMR: 9: 0, 2/3; 8: 1/6, 2/3; 7: 2/6, 2/3;
        // 5: 3/6, 2/3; 4: 3/6, 1/3: on the step from FNMR 2/3 to 1/3 they meet at FMR = 1/2.
        PairScores pairs = square(new double[][] {{9, 8, 7}, {5, 4, 3}, {2, 0, 1}});
        assertThat(pairs.figures().eer()).isCloseTo(0.5, within(1e-15));
        // A tie of one mated and one non-mated score moves both rates at once: from (0, 1/2) to (1/2, 0), meeting at
        // 1/4.
        assertThat(square(new double[][] {{2, 1}, {0, 1}}).figures().eer()).isCloseTo(0.25, within(1e-15));
        assertThat(square(new double[][] {{2, 0}, {0, 1}}).figures().eer()).isEqualTo(0);
        assertThat(square(new double[][] {{0, 2}, {3, 1}}).figures().eer()).isEqualTo(1);
    }

    @Test
    void normalScoresHaveTheKnownFigures() {
        // d' = 1: AUC = Φ(1/√2), EER = Φ(-1/2).
        PairScores.Figures f = square(gaussian(600, 1, 3)).figures();
        assertThat(f.auc()).isCloseTo(1 - Normal.upperTail(Math.sqrt(0.5)), within(0.02));
        assertThat(f.eer()).isCloseTo(Normal.upperTail(0.5), within(0.025));
    }

    @Test
    void linkabilityIsTheSumOverBins() {
        // Shares: mated .5 .5 0, non-mated .25 .25 .5: D = (.25/.75, .25/.75, 0), D_sys = 1/3.
        double[] mated = {2, 2, 0};
        double[] others = {1, 1, 2};
        assertThat(Linkability.binSum(mated, others)).isCloseTo(1.0 / 3, within(1e-15));
        // The trapezoid rule takes half of the first bin.
        assertThat(Linkability.trapezoid(mated, others, 3)).isCloseTo(0.25, within(1e-15));
        assertThat(Linkability.bins(49)).isEqualTo(4);
        assertThat(Linkability.bins(24)).isEqualTo(2);
        assertThat(Linkability.bins(12)).isEqualTo(2);
        assertThat(Linkability.bins(5000)).isEqualTo(100);
    }

    /** The authors' code reads .56 at 49 persons and .99 at 182 where all scores are separated (8 deviations apart). */
    @Test
    void separatedScoresReadOneInTheBinSumOnly() {
        assertThat(compatible(49, 8, 100, 1)).isCloseTo(0.56, within(0.02));
        assertThat(compatible(182, 8, 20, 1)).isCloseTo(0.99, within(0.02));
        PairScores.Figures f = square(gaussian(49, 14, 1)).figures();
        assertThat(f.linkability()).isEqualTo(1);
        assertThat(f.auc()).isEqualTo(1);
        assertThat(f.eer()).isEqualTo(0);
    }

    /** Mean of D_sys by the trapezoid rule over simulations. */
    private static double compatible(int n, double shift, int runs, long seed) {
        double sum = 0;
        for (int r = 0; r < runs; r++) {
            sum += square(gaussian(n, shift, 1000 * seed + r)).figures().linkabilityCompatible();
        }
        return sum / runs;
    }

    /** Known means of the authors' code where nothing leaks, 400 simulations each: .035, .039, .052, .054, .056. */
    @Test
    void unlinkedScoresReadTheKnownFloor() {
        assertThat(compatible(30, 0, 200, 2)).isCloseTo(0.035, within(0.006));
        assertThat(compatible(49, 0, 200, 3)).isCloseTo(0.039, within(0.006));
        assertThat(compatible(84, 0, 100, 4)).isCloseTo(0.052, within(0.006));
        assertThat(compatible(182, 0, 50, 5)).isCloseTo(0.054, within(0.006));
        assertThat(compatible(500, 0, 6, 6)).isCloseTo(0.056, within(0.006));
    }

    @Test
    void noComparisonIsBelowEveryScoreAndABinOfItsOwn() {
        double none = Double.NaN;
        // Person 1's scan has no face: its column is empty.
        PairScores pairs = square(new double[][] {{3, none, 1}, {2, none, 1}, {0, none, 3}});
        PairScores.Figures f = pairs.figures();
        // Mated 3, -, 3 against 1, 2, 1, 0 and two without: 6 + 6 + (0 + ½·2) of 18.
        assertThat(f.auc()).isCloseTo(13.0 / 18, within(1e-15));
        // Shares of the bin without comparison are 1/3 on both sides and add nothing.
        assertThat(f.linkability()).isLessThan(2.0 / 3).isPositive();
        PairScores nothing = square(new double[][] {{none, none}, {none, none}});
        assertThat(nothing.figures().auc()).isEqualTo(0.5);
        assertThat(nothing.figures().eer()).isEqualTo(0.5);
        assertThat(nothing.figures().linkability()).isEqualTo(0);
    }

    @Test
    void rocRisesFromCornerToCorner() {
        List<double[]> roc = square(gaussian(100, 1.5, 9)).roc();
        assertThat(roc).hasSizeLessThanOrEqualTo(200).hasSizeGreaterThan(100);
        assertThat(roc.getFirst()).containsExactly(0, 0);
        assertThat(roc.getLast()).containsExactly(1, 1);
        double area = 0;
        for (int k = 1; k < roc.size(); k++) {
            assertThat(roc.get(k)[0]).isGreaterThanOrEqualTo(roc.get(k - 1)[0]);
            assertThat(roc.get(k)[1]).isGreaterThanOrEqualTo(roc.get(k - 1)[1]);
            area += (roc.get(k)[0] - roc.get(k - 1)[0]) * (roc.get(k)[1] + roc.get(k - 1)[1]) / 2;
        }
        assertThat(area).isCloseTo(square(gaussian(100, 1.5, 9)).figures().auc(), within(0.005));
    }

    /** A resample with weights equals the figures of the persons written out, copies of one person not compared. */
    @Test
    void weightsAreRepeatedPersons() {
        double[][] s = gaussian(4, 0.5, 2);
        PairScores.Figures f = square(s).figures(new double[] {2, 0, 1, 1});
        double wins = 0;
        double all = 0;
        int[] drawn = {0, 0, 2, 3};
        for (int m : drawn) {
            for (int i : drawn) {
                for (int j : drawn) {
                    if (i != j) {
                        wins += s[m][m] > s[i][j] ? 1 : 0;
                        all++;
                    }
                }
            }
        }
        assertThat(f.auc()).isCloseTo(wins / all, within(1e-12));
    }

    /**
     * Person effects make pairs dependent: only drawing persons covers the truth about as often as promised. The truth for
     * this design is computed from its normal model: mated minus non-mated has mean 1 and variance 2·(1 + 2·0.36).
     */
    @Test
    void intervalCoversTheTruthUnderPersonEffects() {
        double truth = 1 - Normal.upperTail(1 / Math.sqrt(2 * (1 + 2 * 0.36)));
        int runs = 200;
        int covered = 0;
        for (int r = 0; r < runs; r++) {
            SeededRandom random = SeededRandom.of(r, "effects", 0);
            int n = 40;
            double[] row = new double[n];
            double[] column = new double[n];
            for (int i = 0; i < n; i++) {
                row[i] = 0.6 * random.gaussian();
                column[i] = 0.6 * random.gaussian();
            }
            double[][] s = gaussian(n, 1, 77L + r);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    s[i][j] += row[i] + column[j];
                }
            }
            PairScores.Bootstrapped b = square(s).bootstrap(200, r);
            covered += b.auc().low() <= truth && truth <= b.auc().high() ? 1 : 0;
        }
        assertThat((double) covered / runs).isBetween(0.88, 0.99);
    }

    @Test
    void permutationTellsALeakFromNone() {
        PairScores.Permuted leak = square(gaussian(84, 1, 4)).permute(2000, 1);
        assertThat(leak.linkabilityP()).isLessThan(0.01);
        assertThat(leak.aucP()).isCloseTo(1.0 / 2001, within(1e-12));
        int below = 0;
        int runs = 100;
        for (int r = 0; r < runs; r++) {
            PairScores.Permuted none = square(gaussian(49, 0, 500 + r)).permute(200, r);
            below += none.linkabilityP() <= 0.1 ? 1 : 0;
        }
        assertThat(below).isBetween(3, 19);
    }

    @Test
    void permutationNullIsTheNullOfUnlinkedScores() {
        PairScores.Permuted p = square(gaussian(84, 0, 11)).permute(4000, 1);
        assertThat(p.linkabilityMean()).isCloseTo(0.054, within(0.005));
        assertThat(p.linkability95()).isCloseTo(0.09, within(0.01));
    }
}
