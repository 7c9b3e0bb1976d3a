package org.guise.app.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.Outcome;

/** An audit in a few lines for a terminal: for each version the attack that found most. */
public final class AuditSummary {
    private AuditSummary() {}

    /** The lines. */
    public static List<String> lines(AuditResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d persons%s, %d recognisers. The attack that found most, of all recognisers, protocols and adversaries:",
                result.cohort().persons(),
                result.cohort().synthetic() ? " (made up)" : "",
                result.recognisers().size()));
        for (AuditResult.Version v : result.versions()) {
            best(result, v.id())
                    .ifPresent(o -> lines.add(String.format(
                            Locale.ROOT,
                            "  %-18s %2d of %d found (%.0f %%, 95 %% interval %.0f to %.0f; guessing %.1f), AUC %.2f: %s, %s",
                            v.label(),
                            o.hits(),
                            o.probes(),
                            100 * o.rank1().value(),
                            100 * o.rank1().low(),
                            100 * o.rank1().high(),
                            100 * o.chance1(),
                            o.auc().value(),
                            o.recogniser(),
                            o.adversary())));
        }
        return lines;
    }

    /** Of photographs against scans where there are photographs, else of scans against scans. */
    private static Optional<Outcome> best(AuditResult result, String version) {
        boolean photos = result.outcomes().stream().anyMatch(o -> !o.protocol().equals("scan-to-scan"));
        return result.outcomes().stream()
                .filter(o -> o.version().equals(version))
                .filter(o -> !photos || !o.protocol().equals("scan-to-scan"))
                .max(Comparator.comparingInt(Outcome::hits)
                        .thenComparing(o -> o.auc().value()));
    }
}
