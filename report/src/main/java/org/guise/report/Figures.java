package org.guise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Outcome;
import org.guise.report.markup.Markup;
import org.guise.report.svg.Ink;
import org.guise.report.svg.Plot;
import org.guise.report.svg.RowPlot;
import org.guise.report.svg.Scale;

/** The figures on recognition: rank-1, CMC, ROC and DET, linkability. Of one protocol. */
final class Figures {
    private static final int[] RANKS = {1, 2, 5, 10, 20, 50, 100};
    private static final double[] FALSE_MATCH = {.001, .01, .05, .1, .2, .5};
    private static final double LEAST = .001;

    private final Findings findings;
    private final String protocol;
    private final String key;

    /** @param key short name, unique in the page, that makes the ids of this protocol's figures unique */
    Figures(Findings findings, String protocol, String key) {
        this.findings = findings;
        this.protocol = protocol;
        this.key = key;
    }

    Figure rankOne() {
        List<Markup> panels = new ArrayList<>();
        Table table = new Table(
                "Rank-1 with 95 % interval, the most successful attack",
                "Recogniser", "Version", "Attack", "Found", "Rank-1");
        for (String recogniser : findings.recognisers(protocol)) {
            List<RowPlot.Row> rows = new ArrayList<>();
            double chance = 0;
            for (Outcome o : worstByVersion(recogniser)) {
                chance = o.chance1();
                String version = findings.label(o.version());
                String found = o.hits() + "/" + o.probes();
                rows.add(new RowPlot.Row(
                        version,
                        o.rank1().value(),
                        o.rank1().low(),
                        o.rank1().high(),
                        null,
                        found + " · " + Words.percent(o.rank1().value()),
                        findings.ink(o.version())));
                table.row(findings.name(recogniser), version, Findings.attack(o), found, Words.percent(o.rank1()));
            }
            panels.add(RowPlot.svg(
                    id("rank1", panels.size()),
                    findings.name(recogniser),
                    describe(rows) + " Guessing: " + Words.percent(chance) + ".",
                    Scale.percent(0, 1, 5),
                    "Persons found at the first place (%)",
                    chance,
                    rows));
        }
        return new Figure(
                "How many persons are found: rank-1 before and after",
                "One panel for each recogniser, one row for each version of the scans. Dots: share of searches in which the right"
                        + " person came first; bars: 95 % interval; dashed line: guessing. Of the attacks tried on a"
                        + " version the most successful one is shown.",
                panels,
                table,
                true);
    }

    Figure cmc() {
        List<Markup> panels = new ArrayList<>();
        Table table = new Table(
                "Share of persons found among the first k candidates",
                cells("Recogniser", "Version", DoubleStream.of(asDoubles(RANKS)).mapToObj(k -> "k = " + (int) k)));
        for (String recogniser : findings.recognisers(protocol)) {
            List<Outcome> outcomes = worstByVersion(recogniser).stream()
                    .filter(o -> o.cmc().length > 1)
                    .toList();
            if (outcomes.isEmpty()) {
                continue;
            }
            int longest = outcomes.stream().mapToInt(o -> o.cmc().length).max().orElse(2);
            int gallery = outcomes.getFirst().gallery();
            Plot plot = new Plot(
                    id("cmc", panels.size()),
                    findings.name(recogniser),
                    describeCmc(outcomes),
                    Scale.log(1, longest),
                    "Candidates looked at (logarithmic)",
                    Scale.percent(0, 1, 5),
                    "Persons among them (%)");
            double[] ranks = ranks(longest);
            plot.steps(
                    ranks,
                    DoubleStream.of(ranks).map(k -> Math.min(1, k / gallery)).toArray(),
                    Ink.GUESSING);
            for (Outcome o : outcomes) {
                plot.steps(ranks(o.cmc().length), o.cmc(), findings.ink(o.version()));
                plot.legend(findings.label(o.version()), findings.ink(o.version()));
                table.row(cells(
                        findings.name(recogniser),
                        findings.label(o.version()),
                        DoubleStream.of(asDoubles(RANKS))
                                .mapToObj(
                                        k -> k <= o.cmc().length ? Words.percent(o.cmc()[(int) k - 1]) : Words.NONE)));
            }
            plot.legend("guessing", Ink.GUESSING);
            panels.add(plot.svg());
        }
        return new Figure(
                "How far down the list: cumulative match characteristic (CMC)",
                "Whoever looks at the first k candidates finds this share of the persons. A de-faced version that"
                        + " protects runs along the line of guessing.",
                panels,
                table);
    }

    /** ROC and DET, of the strongest attack on each version over all recognisers. */
    Figure roc() {
        List<Outcome> worst = findings.result().versions().stream()
                .flatMap(v -> findings
                        .worst(
                                v.id(),
                                o -> o.protocol().equals(protocol) && !o.roc().isEmpty())
                        .stream())
                .toList();
        Table table = new Table(
                "True match rate at a given false match rate (FMR), the most successful attack",
                cells(
                        "Version, recogniser and attack",
                        DoubleStream.of(FALSE_MATCH).mapToObj(f -> "FMR " + Words.percent(f))));
        String described = worst.stream()
                .map(o -> findings.label(o.version()) + ": AUC "
                        + Words.decimal(o.auc().value()) + ", EER "
                        + Words.percent(o.eer().value()) + ".")
                .collect(Collectors.joining(" "));
        Plot roc = new Plot(
                id("roc", 0),
                "ROC",
                "True match rate over false match rate. " + described,
                Scale.percent(0, 1, 5),
                "False match rate (%)",
                Scale.percent(0, 1, 5),
                "True match rate (%)");
        Plot det = new Plot(
                id("det", 0),
                "DET",
                "False non-match rate over false match rate on normal-deviate axes. " + described,
                Scale.probit(LEAST, .99),
                "False match rate (%)",
                Scale.probit(.01, 1 - LEAST),
                "False non-match rate (%)");
        roc.line(new double[] {0, 1}, new double[] {0, 1}, Ink.GUESSING);
        double[] diagonal = {LEAST, .01, .1, .3, .5, .7, .9, .99};
        det.line(diagonal, DoubleStream.of(diagonal).map(f -> 1 - f).toArray(), Ink.GUESSING);
        for (Outcome o : worst) {
            double[] fmr = o.roc().stream().mapToDouble(p -> p[0]).toArray();
            double[] tmr = o.roc().stream().mapToDouble(p -> p[1]).toArray();
            Ink ink = findings.ink(o.version());
            roc.line(fmr, tmr, ink).legend(findings.label(o.version()), ink);
            det.line(fmr, DoubleStream.of(tmr).map(t -> 1 - t).toArray(), ink).legend(findings.label(o.version()), ink);
            table.row(cells(
                    findings.label(o.version()) + ": " + findings.name(o.recogniser()) + " (" + Findings.attack(o)
                            + ")",
                    DoubleStream.of(FALSE_MATCH).mapToObj(f -> Words.percent(tmrAt(o.roc(), f)))));
        }
        roc.legend("guessing", Ink.GUESSING);
        det.legend("guessing", Ink.GUESSING);
        return new Figure(
                "Same person or not: ROC and DET",
                "The question does not depend on how many persons there are: given two pictures, can a"
                        + " recogniser say whether they belong together? On the dashed line it cannot. Shown for each"
                        + " version: the recogniser and attack that found most persons; they are named in the table.",
                List.of(roc.svg(), det.svg()),
                table);
    }

    Figure linkability() {
        List<Markup> panels = new ArrayList<>();
        Table table = new Table(
                "Linkability D_sys, of each version the attack that is least likely luck",
                "Recogniser",
                "Version",
                "Attack",
                "D_sys",
                "Luck, up to",
                "p",
                "D_sys, reference code");
        for (String recogniser : findings.recognisers(protocol)) {
            List<RowPlot.Row> rows = new ArrayList<>();
            for (Version v : findings.result().versions()) {
                Optional<Outcome> most = findings.mostLinkable(
                        v.id(),
                        o -> o.protocol().equals(protocol) && o.recogniser().equals(recogniser));
                most.ifPresent(o -> {
                    rows.add(new RowPlot.Row(
                            v.label(),
                            o.linkability().value(),
                            o.linkability().low(),
                            o.linkability().high(),
                            Double.isNaN(o.linkabilityNull95()) ? null : (Double) o.linkabilityNull95(),
                            Words.decimal(o.linkability().value()) + " · luck " + Words.decimal(o.linkabilityNull95()),
                            findings.ink(v.id())));
                    table.row(
                            findings.name(recogniser),
                            v.label(),
                            Findings.attack(o),
                            Words.decimal(o.linkability()),
                            Words.decimal(o.linkabilityNull95()),
                            Words.p(o.linkabilityP()),
                            Words.decimal(o.linkabilityCompatible()));
                });
            }
            panels.add(RowPlot.svg(
                    id("link", panels.size()),
                    findings.name(recogniser),
                    describe(rows),
                    Scale.linear(0, 1, 5),
                    "Linkability D_sys (0 none, 1 full)",
                    null,
                    rows));
        }
        return new Figure(
                "How much the scores give away: linkability",
                "D_sys is 0 where the scores of one person's pictures and of two persons' pictures cannot be told apart and"
                        + " 1 where they never mix. In a small cohort it is above 0 by luck: the grey band (luck) holds 95 % of the"
                        + " values that come out when the persons are shuffled. A version that protects stays in its band.",
                panels,
                table);
    }

    private List<Outcome> worstByVersion(String recogniser) {
        return findings.result().versions().stream()
                .flatMap(v ->
                        findings
                                .worst(
                                        v.id(),
                                        o -> o.protocol().equals(protocol)
                                                && o.recogniser().equals(recogniser))
                                .stream())
                .toList();
    }

    private String describeCmc(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(o -> findings.label(o.version()) + ": rank 1 " + Words.percent(o.cmc()[0]) + ", rank 5 "
                        + Words.percent(o.rank5().value()) + ".")
                .collect(Collectors.joining(" "));
    }

    static String describe(List<RowPlot.Row> rows) {
        return rows.stream()
                .map(r -> r.label() + ": " + r.text()
                        + (Double.isNaN(r.low())
                                ? "."
                                : ", interval " + Words.decimal(r.low()) + " to " + Words.decimal(r.high()) + "."))
                .collect(Collectors.joining(" "));
    }

    private String id(String figure, int panel) {
        return key + "-" + figure + "-" + panel;
    }

    private static String[] cells(String first, java.util.stream.Stream<String> rest) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), rest)
                .toArray(String[]::new);
    }

    private static String[] cells(String first, String second, java.util.stream.Stream<String> rest) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first, second), rest)
                .toArray(String[]::new);
    }

    private static double[] ranks(int n) {
        double[] r = new double[n];
        for (int i = 0; i < n; i++) {
            r[i] = i + 1;
        }
        return r;
    }

    private static double[] asDoubles(int[] values) {
        return java.util.stream.IntStream.of(values).asDoubleStream().toArray();
    }

    /** The true match rate of the last point at or below a false match rate, as an attacker could reach it. */
    private static double tmrAt(List<double[]> roc, double fmr) {
        double best = 0;
        for (double[] p : roc) {
            if (p[0] <= fmr + 1e-12) {
                best = Math.max(best, p[1]);
            }
        }
        return best;
    }
}
