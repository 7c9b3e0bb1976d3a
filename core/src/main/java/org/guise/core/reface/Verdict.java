package org.guise.core.reface;

/** Whether a refaced scan may be used as it is. */
public enum Verdict {
    /** All checks passed. */
    PASS,
    /** Written, but a person should look first. */
    REVIEW,
    /** Not written. */
    FAIL
}
