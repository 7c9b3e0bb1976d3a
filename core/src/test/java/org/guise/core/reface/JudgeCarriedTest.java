package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeCarriedTest {
    /** An image that lies well on its lead and shows its skin. */
    private static Map<String, Double> good() {
        Map<String, Double> m = new HashMap<>();
        m.put("carried", 1.0);
        m.put("correlation", 0.95);
        m.put("innerCorrelation", 0.9);
        m.put("scalpAir", 0.02);
        m.put("scalpBlank", 0.0);
        m.put("brainAir", 0.0);
        m.put("folded", 0.0);
        m.put("skinMedianMm", 0.4);
        m.put("carriedSkinMm", 0.9);
        m.put("headDice", 0.97);
        m.put("brainValidMl", 1300.0);
        m.put("headerKept", 1.0);
        m.put("beyondLead", 0.0);
        m.put("coregSharpness", 0.7);
        m.put("coregOverlap", 0.98);
        m.put("coregShiftMm", 3.0);
        m.put("coregTurnDeg", 2.0);
        m.put("changedVoxels", 1000.0);
        m.put("faceAir", 0.1);
        m.put("guardedFace", 0.0);
        m.put("ownNoise", 0.0);
        m.put("averageFace", 0.2);
        m.put("oldSkinPoints", 5000.0);
        m.put("oldSkinNear", 0.02);
        m.put("oldSkinMedianMm", 5.0);
        return m;
    }

    private static Judge.Ruling rule(String name, double value) {
        Map<String, Double> m = good();
        m.put(name, value);
        return Judge.rule(Method.REFACE, m);
    }

    @Test
    void aGoodPairPasses() {
        assertThat(Judge.rule(Method.REFACE, good())).isEqualTo(new Judge.Ruling(Verdict.PASS, java.util.List.of()));
    }

    @Test
    void aContrastThatShowsNoSkinIsReviewedAndDoesNotFail() {
        Map<String, Double> m = good();
        m.put("correlation", 0.3);
        m.put("innerCorrelation", 0.1);
        m.put("scalpAir", 0.9);
        m.put("brainAir", 0.4);
        m.put("brainValidMl", 200.0);
        m.put("faceAir", 0.9);
        m.put("oldSkinNear", 0.5);
        Judge.Ruling r = Judge.rule(Method.REFACE, m);
        assertThat(r.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(r.reasons()).singleElement().asString().contains("too little of the head");
    }

    @Test
    void everyDoubtHasItsReason() {
        assertThat(rule("coregSharpness", 0.4).reasons().getFirst()).contains("less surely", "same person");
        assertThat(rule("coregOverlap", 0.5).reasons().getFirst()).contains("shares only 50 %");
        assertThat(rule("coregShiftMm", 41).reasons().getFirst()).contains("41 mm");
        assertThat(rule("coregTurnDeg", 31).reasons().getFirst()).contains("31 degrees");
        assertThat(rule("carriedSkinMm", 2.6).reasons().getFirst()).contains("same person");
        assertThat(rule("beyondLead", 0.3).reasons().getFirst()).contains("beyond the field of view");
        assertThat(rule("oldSkinNear", 0.1).verdict()).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void aRoughSurfaceThatNoMoveBringsNearerIsNoOtherPersons() {
        Map<String, Double> m = good();
        m.put("carriedSkinMm", 2.8);
        m.put("skinMedianMm", 2.7);
        assertThat(Judge.rule(Method.REFACE, m).verdict()).isEqualTo(Verdict.PASS);
        m.put("skinMedianMm", 1.0);
        assertThat(Judge.rule(Method.REFACE, m).reasons().getFirst()).contains("same person");
        m.put("carriedSkinMm", 4.5);
        m.put("skinMedianMm", 4.4);
        assertThat(Judge.rule(Method.REFACE, m).reasons().getFirst()).contains("same person");
    }

    @Test
    void whatIsNoHeadOrRefacedBeforeStillFails() {
        assertThat(rule("scalpBlank", 0.95).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(rule("folded", 0.01).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(rule("averageFace", 0.9).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void whatDoesNotSurelyLieOnTheLeadIsFittedOnItsOwnIfThatSucceeds() {
        assertThat(JudgeCarried.sure(good())).isTrue();
        for (Map.Entry<String, Double> bad : Map.of("coregSharpness", 0.4, "coregOverlap", 0.2, "carriedSkinMm", 6.0)
                .entrySet()) {
            Map<String, Double> m = good();
            m.put(bad.getKey(), bad.getValue());
            assertThat(JudgeCarried.sure(m)).as(bad.getKey()).isFalse();
            m.put("correlation", 0.9);
            assertThat(JudgeCarried.rather(Map.of("correlation", 0.95, "scalpAir", 0.1), m))
                    .isTrue();
            // A slab's own fit explains it no better than the lead's: it keeps the lead's.
            assertThat(JudgeCarried.rather(Map.of("correlation", 0.91, "scalpAir", 0.1), m))
                    .isEqualTo(bad.getKey().equals("coregOverlap"));
            assertThat(JudgeCarried.rather(Map.of("correlation", 0.95, "scalpAir", 0.7), m))
                    .isEqualTo(bad.getKey().equals("coregOverlap"));
            m.remove("carried");
            assertThat(Judge.rule(Method.REFACE, m).reasons().getFirst()).contains("on its own", "same person");
        }
        Map<String, Double> nothing = good();
        nothing.put("coregSharpness", 0.1);
        assertThat(JudgeCarried.rather(Map.of("correlation", 0.3, "scalpAir", 0.9), nothing))
                .isTrue();
    }
}
