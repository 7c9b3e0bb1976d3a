package org.guise.app.job;

import java.io.IOException;
import java.util.Optional;

/** Reads the scans of a run. */
public interface ScanReader {
    /** Why a scan must not be refaced since that was done before; empty if it may. */
    Optional<String> alreadyDone(ScanTask task) throws IOException;

    /** Reads a scan. @throws IOException if that cannot be done; one sentence */
    OpenScan read(ScanTask task) throws IOException;
}
