package org.guise.audit.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AuditorTest {
    private static final int N = 60;
    private static final TemplateSet COHORT = Planted.cohort("p", N, Map.of("leaky", 0.2, "tight", 0.0), 0.8, 1);
    private static final TemplateSet TRAINING = Planted.cohort("t", 60, Map.of("leaky", 0.2, "tight", 0.0), 0.8, 2);
    private static AuditResult result;

    private static Auditor.Input input() {
        Map<String, String> sex = new HashMap<>();
        Map<String, String> ancestry = new HashMap<>();
        for (int p = 0; p < N; p++) {
            sex.put("p" + p, p % 2 == 0 ? "female" : "male");
            ancestry.put("p" + p, p < 5 ? "rare" : "frequent");
        }
        AuditResult.CohortInfo info = new AuditResult.CohortInfo(
                N,
                true,
                new int[] {3, 3},
                4,
                "none",
                PhotoTreatment.AS_IS,
                Map.of("sex", Map.of("female", 30, "male", 30)),
                "Made up.");
        return new Auditor.Input(
                "guise test",
                "2026-01-01T00:00:00Z",
                info,
                List.of(
                        new AuditResult.Version("original", "Originals", false),
                        new AuditResult.Version("leaky", "Leaky", true),
                        new AuditResult.Version("tight", "Tight", true)),
                List.of(new AuditResult.Detection("original", 240, 240, 0.5)),
                Map.of("sex", sex, "ancestry", ancestry),
                List.of(Planted.examined("first", COHORT, TRAINING), Planted.examined("second", COHORT, TRAINING)),
                List.of(),
                List.of());
    }

    private static Auditor.Options options(int threads) {
        return new Auditor.Options(5, 200, 1000, 30, 30, threads);
    }

    @BeforeAll
    static void audit() {
        result = Auditor.run(input(), options(2), s -> {}).result();
    }

    private static Outcome outcome(String version, String level, String scoring) {
        return result.outcomes().stream()
                .filter(o -> o.version().equals(version)
                        && o.adversary().equals(level)
                        && o.recogniser().equals("first")
                        && o.protocol().equals("population-to-sample")
                        && o.scoring().equals(scoring))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFifthOfTheShapeIsALeak() {
        Outcome o = outcome("leaky", "A0", "centred-mean");
        assertThat(o.p1()).isLessThan(0.001);
        assertThat(o.linkabilityP()).isLessThan(0.01);
        assertThat(o.auc().low()).isGreaterThan(0.5);
        assertThat(result.warnings())
                .anyMatch(w -> w.startsWith("Leaky") && w.contains("identified more than guessing at p"));
    }

    @Test
    void nothingIsNone() {
        for (String scoring : List.of("raw-mean", "centred-mean", "centred-nearest", "centred-svm", "trained-mean")) {
            Outcome o = outcome("tight", "A0", scoring);
            assertThat(o.p1()).as(scoring).isGreaterThan(0.01);
            assertThat(o.auc().low()).as(scoring).isLessThan(0.5);
            assertThat(o.linkabilityP()).as(scoring).isGreaterThan(0.01);
        }
        assertThat(result.warnings())
                .anyMatch(w -> w.startsWith("Tight") && w.contains("identified more than guessing at p"));
    }

    @Test
    void centringTrainingAndKnowingTheDeFacerHelp() {
        assertThat(outcome("original", "A0", "centred-mean").hits())
                .isGreaterThan(outcome("original", "A0", "raw-mean").hits());
        assertThat(outcome("original", "A0", "trained-mean").auc().value())
                .isGreaterThanOrEqualTo(
                        outcome("original", "A0", "centred-mean").auc().value());
        assertThat(outcome("leaky", "A2", "trained-mean").auc().value())
                .isGreaterThan(outcome("leaky", "A0", "trained-mean").auc().value());
        assertThat(outcome("leaky", "A0", "adapted-mean").hits())
                .isGreaterThan(outcome("leaky", "A0", "centred-mean").hits());
    }

    @Test
    void everyTestOfAVersionIsComparedWithOriginals() {
        long after = result.outcomes().stream()
                .filter(o -> !o.version().equals("original"))
                .count();
        assertThat(result.comparisons()).hasSize((int) after);
        AuditResult.Comparison c = result.comparisons().stream()
                .filter(x -> x.version().equals("tight") && x.scoring().equals("centred-mean"))
                .findFirst()
                .orElseThrow();
        assertThat(c.onlyBefore() - c.onlyAfter())
                .isEqualTo(outcome("original", "A0", "centred-mean").hits()
                        - outcome("tight", "A0", "centred-mean").hits());
        assertThat(c.p()).isLessThan(1e-6);
    }

    @Test
    void subgroupsAddUpAndRareOnesAreLeftOut() {
        List<AuditResult.Subgroup> own = result.subgroups().stream()
                .filter(g -> g.version().equals("leaky") && g.recogniser().equals("first"))
                .toList();
        assertThat(own)
                .extracting(AuditResult.Subgroup::group)
                .containsExactly("ancestry=frequent", "sex=female", "sex=male");
        assertThat(own.get(1).hits() + own.get(2).hits())
                .isEqualTo(outcome("leaky", "A0", "centred-mean").hits());
        assertThat(result.attributes())
                .allMatch(a -> a.attribute().equals("sex"))
                .extracting(AuditResult.AttributeLeak::of)
                .contains("photographs", "original", "leaky", "tight");
    }

    @Test
    void curvesStartAtTheGalleryNearTheRateMeasured() {
        for (AuditResult.GallerySize curve : result.curves()) {
            assertThat(curve.sizes()[0]).isEqualTo(N);
            assertThat(curve.trustedUpTo()).isEqualTo(1000 * N);
            double measured =
                    (double) outcome(curve.version(), "A0", "centred-mean").hits() / N;
            assertThat(curve.rank1().getFirst().value()).isBetween(measured - 0.08, measured + 0.08);
        }
        assertThat(result.curves()).hasSize(3 * 3 * 2);
    }

    @Test
    void ranksAreThoseOfTheOutcomes() {
        Auditor.Audit audit = Auditor.run(small(Map.of()), options(1), s -> {});
        for (Outcome o : audit.result().outcomes()) {
            assertThat(audit.ranks().stream()
                            .filter(r -> r.rank() == 1
                                    && r.version().equals(o.version())
                                    && r.protocol().equals(o.protocol())
                                    && r.adversary().equals(o.adversary())
                                    && r.scoring().equals(o.scoring()))
                            .count())
                    .isEqualTo(o.hits());
        }
    }

    /** Few persons without identity in their pictures: nothing was shown, and the warnings say so. */
    private static Auditor.Input small(Map<String, Map<String, String>> attributes) {
        TemplateSet t = Planted.cohort("q", 12, Map.of("v", 0.0), 50, 3);
        return new Auditor.Input(
                "guise test",
                "2026-01-01T00:00:00Z",
                new AuditResult.CohortInfo(12, false, new int[] {3, 3}, 4, "none", PhotoTreatment.AS_IS, Map.of(), ""),
                List.of(
                        new AuditResult.Version("original", "Originals", false),
                        new AuditResult.Version("v", "Version", true)),
                List.of(new AuditResult.Detection("original", 48, 20, 0.5), new AuditResult.Detection("v", 48, 3, 0.5)),
                attributes,
                List.of(Planted.examined(
                        "only", new TemplateSet(t.persons(), t.photos(), t.renders(), Map.of()), null)),
                List.of(),
                List.of());
    }

    @Test
    void weakAuditsSaySo() {
        AuditResult weak = Auditor.run(small(Map.of()), options(1), s -> {}).result();
        assertThat(weak.warnings())
                .anyMatch(w -> w.contains("Only 12 persons"))
                .anyMatch(w -> w.contains("no recogniser did better than guessing"))
                .anyMatch(w -> w.contains("only 20 of 48 pictures of original"))
                .anyMatch(w -> w.contains("only 3 of 48 pictures of v"))
                .anyMatch(w -> w.contains("N ≥ 299"))
                .noneMatch(w -> w.contains("synthetic"));
        assertThat(result.warnings()).anyMatch(w -> w.contains("synthetic")).noneMatch(w -> w.contains("Only"));
        assertThat(weak.methods()).noneMatch(m -> m.startsWith("Trained") || m.startsWith("A2"));
        assertThat(result.methods()).contains(PhotoTreatment.AS_IS.sentence());
        assertThat(result.methods()).anyMatch(m -> m.startsWith("Trained")).anyMatch(m -> m.startsWith("A2"));
    }

    @Test
    void importedScoresAreJudgedAlike() {
        ScoreMatrix good = new ScoreMatrix(
                List.of("a", "b", "c"), List.of("a", "b", "c"), new double[][] {{3, 1, 0}, {1, 4, 2}, {0, 2, 5}});
        ScoreMatrix bad = new ScoreMatrix(
                List.of("a", "b", "c"), List.of("a", "b", "c"), new double[][] {{0, 1, 3}, {1, 0, 2}, {0, 2, 1}});
        Auditor.Input plain = small(Map.of());
        AuditResult r = Auditor.run(
                        new Auditor.Input(
                                plain.tool(),
                                plain.finished(),
                                plain.cohort(),
                                plain.versions(),
                                plain.finders(),
                                plain.attributes(),
                                List.of(),
                                List.of(
                                        new Scored("web", "original", "A0", "population-to-sample", "imported", good),
                                        new Scored("web", "v", "A0", "population-to-sample", "imported", bad)),
                                List.of(new Recogniser.Description("web", "A service", "unknown", "", "", ""))),
                        options(1),
                        s -> {})
                .result();
        assertThat(r.outcomes()).extracting(Outcome::hits).containsExactly(3, 0);
        assertThat(r.comparisons()).hasSize(1);
        assertThat(r.comparisons().getFirst().onlyBefore()).isEqualTo(3);
        assertThat(r.comparisons().getFirst().p()).isCloseTo(0.25, within(1e-12));
        assertThat(r.curves()).hasSize(6);
        assertThat(r.recognisers()).hasSize(1);
    }

    @Test
    void sameSeedSameResultOnAnyNumberOfThreads() {
        JsonMapper json = new JsonMapper();
        String two = json.writeValueAsString(result);
        assertThat(json.writeValueAsString(
                        Auditor.run(input(), options(1), s -> {}).result()))
                .isEqualTo(two);
        assertThat(json.writeValueAsString(
                        Auditor.run(input(), options(5), s -> {}).result()))
                .isEqualTo(two);
    }
}
