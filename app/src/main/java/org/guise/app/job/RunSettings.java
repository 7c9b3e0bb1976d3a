package org.guise.app.job;

import java.nio.file.Path;
import java.util.Optional;
import org.guise.core.reface.RefaceOptions;

/**
 * What the user chose for a run, the same for all scans.
 *
 * @param reface how faces are replaced; the seed in it is secret and reaches no file
 * @param atlas folder of an atlas built by {@code guise atlas build}; empty for the built-in one
 * @param threads threads to use, at least 1
 * @param dryRun fit and judge only, write nothing
 * @param mask also write the public change mask
 */
public record RunSettings(RefaceOptions reface, Optional<Path> atlas, int threads, boolean dryRun, boolean mask) {
    /** Checks the threads. */
    public RunSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + ", expected 1 or more");
        }
    }
}
