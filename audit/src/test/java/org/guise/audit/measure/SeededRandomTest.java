package org.guise.audit.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
    /** The bits are those of SplitMix64, of which the JDK's SplittableRandom is one implementation. */
    @Test
    void bitsAreSplitMix64() {
        SeededRandom ours = new SeededRandom(42);
        SplittableRandom theirs = new SplittableRandom(42);
        for (int i = 0; i < 1000; i++) {
            assertThat(ours.nextLong()).isEqualTo(theirs.nextLong());
        }
    }

    @Test
    void streamsOfOtherNamesAndNumbersDiffer() {
        long first = SeededRandom.of(1, "a", 0).nextLong();
        assertThat(SeededRandom.of(1, "a", 0).nextLong()).isEqualTo(first);
        assertThat(SeededRandom.of(1, "a", 1).nextLong()).isNotEqualTo(first);
        assertThat(SeededRandom.of(1, "b", 0).nextLong()).isNotEqualTo(first);
        assertThat(SeededRandom.of(2, "a", 0).nextLong()).isNotEqualTo(first);
    }

    @Test
    void permutationsAndDrawsAreUniform() {
        SeededRandom random = new SeededRandom(5);
        int[][] at = new int[4][4];
        double[] drawn = new double[4];
        for (int r = 0; r < 40_000; r++) {
            int[] p = random.permutation(4);
            assertThat(Arrays.stream(p).sorted().toArray()).containsExactly(0, 1, 2, 3);
            for (int i = 0; i < 4; i++) {
                at[i][p[i]]++;
            }
            double[] w = random.resample(4);
            assertThat(Arrays.stream(w).sum()).isEqualTo(4);
            for (int i = 0; i < 4; i++) {
                drawn[i] += w[i];
            }
        }
        for (int i = 0; i < 4; i++) {
            assertThat(drawn[i] / 40_000).isCloseTo(1, within(0.02));
            for (int j = 0; j < 4; j++) {
                assertThat(at[i][j] / 40_000.0).isCloseTo(0.25, within(0.01));
            }
        }
    }

    @Test
    void gaussianHasUnitVariance() {
        SeededRandom random = new SeededRandom(6);
        double sum = 0;
        double squares = 0;
        int beyond = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double g = random.gaussian();
            sum += g;
            squares += g * g;
            beyond += g > 1.959963984540054 ? 1 : 0;
        }
        assertThat(sum / n).isCloseTo(0, within(0.01));
        assertThat(squares / n).isCloseTo(1, within(0.02));
        assertThat((double) beyond / n).isCloseTo(0.025, within(0.002));
    }
}
