package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    @TempDir
    private Path dir;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Object... args) {
        String[] words = Stream.of(args).map(String::valueOf).toArray(String[]::new);
        return new GuiseCli(
                        Wiring.standard(),
                        new PrintStream(new ByteArrayOutputStream(), true),
                        new PrintStream(err, true))
                .run(words);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Path table(String... lines) throws IOException {
        return Files.writeString(dir.resolve("cohort.tsv"), String.join("\n", lines) + "\n");
    }

    @Test
    void aMissingTableIsOneSentenceAndSaysHowToMakeOne() {
        assertThat(run("audit", dir.resolve("none.tsv"), "-o", dir.resolve("out")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("none.tsv: there is no such table").contains("guise people");
        assertThat(dir.resolve("out")).doesNotExist();
    }

    @Test
    void aTableWithMistakesNamesTheLines() throws IOException {
        Path table = table("person\tscan\tphotos", "a\tmissing.nii.gz\tp.png", "a\tother.nii.gz\tq.png");
        assertThat(run("audit", table, "-o", dir.resolve("out"))).isEqualTo(ExitCode.USAGE);
        assertThat(err())
                .contains("line 2: scan missing.nii.gz does not exist")
                .contains("line 3: person a is already");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() throws IOException {
        Path table = table("person\tscan\tphotos");
        Files.createDirectories(dir.resolve("x/Mine"));
        Files.createDirectories(dir.resolve("y/mine"));
        assertThat(run(
                        "audit",
                        table,
                        "-o",
                        dir.resolve("out"),
                        "--defaced",
                        dir.resolve("x/Mine"),
                        "--before",
                        dir.resolve("y/mine")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("there is already a column mine");
    }

    @Test
    void valuesOutOfRangeAreRefused() throws IOException {
        Path table = table("person\tscan\tphotos");
        assertThat(run("audit", table, "-o", dir.resolve("out"), "--size", 10)).isEqualTo(ExitCode.USAGE);
        assertThat(run("audit", table, "-o", dir.resolve("out"), "--preset", "none"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("audit", table, "-o", dir.resolve("out"), "--method", "hide"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("audit", table, "-o", dir.resolve("out"), "--defaced", "Bad Name=" + dir))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("audit", table, "-o", dir.resolve("out"), "--photos", "grey,wig"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(dir.resolve("out")).doesNotExist();
        assertThat(err())
                .contains("guise: --photos: there is no treatment wig; expected asis, grey, bald, or grey,bald")
                .contains("--size 10")
                .contains("none")
                .contains("hide")
                .contains("Bad Name");
    }
}
