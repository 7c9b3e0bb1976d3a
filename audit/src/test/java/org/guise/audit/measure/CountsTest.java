package org.guise.audit.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.guise.audit.result.Estimate;
import org.junit.jupiter.api.Test;

class CountsTest {
    /** FIELD's list of intervals of published rates, in per cent. */
    @Test
    void wilsonGivesThePublishedIntervals() {
        double[][] known = {
            {70, 84, 73.9, 89.8},
            {178, 182, 94.5, 99.1},
            {131, 167, 71.6, 84.0},
            {15, 182, 5.1, 13.2},
            {0, 167, 0, 2.2},
            {17, 20, 64, 95},
            {2, 4, 15, 85},
            {8, 29, 15, 46}
        };
        for (double[] k : known) {
            Estimate e = Proportion.wilson((int) k[0], (int) k[1]);
            assertThat(100 * e.low()).isCloseTo(k[2], within(k[1] < 30 ? 0.6 : 0.06));
            assertThat(100 * e.high()).isCloseTo(k[3], within(k[1] < 30 ? 0.6 : 0.06));
        }
        assertThat(Proportion.wilson(5, 5).high()).isEqualTo(1);
        assertThat(Proportion.wilson(0, 0)).isEqualTo(new Estimate(0, 0, 1));
    }

    @Test
    void binomialTailIsExact() {
        // 3 tosses: P(X >= 2) = 3/8 + 1/8.
        assertThat(Binomial.upperTail(2, 3, 0.5)).isCloseTo(0.5, within(1e-15));
        assertThat(Binomial.upperTail(3, 3, 0.1)).isCloseTo(1e-3, within(1e-15));
        assertThat(Binomial.upperTail(1, 10, 0.1)).isCloseTo(1 - Math.pow(0.9, 10), within(1e-14));
        assertThat(Binomial.upperTail(0, 10, 0.1)).isEqualTo(1);
        assertThat(Binomial.upperTail(11, 10, 0.1)).isEqualTo(0);
        assertThat(Binomial.upperTail(1, 10, 0)).isEqualTo(0);
        // 70 of 84 at 1/84: log10 by Stirling's series of the first term, C(84,14) (1/84)^70 (83/84)^14.
        double first = logChoose(84, 14) - 70 * Math.log(84) + 14 * Math.log(83.0 / 84);
        assertThat(Math.log(Binomial.upperTail(70, 84, 1.0 / 84))).isCloseTo(first, within(0.01));
    }

    private static double logChoose(int n, int k) {
        double sum = 0;
        for (int i = 1; i <= k; i++) {
            sum += Math.log((double) (n - k + i) / i);
        }
        return sum;
    }

    @Test
    void fourHitsAreTheFewestThatGuessingDoesNotExplain() {
        for (int n : new int[] {49, 84, 182}) {
            assertThat(Binomial.fewestSignificant(n, 1.0 / n)).isEqualTo(4);
            assertThat(Binomial.upperTail(4, n, 1.0 / n)).isCloseTo(0.018, within(0.001));
        }
    }

    @Test
    void onePerCentNeeds299Persons() {
        assertThat(Binomial.personsToShow(0.01)).isEqualTo(299);
        assertThat(Binomial.upperLimit95(0, 299)).isLessThanOrEqualTo(0.01).isGreaterThan(0.0099);
        assertThat(Binomial.upperLimit95(0, 298)).isGreaterThan(0.01);
        // Clopper-Pearson of 1 of 10, one-sided 95 %: p with 0.9... (1-p)^10 + 10 p (1-p)^9 = .05.
        double p = Binomial.upperLimit95(1, 10);
        assertThat(Math.pow(1 - p, 10) + 10 * p * Math.pow(1 - p, 9)).isCloseTo(0.05, within(1e-9));
        assertThat(Binomial.upperLimit95(10, 10)).isEqualTo(1);
    }

    @Test
    void mcNemarCountsDiscordantPairs() {
        assertThat(Binomial.mcNemar(0, 0)).isEqualTo(1);
        // 2 * (1 + 6) / 2^6.
        assertThat(Binomial.mcNemar(5, 1)).isCloseTo(14.0 / 64, within(1e-14));
        assertThat(Binomial.mcNemar(1, 5)).isCloseTo(14.0 / 64, within(1e-14));
        assertThat(Binomial.mcNemar(10, 0)).isCloseTo(2.0 / 1024, within(1e-14));
        assertThat(Binomial.mcNemar(3, 3)).isEqualTo(1);
    }

    @Test
    void normalTailKeepsItsPrecision() {
        assertThat(Normal.upperTail(0)).isEqualTo(0.5);
        assertThat(Normal.upperTail(1.959963984540054)).isCloseTo(0.025, within(1e-15));
        assertThat(Normal.upperTail(-1)).isCloseTo(0.8413447460685429, within(1e-15));
        assertThat(Normal.upperTail(2.5)).isCloseTo(0.006209665325776132, within(1e-16));
        assertThat(Normal.upperTail(2.5000001)).isCloseTo(0.0062096636, within(1e-9));
        assertThat(Normal.upperTail(6) / 9.865876450376946e-10).isCloseTo(1, within(1e-12));
        assertThat(Normal.upperTail(20) / 2.7536241186062337e-89).isCloseTo(1, within(1e-12));
    }
}
