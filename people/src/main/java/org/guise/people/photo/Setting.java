package org.guise.people.photo;

import org.guise.people.head.Population;

/** How hard a cohort is to recognise. */
public enum Setting {
    /** Faces as different as those of real adults, of three ancestries; photographs much alike. */
    EASY,
    /**
     * Faces with half that spread, of one ancestry; photographs from other years, with other weight, hair, expression and
     * camera, in bad light. Recognition rates then come out near those published for real persons.
     */
    HARD;

    /** The persons: seven per sex and decade from 34 to 89 years for 84; any number can be asked for. */
    public Population population(long seed) {
        return this == EASY ? Population.easy(seed) : Population.hard(seed);
    }
}
