package org.guise.audit.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guise.audit.effects.MeasureTable;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a table holds, reading it gives its rows or one sentence. */
class TableFuzzTest {
    @TempDir
    private Path dir;

    @FuzzTest
    void cohort(byte[] data) throws IOException {
        Path file = write(data);
        try {
            CohortTable cohort = CohortTable.read(file);
            VersionTable.read(file, cohort);
        } catch (CohortException e) {
            assertSentence(e);
        }
    }

    @FuzzTest
    void scores(byte[] data) throws IOException {
        Path file = write(data);
        try {
            ImportedScores.read(file, List.of("a", "b"));
        } catch (CohortException e) {
            assertSentence(e);
        }
    }

    @FuzzTest
    void measures(byte[] data) throws IOException {
        Path file = write(data);
        try {
            MeasureTable.read(file);
        } catch (CohortException e) {
            assertSentence(e);
        }
        try {
            MeasureTable.readConditions(file);
        } catch (CohortException e) {
            assertSentence(e);
        }
    }

    private Path write(byte[] data) throws IOException {
        Path file = dir.resolve("t.tsv");
        Files.write(file, data);
        return file;
    }

    private void assertSentence(CohortException e) {
        assertThat(e.getMessage()).isNotBlank();
    }
}
