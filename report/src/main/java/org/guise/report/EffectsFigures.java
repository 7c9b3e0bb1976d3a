package org.guise.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guise.audit.effects.BlandAltman;
import org.guise.audit.effects.EffectsResult;
import org.guise.audit.effects.EffectsResult.Change;
import org.guise.audit.effects.EffectsResult.Effect;
import org.guise.report.markup.Markup;
import org.guise.report.svg.Ink;
import org.guise.report.svg.Plot;
import org.guise.report.svg.RowPlot;
import org.guise.report.svg.Scale;

/** The figures of the page on effects: sizes of change against scan and rescan, and Bland–Altman limits of every measure. */
final class EffectsFigures {
    private static final Ink DEFACED = Ink.of(1), RESCAN = Ink.of(2);
    private static final double LEAST_SHOWN = 1e-5;

    private final EffectsResult result;
    private final PersonValues persons;

    EffectsFigures(EffectsResult result, PersonValues persons) {
        this.result = result;
        this.persons = persons;
    }

    private List<Effect> of(String group) {
        return result.effects().stream()
                .filter(e -> e.measure().group().equals(group))
                .toList();
    }

    /** Median and 95th percentile of the size of the change, de-facing above a second scan. */
    Figure sizes(String group) {
        List<RowPlot.Row> rows = new ArrayList<>();
        Table table = new Table(
                "Size of the change (without sign)",
                "Measure",
                "De-facing: median",
                "95th percentile",
                "Rescan: median",
                "95th percentile",
                "Ratio");
        double most = LEAST_SHOWN * 10, least = 0.01;
        StringBuilder words = new StringBuilder(group).append(". ");
        for (Effect e : of(group)) {
            String name = Words.sentence(e.measure().name());
            Change d = e.defaced(), r = e.rescan();
            rows.add(row(name, d, DEFACED));
            most = Math.max(most, d.percent().p95Size());
            least = Math.min(least, d.percent().medianSize());
            if (r != null) {
                rows.add(row("  second scan", r, RESCAN));
                most = Math.max(most, r.percent().p95Size());
            }
            table.row(
                    name,
                    Percents.plain(d.percent().medianSize()),
                    Percents.plain(d.percent().p95Size()),
                    r == null ? Words.NONE : Percents.plain(r.percent().medianSize()),
                    r == null ? Words.NONE : Percents.plain(r.percent().p95Size()),
                    Percents.ratio(e.ratio()));
            words.append(name)
                    .append(": ")
                    .append(Percents.plain(d.percent().medianSize()))
                    .append(r == null ? "; " : ", second scan ")
                    .append(r == null ? "" : Percents.plain(r.percent().medianSize()) + "; ");
        }
        double low = 100 * Math.max(LEAST_SHOWN, Math.pow(10, Math.floor(Math.log10(Math.max(LEAST_SHOWN, least)))));
        Scale x = Scale.percentLog(low, Math.max(10 * low, 100 * most));
        Markup panel =
                RowPlot.svg(id("size", group), group, words.toString(), x, "change without sign, per cent", null, rows);
        return new Figure(
                group + ": how large the change is",
                "Dot: median over persons of the change without its sign; line: up to the 95th percentile. Blue,"
                        + " de-facing; vermilion, a second scan of the same person. A logarithmic axis.",
                List.of(panel),
                table);
    }

    private static RowPlot.Row row(String name, Change c, Ink ink) {
        double median = 100 * c.percent().medianSize();
        return new RowPlot.Row(
                name,
                median,
                median,
                100 * c.percent().p95Size(),
                null,
                Percents.plain(c.percent().medianSize()),
                ink);
    }

    /** One panel for each measure: bias and limits of agreement, with dots where persons may be shown. */
    Figure blandAltman(String group) {
        List<Markup> panels = new ArrayList<>();
        Table table =
                new Table("Bias and limits of agreement", "Measure", "Compared", "Bias", "Lower limit", "Upper limit");
        for (Effect e : of(group)) {
            panels.add(panel(e));
            row(
                    table,
                    EffectsPage.label(e.measure()),
                    "after − before",
                    e.defaced().agreement());
            Change r = e.rescan();
            if (r != null) {
                row(table, "", "rescan − before", r.agreement());
            }
        }
        boolean dots = !persons.defaced().isEmpty();
        return new Figure(
                "Bland–Altman: " + group,
                "Difference against the mean of both values, over mean ± 2 SD of the cohort. Blue: de-faced minus"
                        + " original; vermilion: second scan minus first. Line: bias; band: 95\u00a0% limits of agreement."
                        + (dots ? " Each dot is a person." : " The dots of persons are in the restricted folder."),
                panels,
                table);
    }

    private static void row(Table table, String name, String compared, BlandAltman b) {
        table.row(
                Words.sentence(name),
                compared,
                Percents.figure(b.bias().value()),
                Percents.figure(b.low()),
                Percents.figure(b.high()));
    }

    private Markup panel(Effect e) {
        Change d = e.defaced(), r = e.rescan();
        double half = Double.isNaN(d.spread()) || d.spread() == 0 ? 0.05 * Math.abs(d.mean()) : 2 * d.spread();
        double reach = Math.max(reach(d), r == null ? 0 : reach(r));
        double[][] dots = persons.defaced().getOrDefault(e.measure(), new double[2][0]);
        double[][] again = persons.rescan().getOrDefault(e.measure(), new double[2][0]);
        for (double[][] pair : List.of(dots, again)) {
            for (int i = 0; i < pair[0].length; i++) {
                reach = Math.max(reach, Math.abs(pair[1][i] - pair[0][i]));
                half = Math.max(half, Math.abs((pair[1][i] + pair[0][i]) / 2 - d.mean()));
            }
        }
        reach = reach > 0 ? 1.15 * reach : 0.01 * Math.max(1e-9, Math.abs(d.mean()));
        double low = d.mean() - 1.05 * half, high = d.mean() + 1.05 * half;
        String title = Words.sentence(EffectsPage.label(e.measure()));
        String words = title + ": after minus before, bias "
                + Percents.figure(d.agreement().bias().value())
                + ", limits " + Percents.figure(d.agreement().low()) + " to "
                + Percents.figure(d.agreement().high()) + "."
                + (r == null
                        ? ""
                        : " Rescan minus before, bias "
                                + Percents.figure(r.agreement().bias().value()) + ", limits "
                                + Percents.figure(r.agreement().low()) + " to "
                                + Percents.figure(r.agreement().high()) + ".");
        Plot plot = new Plot(
                id("ba", e.measure().group() + "-" + e.measure().name()),
                title,
                words,
                Scale.linear(low, high, 5),
                "mean of both",
                Scale.fine(-reach, reach, 5),
                "difference");
        double[] ends = {low, high};
        if (r != null) {
            draw(plot, ends, r, RESCAN, "second scan");
            dots(plot, again, RESCAN);
        }
        draw(plot, ends, d, DEFACED, "de-facing");
        dots(plot, dots, DEFACED);
        return plot.svg();
    }

    private static double reach(Change c) {
        BlandAltman b = c.agreement();
        return Math.max(
                Math.abs(b.bias().value()),
                Double.isNaN(b.low()) ? 0 : Math.max(Math.abs(b.low()), Math.abs(b.high())));
    }

    private static void draw(Plot plot, double[] ends, Change c, Ink ink, String label) {
        BlandAltman b = c.agreement();
        if (!Double.isNaN(b.low())) {
            plot.band(ends, twice(b.low()), twice(b.high()), ink);
            plot.line(ends, twice(b.low()), ink.withDash("5 4"));
            plot.line(ends, twice(b.high()), ink.withDash("5 4"));
        }
        plot.line(ends, twice(b.bias().value()), ink.withDash(""));
        plot.legend(label, ink.withDash(""));
    }

    private static void dots(Plot plot, double[][] pair, Ink ink) {
        int n = pair[0].length;
        double[] x = new double[n], y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = (pair[0][i] + pair[1][i]) / 2;
            y[i] = pair[1][i] - pair[0][i];
        }
        plot.dots(x, y, ink);
    }

    private static double[] twice(double v) {
        double[] two = new double[2];
        Arrays.fill(two, v);
        return two;
    }

    private static String id(String kind, String name) {
        return kind + "-" + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
