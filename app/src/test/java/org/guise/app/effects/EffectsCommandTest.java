package org.guise.app.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guise.app.cli.GuiseCli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectsCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int guise(String... args) {
        return GuiseCli.standard(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    private String table(String name, double factor) throws IOException {
        StringBuilder text = new StringBuilder("person\tHippocampus\n");
        for (int i = 0; i < 6; i++) {
            text.append("sub-")
                    .append(i)
                    .append('\t')
                    .append(factor * (3500 + 100 * i))
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void tablesOfAnotherProgramGiveAReportAndPersonsStayRestricted() throws IOException {
        Path report = folder.resolve("effects");
        int code = guise(
                "effects",
                "--before-table",
                table("b.tsv", 1),
                "--after-table",
                table("a.tsv", 1.002),
                "--rescan-table",
                table("r.tsv", 0.98),
                "-o",
                report.toString());
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Hippocampus: 0.2 %", "0.1 times that of a rescan");
        assertThat(Files.readString(report.resolve("effects.html")))
                .contains("Hippocampus")
                .doesNotContain("sub-3");
        assertThat(Files.readString(folder.resolve("effects-restricted/measures.tsv")))
                .contains("sub-3\tafter\t3807.6");
    }

    @Test
    void aMissingPartnerIsAUsageErrorOfOneSentence() throws IOException {
        Files.writeString(folder.resolve("x.nii"), "");
        Files.writeString(folder.resolve("y.nii"), "");
        int code = guise(
                "effects",
                "--before",
                folder.resolve("x.nii").toString(),
                "--after",
                folder.resolve("y.nii").toString(),
                "-o",
                folder.resolve("o").toString());
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none of its scans belongs to one of --before");
    }
}
