package org.guise.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guise.audit.result.AuditResult.AttributeLeak;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Outcome;
import org.guise.report.markup.Markup;

/** Which figure speaks to which question of WP216 (GDPR) and of 45 CFR 164.514(b) (HIPAA). No legal advice. */
final class LawSection {
    private final Findings findings;

    LawSection(Findings findings) {
        this.findings = findings;
    }

    void write(Markup out) {
        out.open("section", "id", "law").element("h2", "For the legal assessment");
        out.element(
                "p",
                "This maps measured figures to the questions that the law asks. It is not legal advice, and the decision"
                        + " stays with the controller or the expert.");
        out.element("h3", "GDPR: the three risks of Opinion 05/2014 (WP216)");
        Table table = new Table(
                "Risks, figures and findings, by version",
                "Version",
                "Singling out: rank-1, CMC",
                "Linkability: EER, AUC, D_sys",
                "Inference: attributes");
        for (Version v : findings.result().versions()) {
            table.row(v.label(), singlingOut(v), linkability(v), inference(v));
        }
        table.write(out, "data wide");
        out.element(
                "p",
                "All p are of single attempts. WP216 asks for all three and calls anonymisation no one-off exercise. Recital 26 GDPR counts all means"
                        + " reasonably likely to be used: the attackers tried are named under Worst case, those not tried"
                        + " under What this does not cover. Linkage of scan to scan is in the figures where that protocol"
                        + " ran.");
        out.element("h3", "HIPAA: 45 CFR 164.514(b)");
        out.open("ul");
        out.element(
                "li",
                "Safe harbor, (b)(2)(i)(Q), lists \u201cfull face photographic images and any comparable images\u201d. Whether a"
                        + " surface rendered from a head scan is comparable is for the expert to say; the rank-1 before"
                        + " de-facing is evidence on that.");
        out.element(
                "li",
                "Expert determination, (b)(1), asks that the risk be \u201cvery small\u201d and that methods and results be"
                        + " documented. This report and audit.json document the methods and results of one part of that"
                        + " risk, re-identification by the face; what counts as very small is the expert's judgement, and"
                        + " the upper end of the intervals is the figure to judge.");
        out.close().close();
    }

    private String singlingOut(Version v) {
        return findings.worst(v.id(), o -> true)
                .map(o -> o.hits() + "/" + o.probes() + ", " + Words.percent(o.rank1()) + "; guessing "
                        + Words.percent(o.chance1()) + ", " + Words.pSentence(o.p1()))
                .orElse("not tested");
    }

    private String linkability(Version v) {
        Optional<Outcome> most = findings.mostLinkable(v.id(), o -> true);
        return most.map(o -> "EER " + Words.percent(o.eer().value()) + ", AUC "
                        + Words.decimal(o.auc().value())
                        + ", D_sys " + Words.decimal(o.linkability().value()) + " (luck up to "
                        + Words.decimal(o.linkabilityNull95()) + "), " + Words.pSentence(o.linkabilityP()))
                .orElse("not tested");
    }

    private String inference(Version v) {
        OtherFigures figures = new OtherFigures(findings);
        List<String> attributes = findings.result().attributes().stream()
                .map(AttributeLeak::attribute)
                .distinct()
                .toList();
        String all = attributes.stream()
                .flatMap(a -> figures.mostTelling(v.id(), a).stream())
                .map(a -> OtherFigures.attributeName(a.attribute()).toLowerCase(java.util.Locale.ROOT) + " "
                        + Words.percent(a.accuracy().value()) + " (guessing " + Words.percent(a.chance()) + ")")
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "not tested" : all;
    }
}
