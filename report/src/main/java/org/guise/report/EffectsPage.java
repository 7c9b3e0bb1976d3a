package org.guise.report;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.guise.audit.effects.EffectsResult;
import org.guise.audit.effects.EffectsResult.Association;
import org.guise.audit.effects.EffectsResult.Change;
import org.guise.audit.effects.EffectsResult.Effect;
import org.guise.audit.effects.MeasureColumn;
import org.guise.report.markup.Markup;

/** The page on what de-facing costs the brain's measures: self-contained, nothing that runs, nothing fetched. */
final class EffectsPage {
    static final String TITLE = "What de-facing costs the brain";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);
    private static final int LARGEST = 6;

    private final EffectsResult result;
    private final PersonValues persons;
    private final OffsetDateTime finished;

    /**
     * @param persons drawn as dots; {@link PersonValues#NONE} for the public page
     * @throws IllegalArgumentException if there is no effect, or the date is no ISO-8601 date and time
     */
    EffectsPage(EffectsResult result, PersonValues persons) {
        if (result.effects().isEmpty()) {
            throw new IllegalArgumentException(
                    "no measure was taken of the same person twice; there is nothing to report");
        }
        this.result = result;
        this.persons = persons;
        try {
            this.finished = OffsetDateTime.parse(result.finished()).withOffsetSameInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "effects finished at '" + result.finished() + "': expected an ISO-8601 date and time", e);
        }
    }

    String html() {
        Markup out = new Markup();
        out.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en", "xml:lang", "en");
        Page.head(out, TITLE, "What de-facing head scans changes in measures of the brain");
        out.open("body").open("main");
        header(out);
        summary(out);
        largest(out);
        figures(out);
        tables(out);
        associations(out);
        EffectsMethod.write(out, result);
        out.close();
        out.open("script", "type", "application/json", "id", "effects")
                .plain(EffectsJson.forPage(result))
                .close();
        out.close().close();
        return "<!DOCTYPE html>\n" + out.finish() + "\n";
    }

    private boolean hasRescan() {
        return result.effects().stream().anyMatch(e -> e.rescan() != null);
    }

    private void header(Markup out) {
        out.open("header").element("h1", TITLE);
        out.element(
                "p",
                Words.count(result.persons(), "scan", "scans") + " before and after de-facing · "
                        + (result.rescanned() == 0 ? "no second scans" : result.rescanned() + " with a second scan")
                        + " · " + Words.count(result.effects().size(), "measure", "measures") + " · "
                        + DATE.format(finished) + " · " + result.tool(),
                "class",
                "meta");
        if (!persons.defaced().isEmpty()) {
            out.element(
                    "p",
                    "Restricted: each dot of this page is a person. Pass on effects.html instead, which holds"
                            + " summaries only.",
                    "class",
                    "restricted");
        }
        out.close();
    }

    private void summary(Markup out) {
        out.open("section", "id", "summary").element("h2", "In short");
        out.open("ul");
        for (Effect e : headline()) {
            out.open("li")
                    .element("strong", Words.sentence(label(e.measure())) + ": ")
                    .text(sentence(e))
                    .close();
        }
        out.close();
        result.warnings().forEach(w -> out.element("p", w, "class", "note"));
        out.close();
    }

    /** The first measures of each group that is not made of regions; of imported ones the first. */
    private List<Effect> headline() {
        List<Effect> all = result.effects();
        List<Effect> whole = all.stream()
                .filter(e -> e.measure().group().startsWith("Whole"))
                .toList();
        List<Effect> uptake = all.stream()
                .filter(e -> e.measure().group().startsWith("Uptake"))
                .limit(1)
                .toList();
        List<Effect> out = new ArrayList<>(whole);
        out.addAll(uptake);
        return out.isEmpty() ? all.subList(0, Math.min(5, all.size())) : out;
    }

    private static String sentence(Effect e) {
        Change d = e.defaced();
        String text = "median change " + Percents.signed(d.percent().median()) + " (without sign "
                + Percents.plain(d.percent().medianSize()) + ", 95th percentile "
                + Percents.plain(d.percent().p95Size()) + "); ICC " + Percents.icc(d.icc());
        Change r = e.rescan();
        if (r == null) {
            return text + ".";
        }
        return text + ". A second scan alone changes it by "
                + Percents.plain(r.percent().medianSize()) + " (ICC " + Percents.icc(r.icc()) + "): de-facing costs "
                + Percents.ratio(e.ratio()) + " of that.";
    }

    private void largest(Markup out) {
        List<Effect> regional = result.effects().stream()
                .filter(e -> !e.measure().group().startsWith("Whole"))
                .sorted(Comparator.comparingDouble(
                        (Effect e) -> -e.defaced().percent().medianSize()))
                .limit(LARGEST)
                .toList();
        if (regional.isEmpty()) {
            return;
        }
        out.open("section", "id", "largest").element("h2", "Where it costs most");
        Table table = new Table(
                "The largest effects, by median change without sign",
                "Measure",
                "Kind",
                "Median",
                "95th percentile",
                "ICC",
                "Rescan, median",
                "Ratio");
        for (Effect e : regional) {
            Change r = e.rescan();
            table.row(
                    Words.sentence(label(e.measure())),
                    e.measure().group(),
                    Percents.plain(e.defaced().percent().medianSize()),
                    Percents.plain(e.defaced().percent().p95Size()),
                    Percents.icc(e.defaced().icc()),
                    r == null ? Words.NONE : Percents.plain(r.percent().medianSize()),
                    Percents.ratio(e.ratio()));
        }
        table.write(out, "data wide");
        out.close();
    }

    private void figures(Markup out) {
        out.open("section", "id", "figures").element("h2", "Figures");
        EffectsFigures figures = new EffectsFigures(result, persons);
        int number = 1;
        for (String group : groups()) {
            figures.sizes(group).write(out, number++);
        }
        for (String group : groups()) {
            figures.blandAltman(group).write(out, number++);
        }
        out.close();
    }

    private List<String> groups() {
        return result.effects().stream()
                .map(e -> e.measure().group())
                .distinct()
                .toList();
    }

    private void tables(Markup out) {
        out.open("section", "id", "tables").element("h2", "All measures");
        for (String group : groups()) {
            Table table = new Table(
                    group,
                    "Measure",
                    "Compared",
                    "n",
                    "Mean (SD)",
                    "Bias (95\u00a0% interval)",
                    "Limits of agreement",
                    "ICC(2,1) (95\u00a0% interval)",
                    "Median change (quartiles)",
                    "95th percentile");
            for (Effect e : result.effects()) {
                if (e.measure().group().equals(group)) {
                    table.row("group", row(Words.sentence(label(e.measure())), "after − before", e.defaced()));
                    Change r = e.rescan();
                    if (r != null) {
                        table.row("", row("", "rescan − before", r));
                    }
                }
            }
            table.write(out, "data wide");
        }
        out.element(
                "p",
                "Bias and limits have the unit of the measure"
                        + (hasRescan() ? "; rescan: a second original scan of the same persons." : "."),
                "class",
                "note");
        out.close();
    }

    private static List<String> row(String label, String compared, Change c) {
        return List.of(
                label,
                compared,
                String.valueOf(c.n()),
                Percents.figure(c.mean()) + (Double.isNaN(c.spread()) ? "" : " (" + Percents.figure(c.spread()) + ")"),
                Percents.figure(c.agreement().bias()),
                Percents.figure(c.agreement().low()) + " to "
                        + Percents.figure(c.agreement().high()),
                Percents.icc(c.icc()),
                Percents.signed(c.percent().median()) + " ("
                        + Percents.signed(c.percent().lowerQuartile()) + " to "
                        + Percents.signed(c.percent().upperQuartile()) + ")",
                Percents.plain(c.percent().p95Size()));
    }

    private void associations(Markup out) {
        if (result.associations().isEmpty()) {
            return;
        }
        out.open("section", "id", "clinical").element("h2", "Clinical variables");
        Table table = new Table(
                "Correlation with each measure, before and after (Pearson’s r, 95\u00a0% interval)",
                "Variable", "Measure", "n", "Before", "After", "p of the difference");
        String last = "";
        for (Association a : result.associations()) {
            table.row(
                    a.variable().equals(last) ? "" : a.variable(),
                    Words.sentence(label(a.measure()))
                            + (a.measure().group().startsWith("Cortical") ? " (thickness)" : ""),
                    String.valueOf(a.n()),
                    Percents.correlation(a.before()),
                    Percents.correlation(a.after()),
                    Words.p(a.p()));
            last = a.variable();
        }
        table.write(out, "data wide");
        out.close();
    }

    static String label(MeasureColumn m) {
        return m.unit().isEmpty() ? m.name() : m.name() + " (" + m.unit() + ")";
    }
}
