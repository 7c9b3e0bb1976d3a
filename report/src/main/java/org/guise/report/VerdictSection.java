package org.guise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Outcome;
import org.guise.report.markup.Markup;
import org.guise.report.svg.RowPlot;
import org.guise.report.svg.Scale;

/** The answer in plain words: one card for each de-faced version, then what it means and what it does not. */
final class VerdictSection {
    private final Findings findings;

    VerdictSection(Findings findings) {
        this.findings = findings;
    }

    void write(Markup out) {
        out.open("section", "id", "verdict").element("h2", "Verdict");
        out.element("p", before(), "class", "lead");
        out.open("div", "class", "hero").add(picture()).close();
        for (Version v : findings.deFaced()) {
            card(out, v);
        }
        meaning(out);
        out.close();
    }

    /** What the attackers could do with the scans as they were. */
    private String before() {
        Optional<Outcome> before = findings.original().flatMap(v -> findings.worst(v.id(), this::isMain));
        if (before.isEmpty()) {
            return "The scans as they were have not been tested, so that nobody knows what these attackers could have"
                    + " found at all.";
        }
        Outcome o = before.get();
        int n = findings.recognisers(o.protocol()).size();
        String who = n == 1
                ? findings.name(o.recogniser())
                : "the strongest of " + n + " recognisers, " + findings.name(o.recogniser()) + ",";
        return "Before: from the scans as they were, " + who + " found " + o.hits() + " of "
                + Words.count(o.probes(), "person", "persons") + " (" + Words.withInterval(o.rank1()) + ").";
    }

    /** One row for each version: the most successful attack over all recognisers. */
    private Markup picture() {
        List<RowPlot.Row> rows = new ArrayList<>();
        double chance = 0;
        for (Version v : findings.result().versions()) {
            for (Outcome o : findings.worst(v.id(), this::isMain).stream().toList()) {
                chance = o.chance1();
                rows.add(new RowPlot.Row(
                        v.label(),
                        o.rank1().value(),
                        o.rank1().low(),
                        o.rank1().high(),
                        null,
                        o.hits() + " of " + o.probes(),
                        findings.ink(v.id())));
            }
        }
        return RowPlot.svg(
                "verdict-0",
                "Persons found by the most successful attack",
                Figures.describe(rows) + " Guessing: " + Words.percent(chance) + ".",
                Scale.percent(0, 1, 5),
                "Share of persons found, with 95\u00a0% interval (%); dashed: guessing",
                chance,
                rows);
    }

    private void card(Markup out, Version v) {
        Verdict verdict = new Judge(findings).verdict(v.id());
        out.open("div", "class", "card " + verdict.protection().style());
        out.open("h3")
                .element("span", verdict.protection().sign(), "class", "sign", "aria-hidden", "true")
                .text(" " + v.label() + ": " + verdict.words())
                .close();
        if (verdict.attempts() == 0) {
            out.element("p", "This version was not tested.").close();
            return;
        }
        for (Evidence e : verdict.leaks()) {
            leak(out, e, verdict.tests());
        }
        out.open("p").element("strong", verdict.advice()).close();
        for (Outcome o : findings.worst(v.id(), this::isMain).stream().toList()) {
            out.element("p", found(o, attacks(v.id())));
        }
        out.element("p", basis(verdict), "class", "reason").close();
    }

    private void leak(Markup out, Evidence e, int tests) {
        Outcome o = e.outcome();
        out.open("p")
                .text(e.meaning() + " ")
                .element(
                        "span",
                        "Strongest figure: " + e.figures() + "; " + Words.pSentence(e.correctedP())
                                + " after correction for " + tests + " tests (" + findings.name(o.recogniser()) + ", "
                                + adversary(o.adversary()) + ", " + o.scoring() + " scores).",
                        "class",
                        "reason")
                .close();
    }

    private String found(Outcome o, int attacks) {
        return "Found after: " + o.hits() + " of " + Words.count(o.probes(), "person", "persons") + " ("
                + Words.withInterval(o.rank1()) + ") by the most successful of "
                + Words.count(attacks, "attack", "attacks")
                + " in which a " + searched(o.protocol()) + ": " + findings.name(o.recogniser()) + ", "
                + adversary(o.adversary()) + ", " + o.scoring() + " scores. Guessing finds " + guessed(o) + "; "
                + Words.count(o.hits(), "hit", "hits") + " or more by guessing in one attack: "
                + Words.pSentence(o.p1()) + ".";
    }

    private static String searched(String protocol) {
        return switch (protocol) {
            case "population-to-sample" -> "photograph was searched among all scans";
            case "sample-to-population" -> "scan was searched among all photographs";
            case Route.SCAN_TO_SCAN -> "scan was searched among original scans";
            default -> "probe was searched in a gallery (" + protocol + ")";
        };
    }

    private static String basis(Verdict verdict) {
        return "Basis: " + Words.count(verdict.attempts(), "attempt", "attempts") + " by all routes, "
                + Words.count(verdict.tests(), "test", "tests") + " (rank-1, AUC and D_sys of each). Smallest p "
                + Words.p(verdict.leastP()) + ", corrected for all tests " + Words.p(verdict.correctedP())
                + "; highest AUC " + Words.decimal(verdict.highestAuc()) + " (0.50 is guessing, 1 certainty).";
    }

    private void meaning(Markup out) {
        out.open("div", "class", "two");
        out.open("div", "class", "half").element("h3", "What this means").open("ul");
        out.element(
                "li",
                "Somebody who has " + held()
                        + " and this set of scans was imitated with the recognisers and attacks listed"
                        + " below. \u201cFound\u201d or \u201cidentified\u201d means: the right person came first.");
        out.element(
                "li",
                "\u201cLinkable\u201d means: the right person did not come first more often than by luck, but pictures of the"
                        + " same person look more alike to the recogniser than pictures of two. That alone names nobody;"
                        + " together with age, sex or place it can.");
        out.element(
                "li",
                "The interval shows what the number of persons tested allows to say. Even with no person found of "
                        + findings.result().cohort().persons() + ", a true rate of up to about "
                        + Words.percent(Math.min(
                                1, zeroHitsUpper(findings.result().cohort().persons())))
                        + " cannot be excluded (95\u00a0% confidence).");
        out.close().close();
        out.open("div", "class", "half")
                .element("h3", "What this does not mean")
                .open("ul");
        out.element(
                "li", "It is not a proof of anonymity. Other and future recognisers may do better than those tested.");
        out.element(
                "li",
                findings.result().cohort().synthetic()
                        ? "All persons of this audit are synthetic. Rates on real patients, scanners and photographs differ;"
                                + " before a release, repeat the audit on consented persons scanned like yours."
                        : "The rates hold for scans like these. Other scanners, sequences or patients need their own audit.");
        out.element(
                "li",
                "It is about faces only: not about names in headers, the shape of the brain, or a rare disease (see \u201cWhat"
                        + " this does not cover\u201d).");
        out.close().close().close();
    }

    /** The main protocol is the first of those that ran. */
    private boolean isMain(Outcome o) {
        return o.protocol().equals(findings.protocols().getFirst());
    }

    private int attacks(String version) {
        return (int)
                findings.outcomes(o -> o.version().equals(version) && isMain(o)).count();
    }

    private static String guessed(Outcome o) {
        double expected = o.chance1() * o.probes();
        return Math.abs(expected - 1) < 0.05 ? "1 on average" : String.format(Locale.ROOT, "%.1f on average", expected);
    }

    /** Exact 95 % upper limit of a rate of which nothing was seen in n trials. */
    static double zeroHitsUpper(int n) {
        return 1 - Math.pow(0.05, 1.0 / n);
    }

    /** {@code A0 (looks at the scan as it is)}. */
    static String adversary(String id) {
        return isKnown(id) ? id + " (" + does(id) + ")" : id;
    }

    static boolean isKnown(String adversary) {
        return !does(adversary).isEmpty();
    }

    /** What an adversary does; empty for one that this report does not know. */
    static String does(String adversary) {
        return switch (adversary) {
            case "A0" -> "looks at the scan as it is";
            case "A1" -> "first fills what was removed with an average face";
            case "A2" -> "knows the de-facing and trained on its output";
            case "A3" -> "tries to undo the de-facing";
            default -> "";
        };
    }

    private String held() {
        boolean scans = findings.protocols().contains(Route.SCAN_TO_SCAN);
        if (findings.protocols().size() == 1 && scans) {
            return "a person's original scan";
        }
        return scans ? "a person's photographs or original scan" : "a person's photographs";
    }
}
