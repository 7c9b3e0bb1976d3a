package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    /** An intact head, well refaced. */
    private static Map<String, Double> good() {
        return new HashMap<>(Map.ofEntries(
                Map.entry("averageFace", 0.1),
                Map.entry("brainAir", 0.0),
                Map.entry("brainValidMl", 1400.0),
                Map.entry("changedVoxels", 1e6),
                Map.entry("correlation", 0.95),
                Map.entry("faceAir", 0.1),
                Map.entry("folded", 0.0),
                Map.entry("guardedFace", 0.0),
                Map.entry("headDice", 0.96),
                Map.entry("headerKept", 1.0),
                Map.entry("innerCorrelation", 0.7),
                Map.entry("oldSkinMedianMm", 5.0),
                Map.entry("oldSkinNear", 0.03),
                Map.entry("oldSkinPoints", 7000.0),
                Map.entry("ownNoise", 0.0),
                Map.entry("scalpAir", 0.05),
                Map.entry("skinMedianMm", 0.3)));
    }

    @Test
    void anIntactHeadPassesWithoutReasons() {
        assertThat(Judge.rule(Method.REFACE, good())).isEqualTo(new Judge.Ruling(Verdict.PASS, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "correlation, 0.5, FAIL, no head found",
        "correlation, NaN, FAIL, no head found",
        "scalpAir, 0.9, FAIL, brain-only",
        "innerCorrelation, 0.2, FAIL, does not look like a head",
        "brainAir, 0.5, FAIL, does not look like a head",
        "ownNoise, 0.2, FAIL, already refaced",
        "averageFace, 0.95, FAIL, already refaced",
        "folded, 0.01, FAIL, folds space",
        "headerKept, 0, REVIEW, orientation",
        "correlation, 0.8, REVIEW, weak match",
        "skinMedianMm, 3, REVIEW, off the scan's",
        "headDice, 0.8, REVIEW, overlap",
        "brainValidMl, 200, REVIEW, of brain in view",
        "changedVoxels, 0, REVIEW, nothing was changed",
        "faceAir, 0.5, REVIEW, removed before",
        "oldSkinNear, 0.06, REVIEW, within 1 mm",
        "oldSkinMedianMm, 1.5, REVIEW, only 1.5 mm apart",
        "oldSkinMedianMm, 19, REVIEW, removed before",
        "guardedFace, 0.1, REVIEW, brain guard keeps"
    })
    void oneBadFigureGivesItsVerdictAndOneReason(String figure, double value, Verdict verdict, String words) {
        Map<String, Double> m = good();
        m.put(figure, value);
        Judge.Ruling ruling = Judge.rule(Method.REFACE, m);
        assertThat(ruling.verdict()).isEqualTo(verdict);
        assertThat(ruling.reasons()).singleElement().asString().contains(words);
    }

    @Test
    void whatWasKeptOnPurposeIsOneReason() {
        Map<String, Double> m = good();
        m.put("keptMl", 40.0);
        m.put("keptSkin", 0.123);
        for (Method how : List.of(Method.REFACE, Method.REMOVE)) {
            m.put("skinLeft", 0.0);
            Judge.Ruling ruling = Judge.rule(how, m);
            assertThat(ruling.verdict()).isEqualTo(Verdict.REVIEW);
            assertThat(ruling.reasons())
                    .singleElement()
                    .asString()
                    .contains("12 %", "on purpose", "recognised", "audit");
        }
        m.put("keptMl", 0.0);
        assertThat(Judge.rule(Method.REFACE, m).reasons())
                .singleElement()
                .asString()
                .contains("outside the face");
        m.put("keptMl", 40.0);
        m.put("changedVoxels", 0.0);
        assertThat(Judge.rule(Method.REFACE, m).reasons())
                .anyMatch(r -> r.contains("no part of the face but what was kept"));
    }

    @Test
    void theOtherMethodsAreNotAskedForANewFaceButForWhatTheyLeft() {
        Map<String, Double> m = good();
        m.keySet().removeIf(k -> k.startsWith("oldSkin") || k.equals("averageFace") || k.equals("ownNoise"));
        m.put("skinLeft", 0.1);
        assertThat(Judge.rule(Method.SHEAR, m).verdict()).isEqualTo(Verdict.PASS);
        m.put("skinLeft", 0.8);
        assertThat(Judge.rule(Method.SHEAR, m).reasons())
                .singleElement()
                .asString()
                .contains("left as it was");
    }
}
