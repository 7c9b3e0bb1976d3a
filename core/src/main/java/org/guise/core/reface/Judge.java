package org.guise.core.reface;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns the figures of one refaced scan into a verdict with reasons. Limits were set between what intact heads reach and
 * what non-heads, brain-only and de-faced volumes reach, with room on both sides.
 */
final class Judge {
    /** Of the frontal facial skin; a plane in front of the brain leaves the forehead. */
    private static final double MOST_SKIN_LEFT = 0.5;

    private final List<String> fail = new ArrayList<>();
    private final List<String> review = new ArrayList<>();

    private Judge() {}

    /** Verdict and reasons. */
    record Ruling(Verdict verdict, List<String> reasons) {}

    /**
     * Verdict on a scan.
     *
     * @param method what was done; whether old and new skin lie apart, and whether the face is Guise's own already, is asked
     *     for {@link Method#REFACE} only, and how much facial skin was left alone for the other methods only
     */
    static Ruling rule(Method method, Map<String, Double> m) {
        Judge j = new Judge();
        if (JudgeCarried.carried(m)) {
            j.take(JudgeCarried.rule(m));
        } else {
            j.head(m);
            JudgeCarried.whyAlone(m).ifPresent(j.review::add);
        }
        if (method == Method.REFACE) {
            j.alreadyRefaced(m);
        }
        j.face(m, !JudgeCarried.carried(m) || JudgeCarried.showsHead(m));
        j.kept(m);
        if (m.get("changedVoxels") > 0) {
            if (method == Method.REFACE) {
                if (!JudgeCarried.carried(m) || JudgeCarried.showsHead(m)) {
                    j.oldSkin(m);
                }
            } else {
                j.skinLeft(m);
            }
        }
        if (!j.fail.isEmpty()) {
            return new Ruling(Verdict.FAIL, List.of(j.fail.getFirst()));
        }
        return new Ruling(j.review.isEmpty() ? Verdict.PASS : Verdict.REVIEW, List.copyOf(j.review));
    }

    private void take(JudgeCarried.Findings f) {
        fail.addAll(f.fail());
        review.addAll(f.review());
    }

    private void head(Map<String, Double> m) {
        double correlation = m.get("correlation"), inner = m.get("innerCorrelation");
        if (!(correlation > 0.7)) {
            fail.add(say(
                    "no head found: the atlas explains too little of the image (correlation %.2f, wanted 0.70)",
                    correlation));
        }
        if (m.get("scalpAir") > 0.6) {
            fail.add(say(
                    "no scalp or face in the image (%.0f %% of it is empty): a brain-only volume needs no refacing",
                    100 * m.get("scalpAir")));
        }
        if (!(inner > 0.4) || m.get("brainAir") > 0.3) {
            fail.add(say("this does not look like a head inside (correlation %.2f, wanted 0.40)", inner));
        }
        if (m.get("folded") > 0.002) {
            fail.add("the fit folds space: the head cannot be matched to the atlas");
        }
        if (m.get("headerKept") == 0) {
            review.add("the orientation in the header seems wrong; the head was found turned by 60 degrees or more");
        }
        if (correlation < 0.85) {
            review.add(say("weak match with the atlas (correlation %.2f, usual above 0.85)", correlation));
        }
        if (m.get("skinMedianMm") > 2.5) {
            review.add(say(
                    "the fitted skin lies %.1f mm off the scan's (median; usual below 2.5)", m.get("skinMedianMm")));
        }
        if (m.get("headDice") < 0.88) {
            review.add(say("head outline and fit overlap by %.2f only (usual above 0.88)", m.get("headDice")));
        }
        if (m.get("brainValidMl") < 400) {
            review.add(say("only %.0f ml of brain in view", m.get("brainValidMl")));
        }
    }

    /** @param seen whether the image shows skin at all */
    private void face(Map<String, Double> m, boolean seen) {
        if (m.get("changedVoxels") == 0) {
            review.add(
                    m.containsKey("keptMl")
                            ? "no part of the face but what was kept lies in the field of view; nothing was changed"
                            : "no part of the face lies in the field of view; nothing was changed");
            return;
        }
        if (seen && m.get("faceAir") > 0.35) {
            review.add(
                    say("%.0f %% of the face is empty: it seems to have been removed before", 100 * m.get("faceAir")));
        }
        if (m.get("guardedFace") > 0.05) {
            review.add(say(
                    "the brain guard keeps %.0f %% of the facial skin; check, or lower --brain-margin",
                    100 * m.get("guardedFace")));
        }
    }

    /** A kept part is a choice of the user's, whose price somebody has to look at. */
    private void kept(Map<String, Double> m) {
        if (!m.containsKey("keptMl")) {
            return;
        }
        review.add(
                m.get("keptMl") > 0
                        ? say(
                                "%.0f %% of the facial skin was kept on purpose: the person may be recognised by it;"
                                        + " audit such scans before you share them",
                                100 * m.get("keptSkin"))
                        : "what was to be kept lies outside the face: all of the face was changed");
    }

    private void alreadyRefaced(Map<String, Double> m) {
        if (m.get("ownNoise") > 0.08) {
            fail.add(
                    "already refaced: the noise in the face is the very noise that Guise puts there; use the original scan");
        }
        if (m.get("averageFace") > 0.8) {
            fail.add(say(
                    "the face is already Guise's average face (%.0f %% of the skin within 1 mm): already refaced",
                    100 * m.get("averageFace")));
        }
    }

    private void oldSkin(Map<String, Double> m) {
        if (m.get("oldSkinPoints") >= 100 && m.get("oldSkinNear") > 0.05) {
            review.add(say(
                    "%.0f %% of the old facial skin lies within 1 mm of the new one (usual up to 5)",
                    100 * m.get("oldSkinNear")));
        }
        if (m.get("oldSkinPoints") >= 100 && m.get("oldSkinMedianMm") < 2) {
            review.add(say(
                    "old and new facial skin are only %.1f mm apart (median; usual above 2)",
                    m.get("oldSkinMedianMm")));
        }
        if (m.get("oldSkinPoints") >= 100 && m.get("oldSkinMedianMm") > 12) {
            review.add(say(
                    "the outer surface lies %.0f mm from where a face would be (median; usual below 12): the face seems"
                            + " to have been removed before, or the fit is wrong there",
                    m.get("oldSkinMedianMm")));
        }
    }

    private void skinLeft(Map<String, Double> m) {
        if (m.get("skinLeft") > MOST_SKIN_LEFT) {
            review.add(say("%.0f %% of the frontal facial skin was left as it was", 100 * m.get("skinLeft")));
        }
    }

    private static String say(String format, Object... args) {
        return String.format(Locale.ROOT, format, args);
    }
}
