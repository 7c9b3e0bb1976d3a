package org.guise.app.verify;

import java.util.List;
import java.util.Optional;
import org.guise.core.trace.FaceTrace.Found;
import org.guise.core.trace.FaceTrace.Part;

/**
 * How views and geometry are weighed. A hole with a rim looks like a face to a detector (it fired on ten of twelve views of a
 * scan whose face had been cut out), so where a head was recognised its skin decides, and the detector says how sure that is.
 * Where none was, only the detector can say something. The nose tells most: in originals all of it stood, in scans without a
 * face at most a tenth. The limits were set on original and treated scans, see {@code docs/verify.md}.
 */
final class FaceRule {
    /** Share of a part within the field of view from which on it can tell. */
    private static final double SEEN = 0.25;
    /** Share of the nose in its place: from {@link #NOSE_STANDS} on it stands, below {@link #NOSE_GONE} it is gone. */
    private static final double NOSE_STANDS = 0.6, NOSE_GONE = 0.4;
    /** The same for the eyes: what is cut out of them is shallow, so more of them must be missing. */
    private static final double EYES_STAND = 0.9, EYES_GONE = 0.75;
    /** Correlation with the atlas's relief below which what stands there is no nose and no eyes. */
    private static final double LIKE_A_FACE = 0.5;
    /** Views with a face from which on a head without a nose but with eyes is not let pass. */
    private static final int MANY_VIEWS = 4;
    /** Sure views of what was not recognised as a head: holes were seen to give up to 6 of 12, faces 12. */
    private static final int FACE_VIEWS = 9, LOOK_VIEWS = 7;

    private FaceRule() {}

    /**
     * In how many views a detector found a face.
     *
     * @param found with the audit's threshold; negative where there was no detector
     * @param sure with a score of 0.97 or more
     */
    record Views(int found, int sure) {
        /** Without a detector. */
        static final Views UNSEEN = new Views(-1, -1);
    }

    /**
     * The judgement.
     *
     * @param head whether the fit recognised a head; if not, the parts may be anywhere
     * @param parts empty where there was nothing to measure
     */
    static Sighting judge(boolean head, List<Found> parts, Views views) {
        Optional<Found> nose = seen(parts, Part.NOSE), eyes = seen(parts, Part.EYES);
        boolean eyesStand = eyes.filter(e -> e.there() >= EYES_STAND && e.relief() >= LIKE_A_FACE)
                .isPresent();
        boolean stands = nose.map(n -> n.there() >= NOSE_STANDS && n.relief() >= LIKE_A_FACE)
                .orElse(eyesStand);
        if (!head) {
            return views.sure() >= FACE_VIEWS || stands && views.found() >= LOOK_VIEWS
                    ? Sighting.FACE
                    : views.sure() >= LOOK_VIEWS ? Sighting.PERHAPS : Sighting.NONE;
        }
        if (stands) {
            return views.found() == 0 ? Sighting.PERHAPS : Sighting.FACE;
        }
        boolean gone = nose.map(n -> n.there() < NOSE_GONE)
                .orElse(eyes.map(e -> e.there() < EYES_GONE).orElse(true));
        return views.found() > 0 && !gone || views.found() >= MANY_VIEWS && eyesStand
                ? Sighting.PERHAPS
                : Sighting.NONE;
    }

    private static Optional<Found> seen(List<Found> parts, Part part) {
        return parts.stream().filter(p -> p.part() == part && p.seen() >= SEEN).findFirst();
    }
}
