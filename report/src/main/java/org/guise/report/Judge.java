package org.guise.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Outcome;

/**
 * The rule by which versions are judged.
 *
 * <p><b>What counts as a leak.</b> Every attempt (recogniser, protocol, adversary, scoring) on a version has up to three
 * tests: of rank-1 (exact binomial), of AUC and of D_sys (both by permuted identities). The most successful of many attempts
 * finds somebody by luck, so each p is multiplied by the number of all tests on that version, whatever the route
 * (Bonferroni: attempts on the same persons hang together, and this holds however they do). Below {@link #ALPHA} it is a
 * leak. With rank-1 persons are <em>identified</em>; with AUC or D_sys alone they are <em>linkable</em>. Which persons
 * could do it depends on the {@link Route}.
 *
 * <p><b>Red or amber.</b> Identified is red. Linkable is amber: nobody was found, but a search can be narrowed. From an AUC of
 * {@link #CLOSE} on it is red too: half-way between luck (0.50) and certainty (1.00), so that an attacker who has narrowed
 * the search to two candidates by age, sex or place takes the right one three times out of four. That nobody was found
 * then only says that the set was large or the persons few.
 *
 * <p><b>Green.</b> The correction overlooks weak leaks that show in many attempts. So without a leak it is a sign if the
 * harmonic mean of all p is below {@link #DOUBT} (Wilson DJ 2019, PNAS 116:1195: it holds for tests that hang together, and
 * 0.034 is its level of 0.05 for up to 1000 of them), or any AUC above {@link #AUC_LIMIT}. Without a sign it is green only if this audit would have noticed: by each route that
 * was tried on the originals too, it found at least half of at least 30 persons on them, and the smallest p of AUC or D_sys
 * there stays below {@link #ALPHA} with the version's own correction (a permutation p cannot be smaller than one in the
 * number of permutations; with too many tests nothing could be shown).
 */
final class Judge {
    static final double ALPHA = 0.05;
    static final double CLOSE = 0.75;
    static final double DOUBT = 0.034;
    static final double AUC_LIMIT = 0.60;
    static final double POWER = 0.50;
    static final int PERSONS = 30;

    private final Findings audit;

    Judge(Findings audit) {
        this.audit = audit;
    }

    Verdict verdict(String version) {
        List<Outcome> tried = audit.outcomes(o -> o.version().equals(version)).toList();
        int tests = tests(tried);
        List<Evidence> leaks = new ArrayList<>();
        for (Route route : Route.values()) {
            evidence(of(tried, route), route, tests).ifPresent(leaks::add);
        }
        leaks.sort(Comparator.comparing(Evidence::leak));
        double leastP = tried.stream().flatMapToDouble(Judge::ps).min().orElse(1);
        double auc = tried.stream()
                .mapToDouble(o -> Findings.orZero(o.auc().value()))
                .max()
                .orElse(0);
        Protection protection;
        if (!leaks.isEmpty()) {
            protection = leaks.getFirst().leak().grave() ? Protection.BROKEN : Protection.PARTIAL;
        } else if (harmonicMean(tried) < DOUBT || auc > AUC_LIMIT) {
            protection = Protection.DOUBTFUL;
        } else {
            protection = hasPower(tried, tests) ? Protection.LIKE_GUESSING : Protection.INCONCLUSIVE;
        }
        return new Verdict(protection, leaks, tried.size(), tests, leastP, auc);
    }

    private static Optional<Evidence> evidence(List<Outcome> tried, Route route, int tests) {
        Optional<Evidence> identified = most(
                        tried, tests, Outcome::p1, o -> o.rank1().value())
                .map(o -> new Evidence(Leak.identified(route), o, o.p1(), o.p1() * tests));
        return identified.or(() -> most(
                        tried, tests, Judge::linkP, o -> Findings.orZero(o.auc().value()))
                .map(o -> new Evidence(Leak.linkable(route, o.auc().value() >= CLOSE), o, linkP(o), linkP(o) * tests)));
    }

    /** Of the attempts whose corrected p is below the level the one with the highest figure, the first of equals. */
    private static Optional<Outcome> most(
            List<Outcome> tried, int tests, ToDoubleFunction<Outcome> p, ToDoubleFunction<Outcome> figure) {
        return tried.stream()
                .filter(o -> p.applyAsDouble(o) * tests < ALPHA)
                .reduce((a, b) -> figure.applyAsDouble(b) > figure.applyAsDouble(a) ? b : a);
    }

    private boolean hasPower(List<Outcome> tried, int tests) {
        List<Outcome> before = audit.original().map(Version::id).stream()
                .flatMap(id -> audit.outcomes(o -> o.version().equals(id)))
                .toList();
        Set<Route> shown =
                tried.stream().map(Route::of).collect(Collectors.toCollection(() -> EnumSet.noneOf(Route.class)));
        // Originals are not matched with themselves: scans against scans of one visit have no figure before.
        shown.retainAll(before.stream().map(Route::of).collect(Collectors.toSet()));
        return !shown.isEmpty() && shown.stream().allMatch(r -> wouldShow(of(before, r), tests));
    }

    private static boolean wouldShow(List<Outcome> before, int tests) {
        boolean found = before.stream().anyMatch(o -> o.rank1().value() >= POWER && o.probes() >= PERSONS);
        return found && before.stream().anyMatch(o -> linkP(o) * tests < ALPHA);
    }

    private static List<Outcome> of(List<Outcome> outcomes, Route route) {
        return outcomes.stream().filter(o -> Route.of(o) == route).toList();
    }

    private static int tests(List<Outcome> outcomes) {
        return (int) outcomes.stream().flatMapToDouble(Judge::ps).count();
    }

    private static double harmonicMean(List<Outcome> outcomes) {
        double reciprocals = outcomes.stream()
                .flatMapToDouble(Judge::ps)
                .map(p -> 1 / p)
                .average()
                .orElse(1);
        return 1 / reciprocals;
    }

    /** The p values that exist. */
    private static DoubleStream ps(Outcome o) {
        return DoubleStream.of(o.p1(), o.aucP(), o.linkabilityP()).filter(p -> !Double.isNaN(p));
    }

    /** The smaller p of AUC and D_sys; each counts as a test of its own. */
    private static double linkP(Outcome o) {
        return DoubleStream.of(o.aucP(), o.linkabilityP())
                .filter(p -> !Double.isNaN(p))
                .min()
                .orElse(1);
    }
}
