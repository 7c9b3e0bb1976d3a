package org.guise.app.cli;

import java.util.Collection;
import org.guise.app.job.ScanOutcome.Status;

/** What the process returns to its caller. */
final class ExitCode {
    /** Everything went well; for reface: all PASS. */
    static final int OK = 0;
    /** The command line cannot be understood or asks for something impossible. */
    static final int USAGE = 2;
    /** Some scan is REVIEW. */
    static final int REVIEW = 3;
    /** Some scan is FAIL. */
    static final int FAIL = 4;
    /** Some file could not be read or written. */
    static final int IO = 5;

    private ExitCode() {}

    /** The code of a run: FAIL before unreadable or unwritable files before REVIEW before PASS. */
    static int of(Collection<Status> statuses) {
        if (statuses.contains(Status.FAIL)) {
            return FAIL;
        }
        if (statuses.contains(Status.ERROR)) {
            return IO;
        }
        return statuses.contains(Status.REVIEW) ? REVIEW : OK;
    }
}
