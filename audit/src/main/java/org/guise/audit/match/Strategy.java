package org.guise.audit.match;

import java.util.Locale;

/** How the renders of one scan become one score for a picture. */
public enum Strategy {
    /** The best of the renders. */
    NEAREST,
    /** The mean over the renders. */
    MEAN,
    /** A linear support vector machine, one person against the rest, learned on the renders of all scans of the gallery. */
    SVM;

    /** Name in the results. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
