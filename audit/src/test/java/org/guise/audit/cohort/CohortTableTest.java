package org.guise.audit.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.result.AuditResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortTableTest {
    private static final String HEADER = "person\tscan\tphotos\tscan2\tsex\tage\tancestry\n";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        for (String name : new String[] {"a.nii.gz", "b.nii.gz", "a2.nii.gz", "a1.png", "a2.png", "b1.png"}) {
            Files.writeString(folder.resolve(name), "x");
        }
    }

    private CohortTable read(String text) throws IOException {
        return CohortTable.read(Files.writeString(folder.resolve("cohort.tsv"), text));
    }

    private void fails(String text, String... parts) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CohortException.class)
                .message()
                .startsWith("cohort.tsv:")
                .contains(parts);
    }

    @Test
    void readsPersonsAndAttributes() throws IOException {
        Files.writeString(folder.resolve("cohort.json"), "{\"synthetic\": true, \"note\": \"Made up.\"}");
        CohortTable t = read(HEADER
                + "p1\ta.nii.gz\ta1.png; a2.png\ta2.nii.gz\tF\t34\tAsian\n"
                + "\n"
                + "p2\tb.nii.gz\tb1.png\tn/a\tmale\tn/a\t\n");
        assertThat(t.keys()).containsExactly("p1", "p2");
        assertThat(t.persons().getFirst().photos()).containsExactly(folder.resolve("a1.png"), folder.resolve("a2.png"));
        assertThat(t.persons().getFirst().secondScan()).contains(folder.resolve("a2.nii.gz"));
        assertThat(t.persons().get(1).secondScan()).isEmpty();
        assertThat(t.attributes())
                .isEqualTo(Map.of(
                        "sex", Map.of("p1", "female", "p2", "male"),
                        "ageGroup", Map.of("p1", "20-39"),
                        "ancestry", Map.of("p1", "asian")));
        assertThat(t.synthetic()).isTrue();
        AuditResult.CohortInfo info = t.info(10, "schwarz-10", PhotoTreatment.AS_IS);
        assertThat(info.persons()).isEqualTo(2);
        assertThat(info.photosPerPerson()).containsExactly(1, 2);
        assertThat(info.attributes().get("sex")).isEqualTo(Map.of("female", 1, "male", 1));
        assertThat(info.note()).isEqualTo("Made up.");
    }

    @Test
    void ageGroupsHaveTwentyYears() {
        assertThat(CohortTable.ageGroup(19.9)).isEqualTo("0-19");
        assertThat(CohortTable.ageGroup(40)).isEqualTo("40-59");
        assertThat(CohortTable.ageGroup(79)).isEqualTo("60-79");
        assertThat(CohortTable.ageGroup(104)).isEqualTo("80+");
    }

    @Test
    void problemsNameLineAndRemedy() {
        String two = "person\tscan\tphotos\np1\ta.nii.gz\ta1.png\n";
        fails(two + "p2\tc.nii.gz\tb1.png\n", "line 3: scan c.nii.gz does not exist", "relative to the table");
        fails(two + "p2\tb.nii.gz\tc.png\n", "line 3: photograph c.png does not exist");
        fails(two + "p1\tb.nii.gz\tb1.png\n", "line 3: person p1 is already in line 2");
        fails(two + "p2\tb.nii.gz\t\n", "line 3: person p2 has no photo", "scan2");
        fails(two + "p2\ta.nii.gz\tb1.png\n", "line 3: scan a.nii.gz is already used in line 2");
        fails(two + "p2\tb.nii.gz\ta1.png\n", "photograph a1.png is already used in line 2");
        fails(two + "\tb.nii.gz\tb1.png\n", "line 3: no person");
        fails(two + "p2\t\tb1.png\n", "line 3: person p2 has no scan");
        fails(two, "has 1 persons", "at least 2");
        fails(two + "p2\tb.nii.gz\n", "line 3 has 2 fields, but the header has 3");
        fails("person\tscan\tphotos\tname\np1\ta.nii.gz\ta1.png\tx\n", "line 1: unknown column 'name'", "scan2");
        fails("person\tscan\n", "column 'photos' is missing");
        fails("person\tscan\tphotos\tscan\n", "column 'scan' comes twice");
        fails("", "is empty");
        fails(HEADER + "p1\ta.nii.gz\ta1.png\t\tx\t\t\n", "line 2: sex 'x' is not known");
        fails(HEADER + "p1\ta.nii.gz\ta1.png\t\t\told\t\n", "line 2: age 'old' is not known");
        fails(
                HEADER + "p1\ta.nii.gz\t\ta2.nii.gz\t\t\t\np2\tb.nii.gz\tb1.png\t\t\t\t\n",
                "photographs for all or for none");
    }

    @Test
    void manyProblemsComeAtOnce() {
        fails(
                "person\tscan\tphotos\np1\tx.nii.gz\ta1.png\np2\ty.nii.gz\tb1.png\n",
                "line 2: scan x.nii.gz",
                "line 3: scan y.nii.gz");
    }

    @Test
    void photographsAreNotNeededWithSecondScans() throws IOException {
        Files.writeString(folder.resolve("b2.nii.gz"), "x");
        CohortTable t =
                read("person\tscan\tphotos\tscan2\n" + "p1\ta.nii.gz\tn/a\ta2.nii.gz\np2\tb.nii.gz\t\tb2.nii.gz\n");
        assertThat(t.persons()).allMatch(p -> p.photos().isEmpty());
    }

    @Test
    void brokenDescriptionIsSaid() throws IOException {
        Files.writeString(folder.resolve("cohort.json"), "{\"synthetic\": \"yes\"}");
        assertThatThrownBy(() -> read("person\tscan\tphotos\np1\ta.nii.gz\ta1.png\np2\tb.nii.gz\tb1.png\n"))
                .hasMessageContaining("cohort.json: must be {");
        Files.writeString(folder.resolve("cohort.json"), "{");
        assertThatThrownBy(() -> read("person\tscan\tphotos\np1\ta.nii.gz\ta1.png\np2\tb.nii.gz\tb1.png\n"))
                .hasMessageContaining("cohort.json: is not JSON");
    }
}
