package org.guise.app.job;

import java.io.IOException;

/** Makes the engine for a run: loads the atlas once for all scans. */
@FunctionalInterface
public interface EngineFactory {
    /**
     * The engine for these options.
     *
     * @throws IOException if the atlas cannot be read; the message is one sentence
     */
    RefaceEngine create(RefaceOptions options) throws IOException;
}
