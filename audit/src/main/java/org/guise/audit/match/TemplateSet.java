package org.guise.audit.match;

import java.util.List;
import java.util.Map;

/**
 * The templates that one recogniser made of one cohort. A picture in which no face was found has an empty template, or
 * none: both mean the same.
 *
 * @param persons person keys
 * @param photos [person][photograph][component]
 * @param renders for each kind of render its templates [person][render][component]; kinds are the version ids ({@code
 *     original}, {@code reface}, …), and what an attacker makes of a version: {@link Adversary#filled} and {@link
 *     Adversary#unblurred}
 * @param secondVisit renders of the persons' second scans, by version id; may be empty
 */
public record TemplateSet(
        List<String> persons,
        float[][][] photos,
        Map<String, float[][][]> renders,
        Map<String, float[][][]> secondVisit) {
    /** Id of the version that the scans had before de-facing. */
    public static final String ORIGINAL = "original";

    /** Checks that every part speaks of the same persons. */
    public TemplateSet {
        persons = List.copyOf(persons);
        renders = Map.copyOf(renders);
        secondVisit = Map.copyOf(secondVisit);
        check("photographs", persons, photos);
        for (Map.Entry<String, float[][][]> e : renders.entrySet()) {
            check("renders of " + e.getKey(), persons, e.getValue());
        }
        for (Map.Entry<String, float[][][]> e : secondVisit.entrySet()) {
            check("second visit of " + e.getKey(), persons, e.getValue());
        }
    }

    private static void check(String what, List<String> persons, float[][][] templates) {
        if (templates.length != persons.size()) {
            throw new IllegalArgumentException(
                    what + ": templates of " + templates.length + " persons, expected " + persons.size());
        }
    }

    /** Renders of a kind; an error if there are none. */
    float[][][] rendersOf(String kind) {
        float[][][] found = renders.get(kind);
        if (found == null) {
            throw new IllegalArgumentException("no renders of " + kind + " among " + renders.keySet());
        }
        return found;
    }

    /** Whether any person has a template here. */
    static boolean any(float[][][] templates) {
        for (float[][] person : templates) {
            for (float[] template : person) {
                if (template.length > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
