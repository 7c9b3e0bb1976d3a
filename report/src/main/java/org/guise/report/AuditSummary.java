package org.guise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guise.audit.result.AuditResult;

/**
 * An audit in a few lines for a terminal: for each version the attack that found most, of photographs against scans where
 * there are photographs. It is chosen as in the report, so that both name the same attack of several that found as many.
 */
public final class AuditSummary {
    private static final String SCANS_ONLY = "scan-to-scan";

    private AuditSummary() {}

    /** The lines. */
    public static List<String> lines(AuditResult result) {
        Findings findings = new Findings(result);
        boolean photos = findings.protocols().stream().anyMatch(p -> !p.equals(SCANS_ONLY));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d persons%s, %d recognisers. The attack that found most, of all recognisers, protocols and adversaries:",
                result.cohort().persons(),
                result.cohort().synthetic() ? " (made up)" : "",
                result.recognisers().size()));
        for (AuditResult.Version v : result.versions()) {
            findings.worst(v.id(), o -> !photos || !o.protocol().equals(SCANS_ONLY))
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
}
