package org.guise.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.guise.audit.result.AuditResult;
import org.guise.report.markup.Markup;

/** The report as one XHTML page that is HTML 5 too: nothing that runs, nothing fetched. */
final class Page {
    static final String TITLE = "Re-identification audit of head scans";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

    /** CSS pixels; the widest fits on a page of the PDF. */
    private static final int PICTURE_HEIGHT = 180, WIDEST_PICTURE = 660;

    private final Findings findings;
    private final List<ExamplePicture> examples;
    private final OffsetDateTime finished;

    /** @throws IllegalArgumentException if the date of the audit is no ISO-8601 date and time */
    Page(AuditResult result, List<ExamplePicture> examples) {
        this.findings = new Findings(result);
        this.examples = examples;
        this.finished = finished(result);
    }

    static OffsetDateTime finished(AuditResult result) {
        try {
            return OffsetDateTime.parse(result.finished()).withOffsetSameInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "audit finished at '" + result.finished() + "': expected an ISO-8601 date and time such as"
                            + " 2026-11-21T17:00:00Z",
                    e);
        }
    }

    /** The page for paper. */
    String xhtml() {
        return page("");
    }

    /** The page for the screen, which carries what {@code audit.json} holds, for programs that are given the page alone. */
    String withData() {
        return page(AuditJson.forPage(findings.result()));
    }

    private String page(String data) {
        Markup out = new Markup();
        out.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en", "xml:lang", "en");
        head(out, TITLE, "How often face recognition finds persons, before and after de-facing their head scans");
        out.open("body").open("main");
        header(out);
        if (findings.protocols().isEmpty()) {
            throw new IllegalArgumentException("the audit has no outcomes; there is nothing to report");
        }
        new VerdictSection(findings).write(out);
        KeySection key = new KeySection(findings);
        key.write(out);
        pictures(out);
        figures(out);
        key.writeWorstCase(out);
        new LawSection(findings).write(out);
        LocalDate day = finished.toLocalDate();
        new MethodSection(findings, day).write(out);
        out.close();
        if (!data.isEmpty()) {
            // A type that is no script's: browsers keep the text and run nothing.
            out.open("script", "type", "application/json", "id", "audit")
                    .plain(data)
                    .close();
        }
        out.close().close();
        return "<!DOCTYPE html>\n" + out.finish() + "\n";
    }

    /** The head of a self-contained page. */
    static void head(Markup out, String title, String description) {
        out.open("head");
        out.empty("meta", "charset", "UTF-8");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        // A browser that fetched something for this page would tell somebody that it is being read.
        out.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
        out.empty("meta", "name", "description", "content", description);
        out.element("title", title);
        out.element("style", styleSheet());
        out.close();
    }

    private void header(Markup out) {
        AuditResult r = findings.result();
        out.open("header").element("h1", TITLE);
        out.element(
                "p",
                r.cohort().persons() + (r.cohort().synthetic() ? " synthetic" : "") + " persons · "
                        + Words.count(r.recognisers().size(), "recogniser", "recognisers") + " · "
                        + Words.count(findings.deFaced().size(), "de-faced version", "de-faced versions") + " · "
                        + DATE.format(finished) + " · " + r.tool(),
                "class",
                "meta");
        if (!r.cohort().synthetic() && !examples.isEmpty()) {
            out.element(
                    "p",
                    "Restricted: this report shows faces of real persons. Do not pass it on outside the circle of those who may"
                            + " see them.",
                    "class",
                    "restricted");
        }
        out.close();
    }

    /** Pictures of one height, so that a strip of several is as large as they would be one by one. */
    private static long shownWidth(BufferedImage image) {
        return Math.clamp(
                Math.round((double) PICTURE_HEIGHT * image.getWidth() / image.getHeight()),
                PICTURE_HEIGHT / 2,
                WIDEST_PICTURE);
    }

    private void pictures(Markup out) {
        if (examples.isEmpty()) {
            return;
        }
        out.open("section", "id", "pictures").element("h2", "What an attacker sees");
        out.open("div", "class", "pictures");
        for (ExamplePicture e : examples) {
            String width = "width: " + shownWidth(e.image()) + "px";
            out.open("figure", "class", "picture", "style", width);
            out.empty("img", "src", "data:image/png;base64," + png(e.image()), "alt", e.caption(), "style", width);
            out.element("figcaption", e.caption()).close();
        }
        out.close();
        if (findings.result().cohort().synthetic()) {
            out.element("p", "All persons shown are synthetic; none exists.", "class", "note");
        }
        out.close();
    }

    private void figures(Markup out) {
        out.open("section", "id", "figures").element("h2", "Figures");
        int number = 1;
        int protocolNumber = 1;
        for (String protocol : findings.protocols()) {
            Figures figures = new Figures(findings, protocol, "p" + protocolNumber++);
            if (findings.protocols().size() > 1) {
                out.element("p", Words.sentence(KeySection.protocolName(protocol)), "class", "protocol");
            }
            for (Figure f : List.of(figures.rankOne(), figures.cmc(), figures.roc(), figures.linkability())) {
                if (!f.table().isEmpty()) {
                    f.write(out, number++);
                }
            }
        }
        for (Figure f : new PriceFigure(findings).figure().stream().toList()) {
            f.write(out, number++);
        }
        OtherFigures others = new OtherFigures(findings);
        for (Figure f : others.gallery().stream().toList()) {
            f.write(out, number++);
        }
        for (Figure f : others.attributes().stream().toList()) {
            f.write(out, number++);
        }
        others.subgroups(findings.protocols().getFirst()).ifPresent(t -> {
            out.element("h3", "Groups of persons");
            out.element(
                    "p",
                    "Whether some groups are found more often than others, with the recogniser that found most persons of each"
                            + " version. Groups are small; read the intervals.",
                    "class",
                    "reading");
            t.write(out, "data wide");
        });
        out.close();
    }

    private static String png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalArgumentException(
                        "example picture of type " + image.getType() + " cannot be written as PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String styleSheet() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("report.css"), "report.css")) {
            String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // HTML reads a style sheet as it stands, XML resolves &gt; in it: only text without both is the same to
            // both.
            if (css.chars().anyMatch(c -> "<>&\"'".indexOf(c) >= 0)) {
                throw new IllegalStateException("report.css holds a character that HTML and XML read differently");
            }
            return css;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
