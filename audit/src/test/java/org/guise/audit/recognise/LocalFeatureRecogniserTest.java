package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalFeatureRecogniserTest {
    static Stream<Recogniser> both() {
        return Stream.of(LocalFeatureRecogniser.orb(), LocalFeatureRecogniser.sift());
    }

    private static float[] template(Recogniser r, long seed, double shift) {
        return r.template(Faces.of(Faces.blobs(seed, 200, shift), Faces.drawn()));
    }

    @ParameterizedTest
    @MethodSource("both")
    void theSamePictureMatchesAlmostEverywhere(Recogniser r) {
        float[] t = template(r, 1, 0);
        assertThat(t.length).as("features found").isGreaterThan(0);
        assertThat(r.similarity(t, t)).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @MethodSource("both")
    void aShiftedPictureMatchesBetterThanAnother(Recogniser r) {
        float[] a = template(r, 1, 0), shifted = template(r, 1, 3), other = template(r, 2, 0);
        assertThat(r.similarity(a, shifted)).isGreaterThan(2 * r.similarity(a, other));
    }

    @ParameterizedTest
    @MethodSource("both")
    void similarityDoesNotDependOnTheOrder(Recogniser r) {
        float[] a = template(r, 1, 0), b = template(r, 1, 5);
        assertThat(r.similarity(a, b)).isBetween(0.05, 1.0);
        assertThat(r.similarity(b, a)).isBetween(0.05, 1.0);
    }

    @ParameterizedTest
    @MethodSource("both")
    void anEmptyPictureHasNothingToCompare(Recogniser r) {
        BufferedImage empty = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        float[] none = r.template(Faces.of(empty, Faces.drawn()));
        assertThat(none).isEmpty();
        assertThat(r.similarity(none, template(r, 1, 0))).isNaN();
        assertThat(r.isVector()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("both")
    void threadsDoNotChangeTemplates(Recogniser r) {
        float[] alone = template(r, 1, 0);
        assertThat(IntStream.range(0, 6)
                        .parallel()
                        .mapToObj(i -> template(r, 1, 0))
                        .toList())
                .allSatisfy(t -> assertThat(t).containsExactly(alone));
    }
}
