package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.guise.audit.result.AuditResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class AuditReportTest {
    @TempDir
    static Path first;

    @TempDir
    static Path second;

    private static Document page;
    private static String html;

    @BeforeAll
    static void write() throws Exception {
        List<ExamplePicture> examples =
                List.of(SampleAudit.picture("Person 1, original", 200), SampleAudit.picture("Person 1, refaced", 170));
        AuditReport.write(SampleAudit.result(), examples, first);
        AuditReport.write(SampleAudit.result(), examples, second.resolve("new/folder"));
        html = Files.readString(first.resolve("report.html"));
        page = parse(html);
    }

    @Test
    void thePageIsWellFormedAndRefersToNothingOutside() {
        for (Element e : elements(page)) {
            if (e.getTagName().equals("script")) {
                assertThat(e.getAttribute("type")).isEqualTo("application/json");
            }
            assertThat(e.getTagName()).isNotIn("link", "iframe", "object", "embed", "form");
            for (String name : List.of("src", "href", "xlink:href", "action", "poster", "srcset")) {
                if (e.hasAttribute(name)) {
                    assertThat(e.getAttribute(name)).startsWith("data:image/png;base64,");
                }
            }
        }
        assertThat(page.getElementsByTagName("style").item(0).getTextContent()).doesNotContain("url(", "@import");
        // The only addresses are names of XML vocabularies.
        assertThat(html.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://", "https://");
    }

    @Test
    void thePageCarriesTheDataOfAuditJson() throws Exception {
        Element data = (Element) page.getElementsByTagName("script").item(0);
        assertThat(page.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(data.getAttribute("id")).isEqualTo("audit");
        byte[] inPage = data.getTextContent().getBytes(StandardCharsets.UTF_8);
        byte[] file = Files.readAllBytes(first.resolve("audit.json"));
        assertThat(AuditJson.bytes(AuditJson.read(inPage))).isEqualTo(file);
        // HTML takes the text of a script as it stands, XML resolves references: both must see the same.
        String raw = html.substring(html.indexOf("id=\"audit\">") + 11, html.indexOf("</script>"));
        assertThat(raw).isEqualTo(data.getTextContent());
        assertThat(new Page(AuditJson.read(file), List.of()).xhtml()).doesNotContain("<script");
    }

    @Test
    void everyFigureHasTitleDescriptionAndTable() {
        NodeList figures = page.getElementsByTagName("svg");
        assertThat(figures.getLength()).isGreaterThan(20);
        for (int i = 0; i < figures.getLength(); i++) {
            Element svg = (Element) figures.item(i);
            Element title = (Element) svg.getElementsByTagName("title").item(0);
            Element desc = (Element) svg.getElementsByTagName("desc").item(0);
            assertThat(title.getTextContent()).isNotBlank();
            assertThat(desc.getTextContent()).hasSizeGreaterThan(20);
            assertThat(svg.getAttribute("aria-labelledby"))
                    .isEqualTo(title.getAttribute("id") + " " + desc.getAttribute("id"));
            assertThat(svg.getAttribute("role")).isEqualTo("img");
        }
        for (Element f : elements(page)) {
            if (f.getTagName().equals("figure") && f.getElementsByTagName("svg").getLength() > 0) {
                assertThat(f.getElementsByTagName("td").getLength()).isPositive();
            }
        }
    }

    @Test
    void idsAreUniqueAndHeadingsInOrder() {
        Set<String> ids = new HashSet<>();
        int level = 0;
        for (Element e : elements(page)) {
            if (e.hasAttribute("id")) {
                assertThat(ids.add(e.getAttribute("id")))
                        .as(e.getAttribute("id"))
                        .isTrue();
            }
            if (e.getTagName().matches("h[1-6]")) {
                int here = e.getTagName().charAt(1) - '0';
                assertThat(here).as(e.getTextContent()).isLessThanOrEqualTo(level + 1);
                level = here;
            }
        }
    }

    @Test
    void elementsThatHtmlDoesNotCloseItselfAreNotLeftOpen() {
        // <td/> is a start tag to an HTML parser; only these may end in />.
        assertThat(html.replaceAll("(?s)<svg.*?</svg>", "").replaceAll("<(meta|img|br)( [^>]*)?/>", ""))
                .doesNotContain("/>");
    }

    @Test
    void theSameInputGivesTheSameBytes() throws Exception {
        for (String name : List.of("report.html", "report.pdf", "audit.json")) {
            assertThat(first.resolve(name))
                    .hasSameBinaryContentAs(second.resolve("new/folder").resolve(name));
        }
        try (var files = Files.list(first)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.html", "report.pdf", "audit.json");
        }
    }

    @Test
    void thePdfOpensAndHoldsTheVerdictInEmbeddedFonts() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(first.resolve("report.pdf").toFile())) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("[\\s\u00a0]+", " ");
            assertThat(text)
                    .contains("Guise reface: no better than guessing")
                    .contains("Before: from the scans as they were, the strongest of 4 recognisers")
                    .contains("What this does not cover")
                    // what a font lacks is set as this
                    .doesNotContain("#");
            for (var p : pdf.getPages()) {
                for (var name : p.getResources().getFontNames()) {
                    var font = p.getResources().getFont(name);
                    assertThat(font.getName()).contains("Liberation");
                    assertThat(font.isEmbedded()).isTrue();
                }
            }
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo(Page.TITLE);
            assertThat(pdf.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f);
        }
    }

    @Test
    void thePdfLosesNoTextOfThePage() throws Exception {
        String pdfText;
        try (PDDocument pdf = Loader.loadPDF(first.resolve("report.pdf").toFile())) {
            pdfText = bare(new PDFTextStripper().getText(pdf));
        }
        int checked = 0;
        for (Element e : elements(page)) {
            if (List.of("li", "td", "dt", "dd", "h2", "h3", "figcaption").contains(e.getTagName())
                    && !isOnScreenOnly(e)) {
                for (String word : e.getTextContent().split("[\\s\u00a0]+")) {
                    assertThat(pdfText).as(e.getTextContent()).contains(bare(word));
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(500);
    }

    /** Without what line breaks change. */
    private static String bare(String s) {
        return s.replaceAll("[\\s\u00a0-]+", "");
    }

    private static boolean isOnScreenOnly(Node n) {
        for (Node a = n; a instanceof Element e; a = a.getParentNode()) {
            if (e.getAttribute("class").equals("screen")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void hostileLabelsStayText() throws Exception {
        String evil = "</title><script>alert(1)</script><!--&\"'\u0001]]>\ud800\u2028\uffff";
        AuditResult r = SampleAudit.small();
        AuditResult hostile = new AuditResult(
                evil,
                r.finished(),
                r.seed(),
                r.cohort(),
                r.versions().stream()
                        .map(v -> new AuditResult.Version(v.id(), v.label() + evil, v.deFaced()))
                        .toList(),
                r.finders(),
                r.recognisers().stream()
                        .map(d -> new org.guise.audit.recognise.Recogniser.Description(
                                d.id(), evil, evil, evil, evil, evil))
                        .toList(),
                r.outcomes(),
                r.comparisons(),
                r.curves(),
                r.attributes(),
                r.subgroups(),
                List.of(evil),
                List.of(evil));
        String xhtml = new Page(hostile, List.of(SampleAudit.picture(evil, 100))).withData();
        Document document = parse(xhtml);
        assertThat(document.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(xhtml.split("(?i)<script", -1)).hasSize(2);
        assertThat(xhtml.split("(?i)</script", -1)).hasSize(2);
        assertThat(xhtml).doesNotContain("<!--");
        AuditResult inside = AuditJson.read(
                document.getElementsByTagName("script").item(0).getTextContent().getBytes(StandardCharsets.UTF_8));
        assertThat(inside.warnings()).containsExactly(evil);
        assertThat(document.getElementsByTagName("img")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("alt")
                        .getNodeValue())
                .startsWith("</title><script>alert(1)</script><!--&\"'");
    }

    @Test
    void nothingOfAPersonIsShown() throws Exception {
        String json = Files.readString(first.resolve("audit.json"));
        assertThat(json).doesNotContain("sub-", "template\"", "scores\"", "photo\"", "path\"");
        assertThat(html).doesNotContain("sub-");
    }

    @Test
    void smallGroupsOfRealPersonsAreLeftOut() throws Exception {
        AuditResult s = SampleAudit.small();
        List<AuditResult.Subgroup> groups = new ArrayList<>(s.subgroups());
        groups.add(new AuditResult.Subgroup("reface", "faceres", "ancestry=Asian", 4, 1, SampleAudit.wilson(1, 4)));
        AuditResult.CohortInfo c = s.cohort();
        AuditResult real = withCohort(
                s,
                new AuditResult.CohortInfo(
                        c.persons(),
                        false,
                        c.photosPerPerson(),
                        c.rendersPerScan(),
                        c.preset(),
                        c.photoTreatment(),
                        c.attributes(),
                        "Consented."),
                groups);
        AuditResult shown = Publishable.of(real);
        assertThat(shown.subgroups()).hasSize(s.subgroups().size()).noneMatch(g -> g.probes() < 5);
        assertThat(shown.cohort().attributes().get("ancestry")).containsOnlyKeys("European");
        assertThat(shown.warnings()).hasSize(s.warnings().size() + 1);
        assertThat(Publishable.of(withCohort(s, c, groups)).subgroups()).hasSize(groups.size());
        assertThat(new Page(shown, List.of()).xhtml()).doesNotContain("Asian", "Restricted:", "synthetic persons");
        assertThat(new Page(shown, List.of(SampleAudit.picture("x", 9))).xhtml())
                .contains("Restricted:");
    }

    @Test
    void aDateThatCannotBeReadIsRefused() {
        AuditResult r = SampleAudit.small();
        AuditResult undated = new AuditResult(
                r.tool(),
                "yesterday",
                r.seed(),
                r.cohort(),
                r.versions(),
                r.finders(),
                r.recognisers(),
                r.outcomes(),
                r.comparisons(),
                r.curves(),
                r.attributes(),
                r.subgroups(),
                r.warnings(),
                r.methods());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditReport.write(undated, List.of(), first.resolve("none")))
                .withMessageContaining("yesterday");
        assertThat(first.resolve("none")).doesNotExist();
    }

    private static AuditResult withCohort(
            AuditResult r, AuditResult.CohortInfo cohort, List<AuditResult.Subgroup> subgroups) {
        return new AuditResult(
                r.tool(),
                r.finished(),
                r.seed(),
                cohort,
                r.versions(),
                r.finders(),
                r.recognisers(),
                r.outcomes(),
                r.comparisons(),
                r.curves(),
                r.attributes(),
                subgroups,
                r.warnings(),
                r.methods());
    }

    static Document parse(String xhtml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://javax.xml.XMLConstants/feature/secure-processing", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xhtml.getBytes(StandardCharsets.UTF_8)));
    }

    static List<Element> elements(Document document) {
        List<Element> all = new ArrayList<>();
        collect(document.getDocumentElement(), all);
        return all;
    }

    private static void collect(Node node, List<Element> all) {
        if (node instanceof Element e) {
            all.add(e);
        }
        for (Node c = node.getFirstChild(); c != null; c = c.getNextSibling()) {
            collect(c, all);
        }
    }
}
