package org.guise.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Estimate;
import org.guise.audit.result.Outcome;
import org.guise.report.markup.Markup;
import org.guise.report.svg.Ink;
import org.guise.report.svg.Plot;
import org.guise.report.svg.Scale;

/** What keeping a part of the face costs: how often persons are found over how much of the facial skin is kept. */
final class PriceFigure {
    private final Findings findings;

    PriceFigure(Findings findings) {
        this.findings = findings;
    }

    private record Point(Version version, Outcome strongest, Estimate auc) {}

    /** Empty unless some version keeps a part on purpose. */
    Optional<Figure> figure() {
        List<Version> known = findings.result().versions().stream()
                .filter(v -> !Double.isNaN(v.keptSkin()))
                .filter(v -> !v.deFaced() || v.keptSkin() > 0 || v.id().equals("reface"))
                .sorted(Comparator.comparingDouble(Version::keptSkin))
                .toList();
        if (known.stream().noneMatch(v -> v.deFaced() && v.keptSkin() > 0)) {
            return Optional.empty();
        }
        Table table = new Table(
                "The price of what is kept, the attack that found most",
                "Search",
                "Version",
                "Facial skin kept",
                "Found",
                "Rank-1",
                "AUC",
                "Attack");
        List<Markup> panels = new ArrayList<>();
        for (String protocol : findings.protocols()) {
            List<Point> points =
                    known.stream().flatMap(v -> strongest(v, protocol).stream()).toList();
            if (points.size() > 1) {
                panels.add(panel(protocol, "price-" + panels.size(), points));
            }
            for (Point p : points) {
                Outcome o = p.strongest();
                table.row(
                        KeySection.protocolName(protocol),
                        p.version().label(),
                        Words.percent(p.version().keptSkin()),
                        o.hits() + " of " + o.probes(),
                        Words.withInterval(o.rank1()),
                        Words.decimal(p.auc()),
                        findings.name(o.recogniser()) + ", " + Findings.attack(o));
            }
        }
        return Optional.of(new Figure(
                "The price of keeping a part: persons found over the facial skin kept",
                "From left to right more of the face is left as it is, to the original scan. Each mark is the attack that"
                        + " found most persons; bars: 95 % interval. No line joins them: what a part gives away hangs on the"
                        + " part, not on its size.",
                panels,
                table));
    }

    private Optional<Point> strongest(Version v, String protocol) {
        Optional<Outcome> worst = findings.worst(v.id(), o -> o.protocol().equals(protocol));
        return worst.map(o -> new Point(v, o, o.auc()));
    }

    private Markup panel(String protocol, String id, List<Point> points) {
        String described = points.stream()
                .map(p -> p.version().label() + ": " + Words.percent(p.version().keptSkin()) + " kept, "
                        + p.strongest().hits() + " of " + p.strongest().probes() + " found.")
                .collect(Collectors.joining(" "));
        Plot plot = new Plot(
                id,
                Words.sentence(KeySection.protocolName(protocol)),
                described,
                Scale.percent(0, 1, 5),
                "Facial skin kept (%)",
                Scale.percent(0, 1, 5),
                "Found, rank-1 (%)");
        double chance = points.getFirst().strongest().chance1();
        plot.line(new double[] {0, 1}, new double[] {chance, chance}, Ink.GUESSING);
        for (Point p : points) {
            Estimate found = p.strongest().rank1();
            Ink ink = findings.ink(p.version().id());
            plot.marker(p.version().keptSkin(), found.value(), found.low(), found.high(), ink);
            plot.markerLegend(p.version().label(), ink);
        }
        plot.legend("guessing", Ink.GUESSING);
        return plot.svg();
    }
}
