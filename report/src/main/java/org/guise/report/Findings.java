package org.guise.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.AuditResult.Comparison;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Outcome;
import org.guise.report.svg.Ink;

/**
 * Looks up in an audit's figures what the report has to name: worst cases, what a version protects from, who is who.
 *
 * <p>The worst of many attacks finds somebody by luck. A version counts as {@link Protection#RECOGNISED} only where the
 * smallest p of rank-1 and of D_sys, times the number of such tests on that version (Bonferroni), is below {@link #ALPHA}.
 * Attacks on the same persons are correlated, so that this correction overlooks weak leaks: any single p below
 * {@link #DOUBT}, or any AUC above {@link #AUC_LIMIT}, makes the version doubtful. Without such signs it is like guessing,
 * provided that the same audit found at least half of the persons before and tested at least 30 (otherwise nothing
 * follows from finding nobody).
 */
final class Findings {
    static final double ALPHA = 0.05;
    static final double DOUBT = 0.01;
    static final double AUC_LIMIT = 0.60;
    static final double POWER = 0.50;
    static final int PERSONS = 30;

    private static final List<String> PROTOCOLS =
            List.of("population-to-sample", "sample-to-population", "scan-to-scan");
    private static final Comparator<Outcome> BY_HITS = Comparator.comparingDouble(
                    (Outcome o) -> o.rank1().value())
            .thenComparingDouble(o -> orZero(o.auc().value()));
    private static final Comparator<Outcome> BY_LINKABILITY =
            Comparator.comparingDouble((Outcome o) -> orZero(o.linkability().value() - o.linkabilityNull95()));

    private final AuditResult result;

    Findings(AuditResult result) {
        this.result = result;
    }

    AuditResult result() {
        return result;
    }

    List<Version> deFaced() {
        return result.versions().stream().filter(Version::deFaced).toList();
    }

    Optional<Version> original() {
        return result.versions().stream().filter(v -> !v.deFaced()).findFirst();
    }

    /** The protocols that ran, the best known first. */
    List<String> protocols() {
        List<String> ran =
                result.outcomes().stream().map(Outcome::protocol).distinct().toList();
        return Stream.concat(
                        PROTOCOLS.stream().filter(ran::contains), ran.stream().filter(p -> !PROTOCOLS.contains(p)))
                .toList();
    }

    /** The recognisers that have outcomes under a protocol, strongest on the originals first. */
    List<String> recognisers(String protocol) {
        Comparator<String> weakest = Comparator.comparingDouble(r -> original()
                .flatMap(v -> worst(
                        v.id(),
                        o -> o.protocol().equals(protocol) && o.recogniser().equals(r)))
                .map(o -> o.rank1().value())
                .orElse(-1.0));
        return outcomes(o -> o.protocol().equals(protocol))
                .map(Outcome::recogniser)
                .distinct()
                .sorted(weakest.reversed())
                .toList();
    }

    Stream<Outcome> outcomes(Predicate<Outcome> which) {
        return result.outcomes().stream().filter(which);
    }

    /** The outcome with the highest rank-1 rate; among equals the highest AUC, then the first. */
    Optional<Outcome> worst(String version, Predicate<Outcome> which) {
        return first(BY_HITS, version, which);
    }

    /** The outcome whose D_sys stands farthest above its null. */
    Optional<Outcome> mostLinkable(String version, Predicate<Outcome> which) {
        return first(BY_LINKABILITY, version, which);
    }

    private Optional<Outcome> first(Comparator<Outcome> order, String version, Predicate<Outcome> which) {
        // Not max(): of equals that takes the last, and the report must name the first attack of the ladder.
        return outcomes(o -> o.version().equals(version) && which.test(o))
                .reduce((a, b) -> order.compare(b, a) > 0 ? b : a);
    }

    /** McNemar's test that belongs to an outcome. */
    Optional<Comparison> comparison(Outcome o) {
        return result.comparisons().stream()
                .filter(c -> c.version().equals(o.version())
                        && c.recogniser().equals(o.recogniser())
                        && c.protocol().equals(o.protocol())
                        && c.adversary().equals(o.adversary())
                        && c.scoring().equals(o.scoring()))
                .findFirst();
    }

    /** How many tests of rank-1 and D_sys were made on a version. */
    int tests(String version) {
        return (int) outcomes(o -> o.version().equals(version))
                .flatMap(o -> Stream.of(o.p1(), o.linkabilityP()))
                .filter(p -> !Double.isNaN(p))
                .count();
    }

    /** The smallest p of rank-1 and D_sys, corrected for the number of tests. */
    double correctedP(String version) {
        return Math.min(1, leastP(version) * Math.max(1, tests(version)));
    }

    /** The smallest p of rank-1 and D_sys of any attack on a version. */
    double leastP(String version) {
        return outcomes(o -> o.version().equals(version))
                .flatMap(o -> Stream.of(o.p1(), o.linkabilityP()))
                .filter(p -> !Double.isNaN(p))
                .mapToDouble(p -> p)
                .min()
                .orElse(1);
    }

    /** Whether this audit would have noticed: it found persons on the originals, and tested enough of them. */
    boolean hasPower() {
        return original()
                .flatMap(v -> worst(v.id(), o -> true))
                .filter(o -> o.rank1().value() >= POWER && o.probes() >= PERSONS)
                .isPresent();
    }

    /** The highest AUC of any attack on a version. */
    double highestAuc(String version) {
        return outcomes(o -> o.version().equals(version))
                .mapToDouble(o -> orZero(o.auc().value()))
                .max()
                .orElse(0);
    }

    Protection protection(String version) {
        if (correctedP(version) < ALPHA) {
            return Protection.RECOGNISED;
        }
        if (leastP(version) < DOUBT || highestAuc(version) > AUC_LIMIT) {
            return Protection.DOUBTFUL;
        }
        boolean tested = outcomes(o -> o.version().equals(version)).findAny().isPresent();
        return tested && hasPower() ? Protection.LIKE_GUESSING : Protection.INCONCLUSIVE;
    }

    String label(String version) {
        if (version.equals("photographs")) {
            return "Photographs";
        }
        return result.versions().stream()
                .filter(v -> v.id().equals(version))
                .map(Version::label)
                .findFirst()
                .orElse(version);
    }

    String name(String recogniser) {
        return result.recognisers().stream()
                .filter(r -> r.id().equals(recogniser))
                .map(Recogniser.Description::name)
                .findFirst()
                .orElse(recogniser);
    }

    /** {@code A2, centred}. */
    static String attack(Outcome o) {
        return o.adversary() + ", " + o.scoring();
    }

    Ink ink(String version) {
        for (int i = 0; i < result.versions().size(); i++) {
            if (result.versions().get(i).id().equals(version)) {
                return Ink.of(i);
            }
        }
        return Ink.GUESSING;
    }

    private static double orZero(double v) {
        return Double.isNaN(v) ? 0 : v;
    }
}
