package org.guise.core.reface;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rules for an image that got the fit of its session's lead. That there is a head is known from the lead if the two images
 * lie on each other, so a contrast that shows little (echo-planar images, PET, slabs) is no reason to fail; instead it is asked
 * how well they do. What the image itself shows of skin still counts.
 */
final class JudgeCarried {
    /** Below these two images have nothing in common: the fit is not carried. */
    private static final double LEAST_SHARPNESS = 0.25, LEAST_OVERLAP = 0.3;
    /** Pairs of one person, of any contrast, were above (0.53 and more); pairs of two persons below (up to 0.43). */
    private static final double USUAL_SHARPNESS = 0.5, USUAL_OVERLAP = 0.6;
    /** A head does not move further within a visit, as far as headers can be trusted. */
    private static final double FAR_MM = 40, FAR_DEG = 30;
    /** Skin of one head on another's: the seen outline says that they are not one. */
    private static final double ANOTHER_HEAD_MM = 4;

    private static final double OFF_SKIN_MM = 2.5;
    /**
     * Where moving the skin to what the image shows brings it no nearer than this share, the surface is rough, as in a noisy PET,
     * and its distance says nothing about whose it is.
     */
    private static final double ROUGH = 0.8;
    /** The atlas explains images that show the outline of a head at least as well as this. */
    private static final double SHOWS_HEAD = 0.7;
    /** A fit of its own this good is a head's. */
    private static final double GOOD_FIT = 0.85;
    /** One head's fit explains another head's image worse than its own by more than this. */
    private static final double CLEARLY_BETTER = 0.03;
    /** Where more of the scalp than this is empty, there is none, or the contrast does not show it. */
    private static final double BARE = 0.6;

    private JudgeCarried() {}

    /** What was found, the gravest list first. */
    record Findings(List<String> fail, List<String> review) {}

    /** Whether the fit came from a lead. */
    static boolean carried(Map<String, Double> m) {
        return m.getOrDefault("carried", 0.0) == 1;
    }

    /** Whether two images agree so well that there is no need to try the one on its own. */
    static boolean sure(Map<String, Double> carried) {
        return carried.get("coregSharpness") >= USUAL_SHARPNESS
                && carried.get("coregOverlap") >= LEAST_OVERLAP
                && !(showsHead(carried) && carried.get("carriedSkinMm") > ANOTHER_HEAD_MM);
    }

    /**
     * Whether an image that does not surely lie on its lead had better be fitted on its own: if it shows a head so well that
     * this succeeded, clearly better than with the lead's fit, as with another person's; or if there is no agreement at all. A
     * slab of the same head, whose own fit is worth little, keeps the lead's.
     */
    static boolean rather(Map<String, Double> own, Map<String, Double> carried) {
        return own.get("correlation") > GOOD_FIT
                        && own.get("correlation") > carried.get("correlation") + CLEARLY_BETTER
                        && own.get("scalpAir") < BARE
                || carried.get("coregSharpness") < LEAST_SHARPNESS
                || carried.get("coregOverlap") < LEAST_OVERLAP;
    }

    /** Whether the image itself shows the outline of a head. */
    static boolean showsHead(Map<String, Double> m) {
        return m.get("correlation") > SHOWS_HEAD && m.get("scalpAir") < BARE;
    }

    /** Why an image of a session was fitted on its own; empty for an image of no session. */
    static Optional<String> whyAlone(Map<String, Double> m) {
        return m.containsKey("coregSharpness")
                ? Optional.of(say(
                        "does not surely lie on the lead of its session (agreement %.2f, usual above %.2f) and was fitted"
                                + " on its own; is it the same person?",
                        m.get("coregSharpness"), USUAL_SHARPNESS))
                : Optional.empty();
    }

    static Findings rule(Map<String, Double> m) {
        List<String> fail = new ArrayList<>(), review = new ArrayList<>();
        if (m.get("scalpBlank") > 0.9) {
            fail.add(say(
                    "no scalp or face in the image (%.0f %% of it is blank): a brain-only volume needs no refacing",
                    100 * m.get("scalpBlank")));
        }
        if (m.get("folded") > 0.002) {
            fail.add("the fit folds space: the head cannot be matched to the atlas");
        }
        if (m.get("coregSharpness") < USUAL_SHARPNESS) {
            review.add(say(
                    "lies on the lead of its session less surely than usual (agreement %.2f, usual above %.2f); is it the"
                            + " same person?",
                    m.get("coregSharpness"), USUAL_SHARPNESS));
        }
        if (m.get("coregOverlap") < USUAL_OVERLAP) {
            review.add(say(
                    "shares only %.0f %% of the head with the lead of its session (usual above %.0f)",
                    100 * m.get("coregOverlap"), 100 * USUAL_OVERLAP));
        }
        if (m.get("coregShiftMm") > FAR_MM || m.get("coregTurnDeg") > FAR_DEG) {
            review.add(say(
                    "the head lies %.0f mm and %.0f degrees off the lead of its session, if the headers are right",
                    m.get("coregShiftMm"), m.get("coregTurnDeg")));
        }
        if (!showsHead(m)) {
            review.add("shows too little of the head to check the fit, which comes from the lead of its session");
        } else if (m.get("carriedSkinMm") > OFF_SKIN_MM
                && (m.get("skinMedianMm") < ROUGH * m.get("carriedSkinMm")
                        || m.get("carriedSkinMm") > ANOTHER_HEAD_MM)) {
            review.add(say(
                    "the skin lies %.1f mm off that of the lead of its session (median; usual below 2.5); is it the same"
                            + " person?",
                    m.get("carriedSkinMm")));
        }
        if (m.get("beyondLead") > 0.25) {
            review.add(say(
                    "%.0f %% of the skin in view lies beyond the field of view of the lead of its session",
                    100 * m.get("beyondLead")));
        }
        return new Findings(fail, review);
    }

    private static String say(String format, Object... args) {
        return String.format(Locale.ROOT, format, args);
    }
}
