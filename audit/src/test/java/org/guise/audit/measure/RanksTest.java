package org.guise.audit.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RanksTest {
    private static final double NONE = Double.NaN;

    @Test
    void ranksCountTheBetter() {
        double[][] scores = {{.9, .1, .2}, {.5, .4, .6}, {.1, .3, .2}};
        assertThat(Ranks.of(scores, new int[] {0, 1, 2}, 1)).containsExactly(1, 3, 2);
        assertThat(Ranks.cmc(new int[] {1, 3, 2}, 3)).containsExactly(1.0 / 3, 2.0 / 3, 1);
        assertThat(Ranks.hits(new int[] {1, 3, 2}, 2)).isEqualTo(2);
    }

    @Test
    void withoutComparisonIsLast() {
        double[][] scores = {{NONE, .1, .2}, {.5, .4, NONE}, {NONE, NONE, NONE}, {NONE, NONE, -1}};
        assertThat(Ranks.of(scores, new int[] {0, 1, 2, 2}, 1)).containsExactly(3, 2, 3, 1);
    }

    @Test
    void equalScoresDoAsWellAsGuessing() {
        int n = 4000;
        double[][] scores = new double[n][5];
        int[] mates = new int[n];
        int[] ranks = Ranks.of(scores, mates, 7);
        double[] cmc = Ranks.cmc(ranks, 5);
        for (int k = 1; k <= 5; k++) {
            assertThat(cmc[k - 1]).isCloseTo(k / 5.0, within(0.025));
        }
        assertThat(Ranks.of(scores, mates, 7)).isEqualTo(ranks);
        assertThat(Arrays.equals(Ranks.of(scores, mates, 8), ranks)).isFalse();
    }
}
