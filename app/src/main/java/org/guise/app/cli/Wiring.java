package org.guise.app.cli;

import org.guise.app.job.BuiltInEngine;
import org.guise.app.job.BuiltInPainter;
import org.guise.app.job.EngineFactory;
import org.guise.app.job.QcPainter;

/**
 * The parts that commands use and that tests replace.
 *
 * @param engine makes the engine
 * @param painter draws QC pictures
 */
record Wiring(EngineFactory engine, QcPainter painter) {
    /** The real parts. */
    static Wiring standard() {
        return new Wiring(BuiltInEngine::create, new BuiltInPainter());
    }
}
