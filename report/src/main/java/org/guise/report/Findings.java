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
 * Looks up in an audit's figures what the report has to name: worst cases, McNemar's tests, who is who.
 */
final class Findings {
    private static final List<String> PROTOCOLS =
            List.of("population-to-sample", "sample-to-population", Route.SCAN_TO_SCAN);
    private static final Comparator<Outcome> BY_HITS = Comparator.comparingDouble(
                    (Outcome o) -> o.rank1().value())
            .thenComparingDouble(o -> orZero(o.auc().value()));
    private static final Comparator<Outcome> BY_LINKABILITY =
            // An attack whose scores are all in one bin has 0 of 0: by the difference it would beat whatever is below
            // its null.
            Comparator.comparingDouble((Outcome o) -> -o.linkabilityP())
                    .thenComparingDouble(o -> orZero(o.linkability().value() - o.linkabilityNull95()));

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

    /** The outcome whose D_sys is least likely luck; among equals the one farthest above its null. */
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

    static double orZero(double v) {
        return Double.isNaN(v) ? 0 : v;
    }
}
