package org.guise.audit.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttributeClassifierTest {
    /** Rows of 200 normal components; those of class c are moved along component c. */
    private static double[][] rows(int[] labels, double shift, long seed) {
        SeededRandom random = new SeededRandom(seed);
        double[][] rows = new double[labels.length][200];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < 200; c++) {
                rows[i][c] = random.gaussian();
            }
            rows[i][labels[i]] += shift;
        }
        return rows;
    }

    private static int[] labels(int... counts) {
        return IntStream.range(0, counts.length)
                .flatMap(c -> IntStream.generate(() -> c).limit(counts[c]))
                .toArray();
    }

    @Test
    void accuracyIsTheMeanOfRecalls() {
        assertThat(AttributeClassifier.balanced(new int[] {0, 0, 0, 0, 1, 1}, new int[] {0, 0, 0, 1, 1, 0}, 2))
                .isCloseTo((0.75 + 0.5) / 2, within(1e-15));
    }

    @Test
    void plantedAttributeIsFound() {
        int[] labels = labels(40, 44);
        AttributeClassifier.Result r = new AttributeClassifier(rows(labels, 12, 1), 1).test(labels, 2, 200, 100, 1);
        assertThat(r.accuracy().value()).isGreaterThan(0.9);
        assertThat(r.accuracy().low()).isLessThanOrEqualTo(r.accuracy().value());
        assertThat(r.chance()).isEqualTo(0.5);
        assertThat(r.p()).isCloseTo(1.0 / 101, within(1e-12));
    }

    @Test
    void rareClassesAreGuessedAsReadily() {
        int[] labels = labels(60, 12, 12);
        AttributeClassifier.Result r = new AttributeClassifier(rows(labels, 14, 2), 1).test(labels, 3, 200, 100, 1);
        assertThat(r.accuracy().value()).isGreaterThan(0.75);
        assertThat(r.chance()).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(r.p()).isLessThan(0.02);
    }

    /** Where nothing can be told, the rare class is guessed far more often than the raw log odds would, which almost never name it. */
    @Test
    void sharesOfTheClassesDoNotBiasTheGuess() {
        int[] labels = labels(64, 20);
        double rare = 0;
        for (int s = 0; s < 10; s++) {
            int[] predicted = new AttributeClassifier(rows(labels, 0, 300 + s), s).predict(labels, 2);
            rare += IntStream.of(predicted).sum() / 840.0;
        }
        assertThat(rare).isBetween(0.2, 0.65);
    }

    @Test
    void nothingIsFoundInNoise() {
        int[] labels = labels(30, 30);
        double mean = 0;
        int significant = 0;
        int runs = 40;
        for (int s = 0; s < runs; s++) {
            AttributeClassifier.Result r =
                    new AttributeClassifier(rows(labels, 0, 100 + s), s).test(labels, 2, 10, 50, s);
            mean += r.accuracy().value() / runs;
            significant += r.p() <= 0.1 ? 1 : 0;
        }
        assertThat(mean).isCloseTo(0.5, within(0.05));
        assertThat(significant).isLessThanOrEqualTo(9);
    }

    @Test
    void sameSeedSameResult() {
        int[] labels = labels(20, 25);
        AttributeClassifier.Result a = new AttributeClassifier(rows(labels, 3, 5), 9).test(labels, 2, 50, 50, 9);
        AttributeClassifier.Result b = new AttributeClassifier(rows(labels, 3, 5), 9).test(labels, 2, 50, 50, 9);
        assertThat(a).isEqualTo(b);
    }
}
