package org.guise.people.cohort;

/** Hears how far a cohort is. Called from worker threads, one call at a time. */
@FunctionalInterface
public interface CohortProgress {
    /**
     * A file is there.
     *
     * @param done files that are there, kept ones included
     * @param all files there will be
     * @param file the latest, relative to the cohort's folder
     */
    void made(int done, int all, String file);
}
