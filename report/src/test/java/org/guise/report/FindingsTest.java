package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.AuditResult.CohortInfo;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Estimate;
import org.guise.audit.result.Outcome;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void theSampleIsJudgedByWhatWasPutIn() {
        Findings f = new Findings(SampleAudit.result());
        assertThat(f.protection("reface")).isEqualTo(Protection.LIKE_GUESSING);
        assertThat(f.protection("remove")).isEqualTo(Protection.RECOGNISED);
        assertThat(f.protection("blur")).isEqualTo(Protection.RECOGNISED);
        assertThat(f.recognisers("population-to-sample").getFirst()).isEqualTo("fr-feature");
    }

    @Test
    void recognisedNeedsASmallPAfterCorrectionForAllTests() {
        // Two outcomes, four tests: 0.012 × 4 = 0.048, 0.013 × 4 = 0.052.
        assertThat(judge(70, 84, outcome("after", 4, 84, 0.012, 0.5, 0.5), outcome("after", 1, 84, 0.9, 0.5, 0.5)))
                .isEqualTo(Protection.RECOGNISED);
        assertThat(judge(70, 84, outcome("after", 4, 84, 0.013, 0.5, 0.5), outcome("after", 1, 84, 0.9, 0.5, 0.5)))
                .isEqualTo(Protection.LIKE_GUESSING);
        assertThat(judge(70, 84, outcome("after", 1, 84, 0.5, 0.012, 0.5), outcome("after", 1, 84, 0.9, 0.5, 0.5)))
                .isEqualTo(Protection.RECOGNISED);
    }

    @Test
    void oneVerySmallPOrAHighAucIsDoubtful() {
        Outcome[] many = new Outcome[10];
        java.util.Arrays.fill(many, outcome("after", 1, 84, 0.5, 0.5, 0.5));
        many[3] = outcome("after", 5, 84, 0.009, 0.5, 0.5);
        assertThat(judge(70, 84, many)).isEqualTo(Protection.DOUBTFUL);
        assertThat(judge(70, 84, outcome("after", 1, 84, 0.5, 0.5, 0.61))).isEqualTo(Protection.DOUBTFUL);
        assertThat(judge(70, 84, outcome("after", 1, 84, 0.5, 0.5, 0.59))).isEqualTo(Protection.LIKE_GUESSING);
    }

    @Test
    void findingNobodyProvesNothingWhereLittleWasFoundBefore() {
        Outcome nobody = outcome("after", 0, 84, 1, 0.5, 0.5);
        assertThat(judge(41, 84, nobody)).isEqualTo(Protection.INCONCLUSIVE);
        assertThat(judge(42, 84, nobody)).isEqualTo(Protection.LIKE_GUESSING);
        assertThat(judge(29, 29, outcome("after", 0, 29, 1, 0.5, 0.5))).isEqualTo(Protection.INCONCLUSIVE);
        // but a leak that is seen is seen
        assertThat(judge(5, 20, outcome("after", 9, 20, 1e-6, 0.5, 0.9))).isEqualTo(Protection.RECOGNISED);
        assertThat(judge(70, 84)).isEqualTo(Protection.INCONCLUSIVE);
    }

    @Test
    void theWorstCaseIsTheFirstOfEquals() {
        Outcome a = outcome("after", 3, 84, 0.1, 0.5, 0.5);
        Outcome b = outcome("after", 3, 84, 0.1, 0.5, 0.5);
        Outcome c = outcome("after", 2, 84, 0.1, 0.5, 0.9);
        assertThat(new Findings(result(70, 84, c, a, b)).worst("after", o -> true))
                .containsSame(a);
    }

    @Test
    void zeroHitsLeaveTheExactUpperLimit() {
        // FIELD: at most 1 % with 95 % confidence and no hit needs 299 persons.
        assertThat(VerdictSection.zeroHitsUpper(299)).isLessThanOrEqualTo(0.01);
        assertThat(VerdictSection.zeroHitsUpper(298)).isGreaterThan(0.01);
    }

    private static Protection judge(int before, int n, Outcome... after) {
        return new Findings(result(before, n, after)).protection("after");
    }

    private static AuditResult result(int before, int n, Outcome... after) {
        List<Outcome> all = new java.util.ArrayList<>(List.of(outcome("before", before, n, 1e-9, 1e-4, 0.95)));
        all.addAll(List.of(after));
        return new AuditResult(
                "Guise",
                "2026-01-01T00:00:00Z",
                1,
                new CohortInfo(n, true, new int[] {5, 5}, 10, "schwarz-10", PhotoTreatment.AS_IS, Map.of(), ""),
                List.of(new Version("before", "Before", false), new Version("after", "After", true)),
                List.of(),
                List.of(),
                all,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Outcome outcome(String version, int hits, int n, double p1, double pLink, double auc) {
        Estimate rate = SampleAudit.wilson(hits, n);
        Estimate half = new Estimate(auc, auc - 0.05, auc + 0.05);
        return new Outcome(
                version,
                "r",
                "population-to-sample",
                "A0",
                "centred",
                n,
                n,
                hits,
                hits,
                rate,
                rate,
                1.0 / n,
                5.0 / n,
                p1,
                new Estimate(0.5, 0.4, 0.6),
                half,
                new Estimate(0.05, 0, 0.1),
                0.05,
                0.1,
                pLink,
                new double[] {1},
                List.of());
    }
}
