package org.guise.audit.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.guise.core.parallel.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorGalleryTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "255, 64", "256, 67", "257, 128", "70000, 6"})
    void everyScoreIsTheDotProductWithItsOwnVector(int size, int dimension) {
        SplittableRandom random = new SplittableRandom(size * 31L + dimension);
        float[][] vectors = new float[size][];
        VectorGallery gallery = new VectorGallery(size, dimension);
        for (int i = 0; i < size; i++) {
            vectors[i] = vector(random, dimension);
            gallery.set(i, vectors[i]);
        }
        float[] probe = vector(random, dimension);
        float[] scores = new float[size];
        gallery.compare(probe, scores, Parallel.CALLER);
        for (int i = 0; i < size; i++) {
            double dot = 0;
            for (int c = 0; c < dimension; c++) {
                dot += (double) probe[c] * vectors[i][c];
            }
            assertThat((double) scores[i]).as("vector %d", i).isCloseTo(dot, within(1e-4));
        }
    }

    @Test
    void scoresAreTheSameBitsOnAnyNumberOfThreads() {
        SplittableRandom random = new SplittableRandom(5);
        VectorGallery gallery = new VectorGallery(5000, 33);
        for (int i = 0; i < gallery.size(); i++) {
            gallery.set(i, vector(random, gallery.dimension()));
        }
        float[] probe = vector(random, 33);
        float[] one = new float[5000], three = new float[5000];
        gallery.compare(probe, one, Parallel.CALLER);
        try (Parallel parallel = new Parallel(3)) {
            gallery.compare(probe, three, parallel);
        }
        assertThat(Arrays.equals(one, three)).isTrue();
    }

    @Test
    void vectorsOfAnotherLengthAreRefused() {
        VectorGallery gallery = new VectorGallery(2, 3);
        assertThatThrownBy(() -> gallery.set(0, new float[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 components");
        assertThatThrownBy(() -> gallery.compare(new float[2], new float[2], Parallel.CALLER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VectorGallery(0, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] vector(SplittableRandom random, int dimension) {
        float[] v = new float[dimension];
        for (int c = 0; c < dimension; c++) {
            v[c] = (float) random.nextDouble(-1, 1);
        }
        return v;
    }
}
