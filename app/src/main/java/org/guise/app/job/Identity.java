package org.guise.app.job;

/** Whose face replaces the scan's own. */
public enum Identity {
    /** The average person of the atlas. */
    MEAN,
    /** A synthetic person drawn from a secret seed, another one for every scan. */
    RANDOM
}
