package org.guise.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guise.audit.result.AuditResult.AttributeLeak;
import org.guise.audit.result.AuditResult.GallerySize;
import org.guise.audit.result.AuditResult.Subgroup;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Estimate;
import org.guise.audit.result.Outcome;
import org.guise.report.markup.Markup;
import org.guise.report.svg.Ink;
import org.guise.report.svg.Plot;
import org.guise.report.svg.RowPlot;
import org.guise.report.svg.Scale;

/** The figures on larger galleries, on attributes and on groups of persons. */
final class OtherFigures {
    private static final double LARGEST = 1e6;
    private static final int[] SIZES = {100, 1000, 10_000, 100_000, 1_000_000};
    private static final String[] MODEL_DASHES = {"", "7 3", "2 3", "9 3 2 3"};

    private final Findings findings;

    OtherFigures(Findings findings) {
        this.findings = findings;
    }

    /** One panel for each recogniser: a line for each version and model, a band over the models' bands. */
    Optional<Figure> gallery() {
        List<GallerySize> curves = findings.result().curves();
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        Set<String> models =
                curves.stream().map(GallerySize::model).collect(Collectors.toCollection(LinkedHashSet::new));
        Table table = new Table(
                "Expected rank-1 in larger galleries: least and most of the models",
                Stream.concat(
                                Stream.of("Recogniser", "Version", "Trusted up to"),
                                IntStream.of(SIZES).mapToObj(n -> Words.grouped(n)))
                        .toArray(String[]::new));
        List<Markup> panels = new ArrayList<>();
        Map<String, List<GallerySize>> byRecogniser = curves.stream()
                .collect(Collectors.groupingBy(GallerySize::recogniser, LinkedHashMap::new, Collectors.toList()));
        byRecogniser.forEach((recogniser, own) -> {
            panels.add(galleryPanel("gallery-" + panels.size(), recogniser, own, List.copyOf(models)));
            byVersion(own)
                    .forEach((version, sameVersion) -> table.row(
                            "",
                            Stream.concat(
                                            Stream.of(
                                                    findings.name(recogniser),
                                                    findings.label(version),
                                                    Words.grouped(sameVersion
                                                            .getFirst()
                                                            .trustedUpTo())),
                                            IntStream.of(SIZES).mapToObj(n -> range(sameVersion, n)))
                                    .toList()));
        });
        return Optional.of(new Figure(
                "In a larger crowd: rank-1 over gallery size",
                "The more persons there are to choose from, the rarer a find. The curves extrapolate from the scores"
                        + " measured here, by "
                        + models.stream().map(OtherFigures::modelName).collect(Collectors.joining(", "))
                        + " (bands: 95 %, over all of them). Beyond the"
                        + " marked limit they are speculation: an attacker who also knows age, sex or region searches a much"
                        + " smaller crowd, and one with many photographs does better than any curve.",
                panels,
                table));
    }

    private static String modelName(String model) {
        return switch (model) {
            case "gaussian" -> "a normal distribution (gaussian)";
            case "kde" -> "a smoothed histogram (kde)";
            case "gpd" -> "a generalised Pareto tail (gpd)";
            default -> model;
        };
    }

    private Markup galleryPanel(String id, String recogniser, List<GallerySize> curves, List<String> models) {
        int least = curves.stream().mapToInt(c -> c.sizes()[0]).min().orElse(1);
        int most = (int) Math.min(
                LARGEST,
                curves.stream()
                        .mapToInt(c -> c.sizes()[c.sizes().length - 1])
                        .max()
                        .orElse(2));
        int trusted = curves.stream().mapToInt(GallerySize::trustedUpTo).min().orElse(most);
        String described = curves.stream()
                .map(c -> findings.label(c.version()) + ", " + c.model() + ": "
                        + Words.percent(c.rank1().getFirst().value()) + " at " + Words.grouped(c.sizes()[0]) + ", "
                        + Words.percent(c.rank1().getLast().value()) + " at "
                        + Words.grouped(c.sizes()[c.sizes().length - 1]) + ".")
                .collect(Collectors.joining(" "));
        Plot plot = new Plot(
                id,
                findings.name(recogniser),
                described + " Trusted up to " + Words.grouped(trusted) + ".",
                Scale.log(least, most),
                "Persons in the gallery (logarithmic)",
                Scale.percent(0, 1, 5),
                "Expected rank-1 (%)");
        byVersion(curves).forEach((version, own) -> {
            Ink ink = findings.ink(version);
            band(plot, own, ink);
            for (GallerySize c : own) {
                plot.line(
                        asDoubles(c.sizes()),
                        values(c, Estimate::value),
                        ink.withDash(MODEL_DASHES[models.indexOf(c.model()) % MODEL_DASHES.length]));
            }
            plot.legend(findings.label(version), ink.withDash(""));
        });
        if (models.size() > 1) {
            for (int i = 0; i < models.size(); i++) {
                plot.legend(models.get(i), Ink.GUESSING.withDash(MODEL_DASHES[i % MODEL_DASHES.length]));
            }
        }
        plot.doubtfulBeyond(trusted, "speculation");
        return plot.svg();
    }

    private static Map<String, List<GallerySize>> byVersion(List<GallerySize> curves) {
        return curves.stream()
                .collect(Collectors.groupingBy(GallerySize::version, LinkedHashMap::new, Collectors.toList()));
    }

    private static String range(List<GallerySize> models, int size) {
        DoubleSummaryStatistics all = models.stream()
                .mapToDouble(c -> at(c, size))
                .filter(v -> !Double.isNaN(v))
                .summaryStatistics();
        if (all.getCount() == 0) {
            return Words.NONE;
        }
        String least = Words.percent(all.getMin());
        String most = Words.percent(all.getMax());
        // Both are next to nothing: "0–< 0.1 %" says no more.
        return least.equals(most) || most.startsWith("<") ? most : least.replace("\u00a0%", "") + "–" + most;
    }

    /** The hull of the models' bands, where all models have the same sizes. */
    private static void band(Plot plot, List<GallerySize> own, Ink ink) {
        int[] sizes = own.getFirst().sizes();
        double[] lows = values(own.getFirst(), Estimate::low);
        double[] highs = values(own.getFirst(), Estimate::high);
        for (GallerySize c : own) {
            for (int i = 0; i < Math.min(sizes.length, c.sizes().length); i++) {
                lows[i] = Math.min(lows[i], c.rank1().get(i).low());
                highs[i] = Math.max(highs[i], c.rank1().get(i).high());
            }
        }
        plot.band(asDoubles(sizes), lows, highs, ink);
    }

    /** One panel for each attribute: photographs, then each version, with the recogniser that reads most from it. */
    Optional<Figure> attributes() {
        List<AttributeLeak> all = findings.result().attributes();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Table table = new Table(
                "Balanced accuracy of reading attributes from templates, the best recogniser",
                "Attribute",
                "From",
                "Recogniser",
                "Persons",
                "Accuracy",
                "Guessing",
                "p");
        List<String> sources = Stream.concat(
                        Stream.of("photographs"),
                        findings.result().versions().stream().map(Version::id))
                .toList();
        List<Markup> panels = new ArrayList<>();
        for (String attribute :
                all.stream().map(AttributeLeak::attribute).distinct().toList()) {
            List<RowPlot.Row> rows = new ArrayList<>();
            double chance = 0;
            for (String source : sources) {
                Optional<AttributeLeak> most = mostTelling(source, attribute);
                if (most.isEmpty()) {
                    continue;
                }
                AttributeLeak a = most.get();
                chance = a.chance();
                rows.add(new RowPlot.Row(
                        findings.label(source),
                        a.accuracy().value(),
                        a.accuracy().low(),
                        a.accuracy().high(),
                        null,
                        Words.percent(a.accuracy().value()),
                        findings.ink(source)));
                table.row(
                        attributeName(attribute),
                        findings.label(source),
                        findings.name(a.recogniser()),
                        Words.grouped(a.persons()),
                        Words.percent(a.accuracy()),
                        Words.percent(a.chance()),
                        Words.p(a.p()));
            }
            panels.add(RowPlot.svg(
                    "attribute-" + panels.size(),
                    attributeName(attribute),
                    Figures.describe(rows) + " Guessing: " + Words.percent(chance) + ".",
                    Scale.percent(0, 1, 5),
                    "Balanced accuracy (%)",
                    chance,
                    rows));
        }
        return Optional.of(new Figure(
                "What else a face tells: attributes",
                "How well sex, age group and ancestry can be read from the templates of a recogniser (cross-validated over"
                        + " persons; the recogniser that reads most is shown). Dashed line: guessing. What remains after"
                        + " de-facing may come from the shape of the head, which is kept.",
                panels,
                table));
    }

    Optional<AttributeLeak> mostTelling(String source, String attribute) {
        return findings.result().attributes().stream()
                .filter(a -> a.of().equals(source) && a.attribute().equals(attribute))
                .reduce((a, b) -> b.accuracy().value() > a.accuracy().value() ? b : a);
    }

    /** Rank-1 by group, with the recogniser that is the worst case of each version. */
    Optional<Table> subgroups(String protocol) {
        List<Subgroup> all = findings.result().subgroups();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Version> versions = findings.result().versions().stream()
                .filter(v -> all.stream().anyMatch(s -> s.version().equals(v.id())))
                .toList();
        List<String> head = new ArrayList<>(List.of("Group"));
        List<String> recognisers = new ArrayList<>();
        for (Version v : versions) {
            String recogniser = findings.worst(v.id(), o -> o.protocol().equals(protocol))
                    .map(Outcome::recogniser)
                    .filter(r -> all.stream()
                            .anyMatch(s ->
                                    s.version().equals(v.id()) && s.recogniser().equals(r)))
                    .orElseGet(() -> all.stream()
                            .filter(s -> s.version().equals(v.id()))
                            .findFirst()
                            .map(Subgroup::recogniser)
                            .orElse(""));
            recognisers.add(recogniser);
            head.add(v.label() + " (" + findings.name(recogniser) + ")");
        }
        Table table =
                new Table("Persons found (rank-1) within groups, with 95 % interval", head.toArray(String[]::new));
        for (String group : all.stream().map(Subgroup::group).distinct().toList()) {
            List<String> cells = new ArrayList<>(List.of(groupName(group)));
            for (int i = 0; i < versions.size(); i++) {
                String version = versions.get(i).id();
                String recogniser = recognisers.get(i);
                cells.add(all.stream()
                        .filter(s -> s.group().equals(group)
                                && s.version().equals(version)
                                && s.recogniser().equals(recogniser))
                        .findFirst()
                        .map(s -> s.hits() + "/" + s.probes() + " · " + Words.percent(s.rank1()))
                        .orElse(Words.NONE));
            }
            table.row("", cells);
        }
        return Optional.of(table);
    }

    static String attributeName(String attribute) {
        return switch (attribute) {
            case "sex" -> "Sex";
            case "ageGroup" -> "Age group";
            case "ancestry" -> "Ancestry";
            default -> attribute;
        };
    }

    private static String groupName(String group) {
        int at = group.indexOf('=');
        return at < 0 ? group : attributeName(group.substring(0, at)) + ": " + group.substring(at + 1);
    }

    /** The value at a size: on the line between neighbours in log size; NaN beyond the curve. */
    private static double at(GallerySize c, int size) {
        int[] n = c.sizes();
        for (int i = 0; i < n.length; i++) {
            if (n[i] == size) {
                return c.rank1().get(i).value();
            }
            if (n[i] > size) {
                if (i == 0) {
                    return Double.NaN;
                }
                double t = Math.log((double) size / n[i - 1]) / Math.log((double) n[i] / n[i - 1]);
                double a = c.rank1().get(i - 1).value();
                return a + t * (c.rank1().get(i).value() - a);
            }
        }
        return Double.NaN;
    }

    private static double[] values(GallerySize c, java.util.function.ToDoubleFunction<Estimate> part) {
        return c.rank1().stream()
                .flatMapToDouble(e -> DoubleStream.of(part.applyAsDouble(e)))
                .toArray();
    }

    private static double[] asDoubles(int[] values) {
        return IntStream.of(values).asDoubleStream().toArray();
    }
}
