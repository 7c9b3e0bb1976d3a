package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.guise.audit.result.Outcome;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Attack PHOTOS = Attack.onPhotographs("after");
    private static final Attack SCANS = Attack.onScans("after");

    @Test
    void theSampleIsJudgedByWhatWasPutIn() {
        Judge judge = new Judge(new Findings(SampleAudit.result()));
        assertThat(judge.verdict("reface").protection()).isEqualTo(Protection.LIKE_GUESSING);
        assertThat(judge.verdict("remove").leaks())
                .extracting(Evidence::leak)
                .containsExactly(Leak.IDENTIFIED_FROM_PHOTOGRAPHS);
        assertThat(judge.verdict("blur").protection()).isEqualTo(Protection.BROKEN);
    }

    @Test
    void identifiedFromPhotographsIsRed() {
        Verdict v = judge(PHOTOS.hits(9).p1(1e-6), SCANS);
        assertThat(v.protection()).isEqualTo(Protection.BROKEN);
        assertThat(v.words()).isEqualTo("persons identified from photographs");
        Evidence e = only(v);
        assertThat(e.correctedP()).isCloseTo(6e-6, within(1e-12));
        assertThat(plain(e.figures())).startsWith("9 of 84 persons found (11 %");
        assertThat(e.meaning())
                .isEqualTo("Whoever has photographs of a person finds the person's de-faced scan in this"
                        + " set more often than by luck.");
    }

    @Test
    void identifiedFromScansIsRedAndSaysThatAScanIsNeeded() {
        Verdict v = judge(PHOTOS, SCANS.hits(9).p1(1e-6));
        assertThat(v.protection()).isEqualTo(Protection.BROKEN);
        assertThat(v.words()).isEqualTo("persons identified from original scans");
        assertThat(only(v).meaning()).startsWith("Whoever holds an original scan of a person, with the name,");
    }

    @Test
    void linkableFromPhotographsWithRankOneAtLuckIsAmber() {
        Verdict v = judge(PHOTOS.auc(0.62, 1e-4), SCANS);
        assertThat(v.protection()).isEqualTo(Protection.PARTIAL);
        assertThat(v.words()).isEqualTo("linkable in part to photographs");
        assertThat(only(v).meaning()).contains("photographs", "62 of 100 cases (luck: 50)");
        assertThat(only(v).figures()).isEqualTo("AUC 0.62 (0.57–0.67), luck 0.50; D_sys 0.05, luck up to 0.10");
        assertThat(v.advice()).contains("Do not release this version openly");
    }

    @Test
    void linkableFromScansWithRankOneAtLuckIsAmber() {
        Verdict v = judge(PHOTOS, SCANS.auc(0.69, 0.2).linkP(1e-4));
        assertThat(v.protection()).isEqualTo(Protection.PARTIAL);
        assertThat(v.words()).isEqualTo("linkable in part to original scans");
        assertThat(only(v).p()).isEqualTo(1e-4);
        assertThat(only(v).meaning()).contains("original scan", "69 of 100 cases");
        assertThat(v.advice()).contains("the clinic");
    }

    @Test
    void closelyLinkableIsRed() {
        assertThat(judge(PHOTOS, SCANS.auc(0.74, 1e-4)).protection()).isEqualTo(Protection.PARTIAL);
        Verdict scans = judge(PHOTOS, SCANS.auc(0.75, 1e-4));
        assertThat(scans.protection()).isEqualTo(Protection.BROKEN);
        assertThat(scans.words()).isEqualTo("closely linkable to original scans");
        assertThat(judge(PHOTOS.auc(0.8, 1e-4), SCANS).words()).isEqualTo("closely linkable to photographs");
        // A high AUC of few persons that may be luck is a sign only.
        assertThat(judge(PHOTOS.auc(0.8, 0.02), SCANS).protection()).isEqualTo(Protection.DOUBTFUL);
    }

    @Test
    void eachRouteHasItsOwnEvidenceTheGravestFirst() {
        Verdict v = judge(PHOTOS.auc(0.62, 1e-4), SCANS.hits(9).p1(1e-6));
        assertThat(v.leaks())
                .extracting(Evidence::leak)
                .containsExactly(Leak.IDENTIFIED_FROM_SCANS, Leak.LINKABLE_TO_PHOTOGRAPHS);
        assertThat(v.words()).isEqualTo("persons identified from original scans; linkable in part to photographs");
    }

    @Test
    void bothRoutesOfOneKindAreSaidInOneBreath() {
        assertThat(judge(PHOTOS.auc(0.62, 1e-4), SCANS.auc(0.69, 1e-4)).words())
                .isEqualTo("linkable in part to photographs and to original scans");
    }

    @Test
    void ofSignificantAttemptsTheStrongestIsNamed() {
        Outcome strong = SCANS.auc(0.70, 1e-4).outcome();
        Verdict v = judge(
                SCANS.auc(0.66, 1e-5).outcome(), strong, SCANS.auc(0.72, 0.5).outcome());
        assertThat(only(v).outcome()).isSameAs(strong);
    }

    @Test
    void whereOnlySomeStandOutTheAverageIsNotQuoted() {
        assertThat(only(judge(PHOTOS.linkP(1e-4), SCANS)).meaning())
                .contains("of some persons")
                .doesNotContain("100");
    }

    @Test
    void everyPCountsInTheCorrection() {
        // Two attempts, six tests: 0.008 × 6 = 0.048, 0.009 × 6 = 0.054.
        assertThat(judge(PHOTOS.hits(4).p1(0.008), SCANS).leaks()).hasSize(1);
        assertThat(judge(PHOTOS.hits(4).p1(0.009), SCANS).leaks()).isEmpty();
        assertThat(judge(PHOTOS.auc(0.55, 0.008), SCANS).leaks()).hasSize(1);
        assertThat(judge(PHOTOS.auc(0.55, 0.009), SCANS).leaks()).isEmpty();
        assertThat(judge(PHOTOS.linkP(0.008), SCANS).leaks()).hasSize(1);
        assertThat(judge(PHOTOS.linkP(0.009), SCANS).leaks()).isEmpty();
        // What does not exist is no test: 0.009 × 5 = 0.045.
        assertThat(judge(PHOTOS.hits(4).p1(0.009), SCANS.auc(0.5, Double.NaN)).leaks())
                .hasSize(1);
        assertThat(judge(PHOTOS, SCANS).tests()).isEqualTo(6);
    }

    @Test
    void manyWeakSignsOrAHighAucAreDoubtfulAndOneIsNot() {
        Outcome[] many = new Outcome[10];
        Arrays.fill(many, PHOTOS.auc(0.58, 0.01).outcome());
        assertThat(judge(many).leaks()).isEmpty();
        assertThat(judge(many).protection()).isEqualTo(Protection.DOUBTFUL);
        Arrays.fill(many, 1, many.length, PHOTOS.outcome());
        assertThat(judge(many).protection()).isEqualTo(Protection.LIKE_GUESSING);
        assertThat(judge(PHOTOS.auc(0.61, 0.5), SCANS).protection()).isEqualTo(Protection.DOUBTFUL);
        assertThat(judge(PHOTOS.auc(0.59, 0.5), SCANS).protection()).isEqualTo(Protection.LIKE_GUESSING);
    }

    @Test
    void greenNeedsAnAuditThatWouldHaveNoticed() {
        Attack before = new Attack("before", "population-to-sample", 84, 42, 1e-50, 0.9, 1e-4, 1e-4);
        assertThat(after(before)).isEqualTo(Protection.LIKE_GUESSING);
        assertThat(after(before.hits(41))).isEqualTo(Protection.INCONCLUSIVE);
        assertThat(after(before.persons(29).hits(29))).isEqualTo(Protection.INCONCLUSIVE);
        // So few permutations that no p could have survived the correction for three tests.
        assertThat(after(before.auc(0.9, 0.02).linkP(0.02))).isEqualTo(Protection.INCONCLUSIVE);
        assertThat(judge(new Outcome[0]).protection()).isEqualTo(Protection.INCONCLUSIVE);
        // Scans were matched with scans only after: nobody knows what that would have shown.
        assertThat(judge(SCANS.outcome()).protection()).isEqualTo(Protection.INCONCLUSIVE);
        // But a leak that is seen is seen.
        Outcome weak = before.persons(20).hits(5).outcome();
        Outcome leak = PHOTOS.persons(20).hits(9).p1(1e-6).outcome();
        assertThat(new Judge(new Findings(Attack.audit(weak, leak)))
                        .verdict("after")
                        .protection())
                .isEqualTo(Protection.BROKEN);
    }

    private static Protection after(Attack before) {
        return new Judge(new Findings(Attack.audit(before.outcome(), PHOTOS.outcome())))
                .verdict("after")
                .protection();
    }

    private static Evidence only(Verdict v) {
        assertThat(v.leaks()).hasSize(1);
        return v.leaks().getFirst();
    }

    private static Verdict judge(Attack a, Attack b) {
        return judge(a.outcome(), b.outcome());
    }

    private static Verdict judge(Outcome... after) {
        return new Judge(new Findings(Attack.audit(Attack.before(), after))).verdict("after");
    }

    private static String plain(String s) {
        return s.replace('\u00a0', ' ');
    }
}
