package org.guise.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the engine for a run: loads and prepares the atlas once for all scans. */
@FunctionalInterface
public interface EngineFactory {
    /**
     * An engine.
     *
     * @param atlas folder of an atlas built by {@code guise atlas build}; empty for the built-in one
     * @param threads threads to use, at least 1
     * @throws IOException if the atlas cannot be read; the message is one sentence
     */
    RefaceEngine create(Optional<Path> atlas, int threads) throws IOException;
}
