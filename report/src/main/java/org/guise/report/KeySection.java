package org.guise.report;

import java.util.List;
import java.util.Optional;
import org.guise.audit.result.AuditResult.Comparison;
import org.guise.audit.result.AuditResult.Detection;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Outcome;
import org.guise.report.markup.Markup;

/** The key table of each protocol, what its columns mean, and the worst case over recognisers and adversaries. */
final class KeySection {
    private final Findings findings;

    KeySection(Findings findings) {
        this.findings = findings;
    }

    void write(Markup out) {
        out.open("section", "id", "key").element("h2", "Key figures");
        for (String protocol : findings.protocols()) {
            keyTable(protocol).write(out, "key");
        }
        out.element(
                "p",
                "For each recogniser and version the attack with the highest rank-1 is shown; all others are in audit.json."
                        + " Intervals: 95\u00a0%. McNemar: p of the change against the original on the same persons. An"
                        + " asterisk marks D_sys above what luck gives. All p here are of single attempts; the verdict"
                        + " corrects for all of them.",
                "class",
                "note");
        out.open("dl", "class", "terms");
        term(out, "Rank-1, rank-5", "share of persons whose own scan came first, or among the first five.");
        term(
                out,
                "AUC",
                "how often a picture of the same person scores higher than one of another: 0.5 guessing, 1 always.");
        term(
                out,
                "EER",
                "error rate at the threshold where both kinds of error are equal: 50\u00a0% guessing, 0 never wrong.");
        term(
                out,
                "D_sys",
                "how much a score gives away: 0 nothing, 1 all. In brackets what luck alone gives at most (in 95\u00a0% of"
                        + " shuffled cohorts).");
        term(out, "p", "chance to find as many persons by guessing. Small means: not luck.");
        term(out, "McNemar", "chance of such a change between before and after if both were equally easy to find.");
        for (String adversary : adversaries()) {
            term(out, adversary, "an attacker who " + VerdictSection.does(adversary) + ".");
        }
        term(
                out,
                "Scores",
                "raw: as the recogniser gives them; centred: after taking off what all photographs, or all scans, have in"
                        + " common; trained and adapted: learned from other persons. Of the pictures of a scan the mean, the"
                        + " nearest one, or a classifier learned on all of them (svm).");
        out.close().close();
    }

    private List<String> adversaries() {
        return findings.outcomes(o -> VerdictSection.isKnown(o.adversary()))
                .map(Outcome::adversary)
                .distinct()
                .sorted()
                .toList();
    }

    private static void term(Markup out, String term, String meaning) {
        out.open("div").element("dt", term + ": ").element("dd", meaning).close();
    }

    private Table keyTable(String protocol) {
        Table table = new Table(
                Words.sentence(protocolName(protocol)),
                "Recogniser",
                "Version",
                "Attack",
                "Found",
                "Rank-1",
                "Rank-5",
                "AUC",
                "EER",
                "D_sys (luck)",
                "p",
                "McNemar");
        for (String recogniser : findings.recognisers(protocol)) {
            boolean first = true;
            for (Version v : findings.result().versions()) {
                Optional<Outcome> worst = findings.worst(
                        v.id(),
                        o -> o.protocol().equals(protocol) && o.recogniser().equals(recogniser));
                if (worst.isEmpty()) {
                    continue;
                }
                Outcome o = worst.get();
                boolean leaks = o.linkability().value() > o.linkabilityNull95();
                table.row(
                        first ? "group" : "",
                        List.of(
                                first ? findings.name(recogniser) : "",
                                v.label(),
                                Findings.attack(o),
                                o.hits() + "/" + o.probes(),
                                Words.percent(o.rank1()),
                                Words.percent(o.rank5().value()),
                                Words.decimal(o.auc()),
                                Words.percent(o.eer().value()),
                                Words.decimal(o.linkability().value()) + (leaks ? "*" : "") + " ("
                                        + Words.decimal(o.linkabilityNull95()) + ")",
                                Words.p(o.p1()),
                                findings.comparison(o).map(c -> Words.p(c.p())).orElse(Words.NONE)));
                first = false;
            }
        }
        return table;
    }

    /** The worst case: by version and adversary over all recognisers, and which one it was. */
    void writeWorstCase(Markup out) {
        out.open("section", "id", "worst").element("h2", "Worst case");
        out.open("ul");
        for (Version v : findings.result().versions()) {
            for (String protocol : findings.protocols()) {
                findings.worst(v.id(), o -> o.protocol().equals(protocol))
                        .ifPresent(o -> out.open("li")
                                .element("strong", v.label() + ", " + protocolName(protocol) + ": ")
                                .text(worstSentence(o))
                                .close());
            }
        }
        out.close();
        for (String protocol : findings.protocols()) {
            byAdversary(protocol).write(out, "data wide");
        }
        detections(out);
        out.close();
    }

    private String worstSentence(Outcome o) {
        Optional<Comparison> c = findings.comparison(o);
        return findings.name(o.recogniser()) + ", " + VerdictSection.adversary(o.adversary()) + ", " + o.scoring()
                + " scores: " + o.hits() + " of " + o.probes() + " first (" + Words.withInterval(o.rank1()) + "), "
                + o.hits5() + " among the first five ("
                + Words.percent(o.rank5().value()) + "); guessing "
                + Words.percent(o.chance1()) + ", " + Words.pSentence(o.p1())
                + c.map(m -> "; against the original " + m.onlyBefore() + " found only before, " + m.onlyAfter()
                                + " only after, McNemar " + Words.pSentence(m.p()))
                        .orElse("")
                + ".";
    }

    private Table byAdversary(String protocol) {
        List<String> ladder = findings.outcomes(o -> o.protocol().equals(protocol))
                .map(Outcome::adversary)
                .distinct()
                .sorted()
                .toList();
        String[] head = new String[ladder.size() + 1];
        head[0] = "Version";
        for (int i = 0; i < ladder.size(); i++) {
            head[i + 1] = VerdictSection.adversary(ladder.get(i));
        }
        Table table = new Table(
                "Persons found by adversary, the most successful recogniser and scoring of each ("
                        + protocolName(protocol) + ")",
                head);
        for (Version v : findings.result().versions()) {
            String[] cells = new String[head.length];
            cells[0] = v.label();
            for (int i = 0; i < ladder.size(); i++) {
                String adversary = ladder.get(i);
                cells[i + 1] = findings.worst(
                                v.id(),
                                o -> o.protocol().equals(protocol)
                                        && o.adversary().equals(adversary))
                        .map(o -> o.hits() + "/" + o.probes() + " · " + findings.name(o.recogniser()) + ", "
                                + o.scoring())
                        .orElse("not tried");
            }
            table.row(cells);
        }
        return table;
    }

    private void detections(Markup out) {
        if (findings.result().finders().isEmpty()) {
            return;
        }
        Table table =
                new Table("Where a face was found at all", "Pictures", "Number", "With a face", "Share", "Threshold");
        for (Detection d : findings.result().finders()) {
            table.row(
                    findings.label(d.of()),
                    Words.grouped(d.pictures()),
                    Words.grouped(d.found()),
                    Words.percent((double) d.found() / d.pictures()),
                    Words.decimal(d.threshold()));
        }
        table.write(out, "data");
        out.element(
                "p",
                "A refaced scan still has a face, somebody else's: how often a face is found says nothing about who it is.",
                "class",
                "note");
    }

    static String protocolName(String protocol) {
        return switch (protocol) {
            case "population-to-sample" -> "photograph searched among all scans (population-to-sample)";
            case "sample-to-population" -> "scan searched among all photographs (sample-to-population)";
            case "scan-to-scan" -> "scan searched among other scans (scan-to-scan)";
            default -> protocol;
        };
    }
}
