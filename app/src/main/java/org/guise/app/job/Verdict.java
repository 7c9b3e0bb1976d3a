package org.guise.app.job;

/** What Guise says about its own result for one scan. */
public enum Verdict {
    /** The face is replaced and every check holds. */
    PASS,
    /** The face is replaced; a person should look at the QC picture, the reasons say why. */
    REVIEW,
    /** The scan could not be refaced safely; no public output is written. */
    FAIL
}
