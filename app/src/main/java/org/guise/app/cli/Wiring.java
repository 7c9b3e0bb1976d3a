package org.guise.app.cli;

import org.guise.app.job.EngineFactory;
import org.guise.app.job.QcPainter;

/**
 * The parts that commands use and that tests replace.
 *
 * @param engine makes the engine
 * @param painter draws QC pictures
 */
record Wiring(EngineFactory engine, QcPainter painter) {}
