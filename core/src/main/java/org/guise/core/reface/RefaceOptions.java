package org.guise.core.reface;

/**
 * What the user may choose.
 *
 * @param brainMarginMm width of the guard round the brain that is never written, 0 … 20 mm
 * @param identity whose face replaces the subject's
 * @param seed secret seed of a random identity; ignored for the mean
 */
public record RefaceOptions(double brainMarginMm, Identity identity, long seed) {
    /** Whose face is put in. */
    public enum Identity {
        /** The average person, the same for every scan. */
        MEAN,
        /** A synthetic person drawn from the seed. */
        RANDOM
    }

    /** Checks the margin. */
    public RefaceOptions {
        if (!(brainMarginMm >= 0 && brainMarginMm <= 20)) {
            throw new IllegalArgumentException("brain margin must be 0 to 20 mm, got " + brainMarginMm);
        }
    }

    /** The average face and a 5 mm guard. */
    public static RefaceOptions defaults() {
        return new RefaceOptions(5, Identity.MEAN, 0);
    }
}
