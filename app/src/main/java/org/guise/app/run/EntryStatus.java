package org.guise.app.run;

/** How a file of a data set stands in the ledger. */
public enum EntryStatus {
    /** To be done. */
    PLANNED,
    /** Refaced, every check holds. */
    PASS,
    /** Refaced, a person should look. */
    REVIEW,
    /** A scan that could not be refaced safely; nothing public was written. */
    FAIL,
    /** A file that could not be read; it is tried again by the next run. */
    ERROR,
    /** An image that is refaced only when asked for. */
    SKIP,
    /** A scan that was refaced or defaced before. */
    ALREADY,
    /** A file that shows no face, copied. */
    COPIED,
    /** A sidecar whose fields went into that of a refaced scan. */
    MERGED,
    /** Left out. */
    OMITTED;

    /** Whether there is nothing left to do unless the input or the options change. */
    public boolean isFinal() {
        return this != PLANNED && this != ERROR;
    }

    /** Whether it is a scan that was judged, or should have been. */
    public boolean isScan() {
        return ordinal() <= ALREADY.ordinal();
    }
}
