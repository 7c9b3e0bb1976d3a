package org.guise.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The answer for one de-faced version.
 *
 * @param leaks those that are not luck, the gravest first; at most one for each {@link Route}
 * @param attempts attacks tried on the version
 * @param tests tests made on these attempts, for which p values are corrected
 * @param leastP the smallest p of any of these tests
 * @param highestAuc the highest AUC of any attempt
 */
record Verdict(Protection protection, List<Evidence> leaks, int attempts, int tests, double leastP, double highestAuc) {
    Verdict {
        leaks = List.copyOf(leaks);
    }

    /** In a few words, to follow the name of the version: {@code linkable in part to original scans}. */
    String words() {
        return switch (protection) {
            case BROKEN, PARTIAL ->
                leaks.stream()
                        .map(Evidence::leak)
                        .collect(Collectors.groupingBy(
                                Leak::kind,
                                LinkedHashMap::new,
                                Collectors.mapping(Leak::with, Collectors.joining(" and "))))
                        .entrySet()
                        .stream()
                        .map(kind -> kind.getKey() + " " + kind.getValue())
                        .collect(Collectors.joining("; "));
            case DOUBTFUL -> "doubtful, there are signs that something is left";
            case INCONCLUSIVE -> "cannot be concluded, this audit is too weak to tell";
            case LIKE_GUESSING -> "no better than guessing";
        };
    }

    /** What to do, in one or two sentences. */
    String advice() {
        return switch (protection) {
            case BROKEN -> "Do not release this version as de-identified.";
            case PARTIAL ->
                leaks.getFirst().leak().route() == Route.PHOTOGRAPHS
                        ? "Do not release this version openly: what is left adds to what somebody knows already, such as"
                                + " age, sex and place."
                        : "Keep this version from those who may hold original scans of these persons, such as the clinic or"
                                + " the recipients of an earlier release, and do not release it openly where such scans"
                                + " are out.";
            case DOUBTFUL ->
                "This is more than one expects of a version that protects and less than a proof. Test more persons, or"
                        + " de-face better, before a release.";
            case INCONCLUSIVE ->
                "The same attackers found too few persons on the scans as they were, or too few persons were tested for so"
                        + " many attempts: that they find nobody now says little.";
            case LIKE_GUESSING -> "The same attackers that found the persons before do no better than guessing now.";
        };
    }

    /** The smallest p, corrected. */
    double correctedP() {
        return Math.min(1, leastP * Math.max(1, tests));
    }
}
