package org.guise.audit.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionTableTest {
    @TempDir
    Path folder;

    private CohortTable cohort(String... scans) throws IOException {
        StringBuilder text = new StringBuilder("person\tscan\tphotos\n");
        for (int i = 0; i < scans.length; i++) {
            file("cohort/" + scans[i]);
            file("cohort/" + i + ".png");
            text.append("p" + i + "\t" + scans[i] + "\t" + i + ".png\n");
        }
        return CohortTable.read(Files.writeString(folder.resolve("cohort/cohort.tsv"), text));
    }

    private Path file(String name) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "x");
    }

    @Test
    void findsAllForms() throws IOException {
        CohortTable cohort =
                cohort("a.nii.gz", "b.nii", "sub-01_T1w.nii.gz", "sub-02_desc-x_T1w.nii.gz", "e.nii.gz", "f.nii");
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("p0", file("out/a.nii.gz"));
        files.put("p1", file("out/b_refaced.nii"));
        files.put("p2", file("out/sub-01/anat/sub-01_desc-refaced_T1w.nii.gz"));
        files.put("p3", file("out/sub-02_desc-xRefaced_T1w.nii.gz"));
        files.put("p4", file("out/e_deFaced.nii"));
        files.put("p5", file("out/f_pixelated.nii"));
        file("out/e_deFaced.json");
        file("out/another.nii.gz");
        VersionTable v = VersionTable.read(folder.resolve("out"), cohort);
        assertThat(v.scans()).containsExactlyEntriesOf(files);
    }

    @Test
    void subFoldersTellEqualNamesApart() throws IOException {
        CohortTable cohort = cohort("s1/T1.nii.gz", "s2/T1.nii.gz");
        Path one = file("out/s1/T1.nii.gz");
        Path two = file("out/s2/T1.nii.gz");
        assertThat(VersionTable.read(folder.resolve("out"), cohort).scans())
                .containsEntry("p0", one)
                .containsEntry("p1", two);
    }

    @Test
    void missingAndAmbiguousFilesAreSaid() throws IOException {
        CohortTable cohort = cohort("a.nii.gz", "b.nii.gz");
        file("out/a_refaced.nii.gz");
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> VersionTable.read(out, cohort))
                .isInstanceOf(CohortException.class)
                .hasMessageContaining("out: no de-faced scan of 1 of 2 persons (p1)")
                .hasMessageContaining("name_refaced.nii.gz");
        file("out/b.nii.gz");
        file("out/b_refaced.nii.gz");
        assertThatThrownBy(() -> VersionTable.read(out, cohort))
                .hasMessageContaining("person p1: both b.nii.gz and b_refaced.nii.gz could be the de-faced b.nii.gz");
        assertThatThrownBy(() -> VersionTable.read(folder.resolve("nowhere"), cohort))
                .hasMessageContaining("does not exist");
    }

    /** The originals themselves are never taken for the de-faced scans. */
    @Test
    void originalsDoNotCount() throws IOException {
        CohortTable cohort = cohort("a.nii.gz", "b.nii.gz");
        assertThatThrownBy(() -> VersionTable.read(folder.resolve("cohort"), cohort))
                .hasMessageContaining("no de-faced scan of 2 of 2");
    }

    @Test
    void oneFileForTwoPersonsIsSaid() throws IOException {
        CohortTable cohort = cohort("s1/T1.nii.gz", "s2/T1.nii.gz");
        file("out/T1.nii.gz");
        assertThatThrownBy(() -> VersionTable.read(folder.resolve("out"), cohort))
                .hasMessageContaining("persons p0 and p1 would share T1.nii.gz");
    }

    @Test
    void tableIsChecked() throws IOException {
        CohortTable cohort = cohort("a.nii.gz", "b.nii.gz");
        Path one = file("out/x.nii.gz");
        Path two = file("out/y.nii.gz");
        Path table = folder.resolve("out/v.tsv");
        Files.writeString(table, "person\tscan\np1\ty.nii.gz\np0\tx.nii.gz\n");
        assertThat(VersionTable.read(table, cohort).scans())
                .containsEntry("p0", one)
                .containsEntry("p1", two);
        Files.writeString(table, "person\tscan\nP1\ty.nii.gz\np0\tx.nii.gz\n");
        assertThatThrownBy(() -> VersionTable.read(table, cohort))
                .hasMessageContaining("v.tsv: line 2: person 'P1' is not in the cohort table cohort.tsv");
        Files.writeString(table, "person\tscan\np0\tx.nii.gz\n");
        assertThatThrownBy(() -> VersionTable.read(table, cohort)).hasMessageContaining("(p1); add a line");
        Files.writeString(table, "person\tscan\np0\tz.nii.gz\n");
        assertThatThrownBy(() -> VersionTable.read(table, cohort)).hasMessageContaining("scan 'z.nii.gz' does not");
    }
}
