package org.guise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guise.audit.result.AuditResult;

/**
 * An audit in a few lines for a terminal: for each version the attack that found most, of photographs against scans where
 * there are photographs, and the report's verdict in the report's words.
 */
public final class AuditSummary {
    private AuditSummary() {}

    /** The lines. */
    public static List<String> lines(AuditResult result) {
        Findings findings = new Findings(result);
        boolean photos = findings.protocols().stream().anyMatch(p -> !p.equals(Route.SCAN_TO_SCAN));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d persons%s, %d recognisers. The attack that found most, of all recognisers, protocols and adversaries:",
                result.cohort().persons(),
                result.cohort().synthetic() ? " (made up)" : "",
                result.recognisers().size()));
        for (AuditResult.Version v : result.versions()) {
            findings.worst(v.id(), o -> !photos || !o.protocol().equals(Route.SCAN_TO_SCAN))
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
        for (AuditResult.Version v : findings.deFaced()) {
            Verdict verdict = new Judge(findings).verdict(v.id());
            lines.add(v.label() + ": " + verdict.words() + why(verdict));
        }
        return lines.stream().map(line -> line.replace('\u00a0', ' ')).toList();
    }

    private static String why(Verdict verdict) {
        if (verdict.leaks().isEmpty()) {
            return ". " + verdict.advice();
        }
        Evidence gravest = verdict.leaks().getFirst();
        return " (" + gravest.figures() + "; " + Words.pSentence(gravest.correctedP()) + " after correction for "
                + verdict.tests() + " tests). " + gravest.meaning();
    }
}
