package org.guise.people.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeededRandomTest {
    @Test
    void drawsStandardNormalDeviates() {
        SeededRandom random = new SeededRandom(5);
        double sum = 0;
        double squares = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double g = random.gaussian();
            sum += g;
            squares += g * g;
        }
        assertThat(sum / n).isCloseTo(0, within(0.02));
        assertThat(squares / n).isCloseTo(1, within(0.02));
    }

    @Test
    void repeatsForOneSeedAndDiffersBetweenStreams() {
        assertThat(SeededRandom.of(1, 2).gaussian())
                .isEqualTo(SeededRandom.of(1, 2).gaussian());
        assertThat(SeededRandom.of(1, 2).gaussian())
                .isNotEqualTo(SeededRandom.of(1, 3).gaussian());
        assertThat(SeededRandom.of(1, 2).gaussian())
                .isNotEqualTo(SeededRandom.of(2, 2).gaussian());
    }
}
