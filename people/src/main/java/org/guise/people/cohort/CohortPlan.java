package org.guise.people.cohort;

import java.util.Locale;
import org.guise.people.photo.Setting;
import org.guise.people.scan.Contrast;

/**
 * What a cohort is made of. Person {@code i} of a seed and setting is the same in a cohort of any size.
 *
 * @param persons number of persons, at least 1; multiples of 12 have equally many of each sex and decade
 * @param seed of everything random
 * @param setting how hard the cohort is
 * @param contrast of the scans
 * @param visits scans per person, 1 or 2
 * @param photos photographs per person, 0 or more
 */
public record CohortPlan(int persons, long seed, Setting setting, Contrast contrast, int visits, int photos) {
    /** Persons in the cohort of Schwarz et al. 2019 (NEJM 381:1684): 7 of each sex and decade. */
    public static final int NEJM_PERSONS = 84;

    /** Photographs per person there. */
    public static final int NEJM_PHOTOS = 5;

    private static final int MOST_PERSONS = 100_000;
    private static final int MOST_PHOTOS = 1000;

    /** Checks the numbers. */
    public CohortPlan {
        check(persons >= 1 && persons <= MOST_PERSONS, "persons", persons, "1 to " + MOST_PERSONS);
        check(visits == 1 || visits == 2, "visits", visits, "1 or 2");
        check(photos >= 0 && photos <= MOST_PHOTOS, "photos", photos, "0 to " + MOST_PHOTOS);
    }

    private static void check(boolean good, String what, int got, String expected) {
        if (!good) {
            throw new IllegalArgumentException(what + ": " + got + ", expected " + expected);
        }
    }

    /** A hard cohort of T1 scans, one visit, five photographs each. */
    public static CohortPlan hard(int persons, long seed) {
        return new CohortPlan(persons, seed, Setting.HARD, Contrast.T1, 1, NEJM_PHOTOS);
    }

    /** Name of a person, from 0: {@code sub-001}. */
    static String subject(int person) {
        return String.format(Locale.ROOT, "sub-%03d", person + 1);
    }

    /**
     * Where a scan lies, relative to the cohort's folder.
     *
     * @param visit 1 or 2
     */
    String scan(int person, int visit) {
        String who = subject(person);
        return visits == 1
                ? who + "/" + contrast.folder() + "/" + who + "_" + contrast.suffix() + ".nii.gz"
                : who + "/ses-" + visit + "/" + contrast.folder() + "/" + who + "_ses-" + visit + "_"
                        + contrast.suffix() + ".nii.gz";
    }

    /**
     * Where a photograph lies, relative to the cohort's folder.
     *
     * @param photo from 1
     */
    static String photo(int person, int photo) {
        return "photos/" + subject(person) + "/photo-" + photo + ".png";
    }
}
