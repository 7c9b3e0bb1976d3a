package org.guise.app.job;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user chose for a run; checked once, the same for all scans.
 *
 * @param identity whose face comes
 * @param seed the secret from which random persons are drawn; never written to any public file
 * @param brainMarginMm how far from the brain no voxel is written, 0 to 50 mm
 * @param atlas folder of an atlas built by {@code guise atlas build}; empty for the built-in one
 * @param threads threads to use, at least 1
 */
public record RefaceOptions(
        Identity identity, long seed, double brainMarginMm, Optional<Path> atlas, int threads) {
    /** Default distance from the brain within which nothing is written. */
    public static final double DEFAULT_BRAIN_MARGIN_MM = 5;

    /** Checks the ranges. */
    public RefaceOptions {
        if (!(brainMarginMm >= 0 && brainMarginMm <= 50)) {
            throw new IllegalArgumentException("brain margin " + brainMarginMm + " mm, expected 0 to 50");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ", expected 1 or more");
        }
    }
}
