package org.guise.audit.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.guise.audit.recognise.Recogniser;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final float[] NONE = {};

    private static float[] at(double degrees) {
        double r = Math.toRadians(degrees);
        return new float[] {(float) Math.cos(r), (float) Math.sin(r)};
    }

    private static Examined examined(boolean vectors, TemplateSet cohort) {
        return new Examined(
                new Recogniser.Description("r", "r", "embedding", "", "", ""),
                vectors,
                Similarity::cosine,
                cohort,
                null);
    }

    private static double[][] scores(List<Scored> all, String protocol, String scoring) {
        return all.stream()
                .filter(s -> s.protocol().equals(protocol) && s.scoring().equals(scoring))
                .findFirst()
                .orElseThrow()
                .matrix()
                .scores();
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    /** Two persons, written out. Person b has one photo without a face; b's scan has one face only. */
    private static TemplateSet byHand() {
        return new TemplateSet(
                List.of("a", "b"),
                new float[][][] {{at(0), at(10)}, {at(90), NONE}},
                Map.of("original", new float[][][] {{at(20), at(40)}, {NONE, at(100)}}),
                Map.of());
    }

    @Test
    void rawScoresAreThoseWorkedOutByHand() {
        for (boolean vectors : new boolean[] {true, false}) {
            TemplateSet cohort = byHand();
            List<Scored> all = Matching.of(examined(vectors, cohort), Adversary.of("original", cohort, null));
            double[][] mean = scores(all, "population-to-sample", "raw-mean");
            assertThat(mean[0][0]).isCloseTo((cos(20) + cos(40) + cos(10) + cos(30)) / 4, within(1e-6));
            assertThat(mean[0][1]).isCloseTo((cos(100) + cos(90)) / 2, within(1e-6));
            assertThat(mean[1][0]).isCloseTo((cos(70) + cos(50)) / 2, within(1e-6));
            double[][] nearest = scores(all, "population-to-sample", "raw-nearest");
            assertThat(nearest[0][0]).isCloseTo((cos(20) + cos(10)) / 2, within(1e-6));
            assertThat(nearest[1][0]).isCloseTo(cos(50), within(1e-6));
            double[][] best = scores(all, "sample-to-population", "raw-mean");
            assertThat(best[0][0]).isCloseTo((cos(10) + cos(30)) / 2, within(1e-6));
            assertThat(best[1][0]).isCloseTo(cos(90), within(1e-6));
            // Without second visits originals are not matched with themselves; pairwise templates have raw scores only.
            assertThat(all).noneMatch(s -> s.protocol().equals("scan-to-scan"));
            assertThat(all.stream().anyMatch(s -> s.scoring().startsWith("centred")))
                    .isEqualTo(vectors);
        }
    }

    @Test
    void centringSubtractsEachDomainsMeanOverPersons() {
        TemplateSet cohort = new TemplateSet(
                List.of("a", "b"),
                new float[][][] {{{1, 0}}, {{0, 1}}},
                Map.of("original", new float[][][] {{{0.6f, 0.8f}}, {{0.8f, 0.6f}}}),
                Map.of());
        List<Scored> all = Matching.of(examined(true, cohort), Adversary.of("original", cohort, null));
        // Means (.5, .5) and (.7, .7): photos become ±(.5, -.5), renders ∓(.1, -.1).
        double[][] centred = scores(all, "population-to-sample", "centred-mean");
        assertThat(centred[0][0]).isCloseTo(-1, within(1e-6));
        assertThat(centred[0][1]).isCloseTo(1, within(1e-6));
    }

    @Test
    void versionWithoutFacesScoresNothingEverywhere() {
        TemplateSet original = byHand();
        TemplateSet cohort = new TemplateSet(
                original.persons(),
                original.photos(),
                Map.of("original", original.renders().get("original"), "removed", new float[][][] {{NONE, NONE}, {}}),
                Map.of());
        List<Scored> all = Matching.of(examined(true, cohort), Adversary.of("removed", cohort, null));
        assertThat(all)
                .extracting(Scored::scoring)
                .contains("raw-mean", "raw-svm", "centred-mean", "centred-nearest", "centred-svm");
        for (Scored s : all) {
            for (double[] row : s.matrix().scores()) {
                assertThat(row).containsOnly(Double.NaN);
            }
            assertThat(s.ranks(1)).containsExactly(2, 2);
            assertThat(Evaluation.of(s, 20, 20, 1).hits()).isZero();
        }
        assertThat(all).anyMatch(s -> s.protocol().equals("scan-to-scan"));
    }

    @Test
    void attackersAreThoseForWhomThereAreTemplates() {
        float[][][] some = {{at(0)}, {at(1)}};
        float[][][] empty = {{NONE}, {}};
        TemplateSet cohort = new TemplateSet(
                List.of("a", "b"),
                some,
                Map.of("original", some, "blur", some, "blur+unblurred", some, "remove", some, "remove+filled", some),
                Map.of());
        TemplateSet training = new TemplateSet(
                List.of("x", "y"),
                some,
                Map.of("original", some, "blur", some, "remove", empty, "remove+filled", some),
                Map.of());
        assertThat(Adversary.of("original", cohort, training))
                .containsExactly(new Adversary("A0", "original", "original", "original", true));
        assertThat(Adversary.of("blur", cohort, training))
                .containsExactly(
                        new Adversary("A0", "blur", "blur", "original", true),
                        new Adversary("A2", "blur", "blur", "blur", false),
                        new Adversary("A3", "blur", "blur+unblurred", "original", true));
        // Nothing can be learned from renders without a face.
        assertThat(Adversary.of("remove", cohort, training))
                .containsExactly(
                        new Adversary("A0", "remove", "remove", "original", true),
                        new Adversary("A1", "remove", "remove+filled", "remove+filled", true));
        assertThat(Adversary.of("blur", cohort, null)).hasSize(2);
    }

    @Test
    void partsMustSpeakOfTheSamePersons() {
        assertThatThrownBy(() -> new TemplateSet(List.of("a", "b"), new float[1][][], Map.of(), Map.of()))
                .hasMessageContaining("photographs: templates of 1 persons, expected 2");
        TemplateSet uneven = new TemplateSet(
                List.of("a", "b"),
                new float[][][] {{at(0)}, {at(1)}},
                Map.of("original", new float[][][] {{{1, 2, 3}}, {{1, 2, 4}}}),
                Map.of());
        assertThatThrownBy(() -> Space.raw(2).apply(uneven.renders().get("original"), new double[2]))
                .hasMessageContaining("3 components and of 2");
    }
}
