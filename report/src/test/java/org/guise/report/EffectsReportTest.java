package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.guise.audit.effects.Effects;
import org.guise.audit.effects.EffectsResult;
import org.guise.audit.effects.MeasureColumn;
import org.guise.audit.effects.MeasureTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class EffectsReportTest {
    private static final MeasureColumn GREY = new MeasureColumn("Whole-brain volume", "grey matter", "ml");
    private static final MeasureColumn LOBE = new MeasureColumn("Regional volume", "left frontal, grey matter", "ml");

    @TempDir
    private Path folder;

    private static MeasureTable table(double change) {
        Map<String, double[]> rows = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            double wobble = 1 + change * Math.sin(3 + 5 * i);
            rows.put("secret-name-" + i, new double[] {(600 + 13.7 * i) * wobble, (90 + 3 * i) * (2 * wobble - 1)});
        }
        return new MeasureTable(List.of(GREY, LOBE), rows);
    }

    private static EffectsResult result() {
        MeasureTable age = new MeasureTable(
                List.of(new MeasureColumn("", "age", "")),
                Map.of(
                        "secret-name-0", new double[] {30},
                        "secret-name-1", new double[] {41},
                        "secret-name-2", new double[] {38},
                        "secret-name-3", new double[] {56},
                        "secret-name-4", new double[] {77}));
        return Effects.compare(
                "Guise test",
                "2026-11-21T17:00:00Z",
                "Measured in a test.",
                table(0),
                table(0.001),
                Optional.of(table(0.02)),
                Optional.of(age),
                List.of());
    }

    private static PersonValues persons() {
        double[][] dots = {{600, 610, 620}, {601, 609, 621}};
        return new PersonValues(Map.of(GREY, dots), Map.of());
    }

    private String written(String name) throws IOException {
        EffectsReport.write(result(), persons(), folder.resolve("open"), folder.resolve("closed"));
        return Files.readString(folder.resolve(name));
    }

    @Test
    void thePublicPageIsSelfContainedXmlWithEveryMeasure() throws Exception {
        String page = written("open/effects.html");
        Document xml = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        page.replace("<!DOCTYPE html>\n", "").getBytes(StandardCharsets.UTF_8)));
        assertThat(xml.getElementsByTagName("svg").getLength()).isEqualTo(4);
        assertThat(page)
                .contains("Grey matter (ml)", "Left frontal, grey matter (ml)", "Bland–Altman", "ICC(2,1)", "age")
                .doesNotContain("href=", "src=\"http", "url(");
    }

    @Test
    void nothingPublicNamesOrDrawsAPerson() throws IOException {
        assertThat(written("open/effects.html")).doesNotContain("secret-name", "<circle cx=\"0\"");
        assertThat(written("open/effects.html")).doesNotContain("fill-opacity=\"0.7\"");
        assertThat(written("open/effects.json")).doesNotContain("secret-name").contains("\"guise-effects-1\"");
        assertThat(written("closed/effects-persons.html")).contains("fill-opacity=\"0.7\"", "Restricted: each dot");
    }

    @Test
    void theRatioToTheRescanIsInTheSummary() throws IOException {
        assertThat(written("open/effects.html")).contains("de-facing costs 0.05\u00a0times of that");
        assertThat(EffectsSummary.lines(result())).anyMatch(l -> l.contains("0.05 times that of a rescan"));
    }

    private static MeasureTable of(MeasureTable all, int persons) {
        Map<String, double[]> rows = new LinkedHashMap<>();
        all.rows().entrySet().stream().limit(persons).forEach(e -> rows.put(e.getKey(), e.getValue()));
        return new MeasureTable(all.columns(), rows);
    }

    private static EffectsResult result(int persons, int rescanned) {
        return Effects.compare(
                "Guise test",
                "2026-11-21T17:00:00Z",
                "Measured in a test.",
                of(table(0), persons),
                of(table(0.001), persons),
                Optional.of(of(table(0.02), rescanned)),
                Optional.empty(),
                List.of());
    }

    @Test
    void whatASecondScanOfFourPersonsChangedStandsInTheRestrictedPageOnly() throws IOException {
        Path open = folder.resolve("open"), closed = folder.resolve("closed");
        assertThat(EffectsReport.write(result(8, 4), persons(), open, closed)).isEqualTo(open.resolve("effects.html"));
        assertThat(Files.readString(open.resolve("effects.html")))
                .contains("fewer than 5 persons is left out")
                .doesNotContain("times of that", "rescan − before");
        assertThat(Files.readString(open.resolve("effects.json"))).contains("\"rescan\" : null");
        assertThat(Files.readString(closed.resolve("effects-persons.html")))
                .contains("times of that", "rescan − before");
        EffectsReport.write(result(8, 5), persons(), open, closed);
        assertThat(Files.readString(open.resolve("effects.html"))).contains("times of that");
    }

    @Test
    void fourPersonsAloneHaveNoPublicPage() throws IOException {
        Path open = folder.resolve("open"), closed = folder.resolve("closed");
        Path page = EffectsReport.write(result(4, 4), persons(), open, closed);
        assertThat(page).isEqualTo(closed.resolve("effects-persons.html")).exists();
        assertThat(open).doesNotExist();
    }

    @Test
    void nothingToReportIsRefused() {
        EffectsResult none = new EffectsResult("t", "2026-11-21T17:00:00Z", "s", 0, 0, List.of(), List.of(), List.of());
        assertThatThrownBy(() -> EffectsReport.write(none, PersonValues.NONE, folder, folder))
                .hasMessageContaining("nothing to report");
    }

    @Test
    void smallFiguresKeepTheirDigits() {
        assertThat(Percents.plain(0.00034)).isEqualTo("0.034\u00a0%");
        assertThat(Percents.signed(-0.012)).isEqualTo("−1.2\u00a0%");
        assertThat(Percents.signed(0)).isEqualTo("0\u00a0%");
        assertThat(Percents.figure(-123.4)).isEqualTo("−123");
        assertThat(Percents.figure(0.0123)).isEqualTo("0.012");
    }
}
