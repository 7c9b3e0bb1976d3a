package org.guise.app.verify;

import java.util.List;
import org.guise.core.trace.FaceTrace.Found;
import org.guise.core.trace.FaceTrace.Part;

/**
 * How views and geometry are weighed. A hole with a rim looks like a face to a detector (it fired on ten of twelve views of a
 * scan whose face had been cut out), so where a head was recognised its skin decides, and the detector says how sure that is.
 * Where none was, only the detector can say something. The limits were set on original and treated scans, see
 * {@code docs/verify.md}.
 */
final class FaceRule {
    /** A part counts as seen, so that its figures mean something. */
    private static final double SEEN = 0.25;
    /** Share of a part with skin in its place: from here on it stands there; below {@link #GONE} it does not. */
    private static final double STANDS = 0.6, GONE = 0.45;
    /** Correlation with the atlas's relief below which skin in place is not a face. */
    private static final double LIKE_A_FACE = 0.5;
    /** Views with a face of which a head not recognised as one has a face. */
    private static final int SURE_VIEWS = 4;

    private FaceRule() {}

    /**
     * The judgement.
     *
     * @param parts empty where no head was recognised
     * @param views in which a detector found a face; negative where there was no detector
     */
    static Sighting judge(List<Found> parts, int views) {
        if (parts.isEmpty()) {
            return views >= SURE_VIEWS ? Sighting.FACE : views > 0 ? Sighting.PERHAPS : Sighting.NONE;
        }
        boolean eyesOrNose = parts.stream().anyMatch(p -> p.part() != Part.MOUTH && stands(p));
        boolean any = parts.stream().anyMatch(FaceRule::stands);
        boolean gone = parts.stream().allMatch(p -> p.seen() < SEEN || p.there() < GONE);
        if (eyesOrNose && views != 0) {
            return Sighting.FACE;
        }
        if (any || views > 0 && !gone) {
            return Sighting.PERHAPS;
        }
        return Sighting.NONE;
    }

    private static boolean stands(Found p) {
        return p.seen() >= SEEN && p.there() >= STANDS && p.relief() >= LIKE_A_FACE;
    }
}
