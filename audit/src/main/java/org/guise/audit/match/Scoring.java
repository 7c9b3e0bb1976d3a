package org.guise.audit.match;

import java.util.Locale;

/** What an attacker does to templates before comparing them. */
public enum Scoring {
    /** Nothing: the recogniser's own similarity. */
    RAW,
    /**
     * Subtracts the mean template of each domain (photographs, renders) before the cosine. The means are those of the
     * tested cohort itself, which needs no names and which any attacker can take (transductive).
     */
    CENTRED,
    /**
     * Subtracts domain means and normalises the within-class covariance (WCCN; Hatch, Kajarekar and Stolcke 2006), both
     * learned on persons who are not in the cohort, before the cosine.
     */
    TRAINED,
    /**
     * The covariance of {@link #TRAINED} with the means of {@link #CENTRED}: the attacker who learned elsewhere and also
     * looks at the cohort as a whole. It does not suffer where the learned means do not fit the tested pictures.
     */
    ADAPTED;

    /** Name in the results. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
