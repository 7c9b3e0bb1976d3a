package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleCommandTest {
    @TempDir
    private Path dir;

    private String errorOf(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertThat(GuiseCli.standard(stream, stream).run(args)).isEqualTo(ExitCode.USAGE);
        assertThat(dir.resolve("out")).doesNotExist();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void impossibleCohortsAreUsageErrorsWithTheValue() {
        String out = dir.resolve("out").toString();
        assertThat(errorOf("people", "--n", "0", "-o", out)).contains("persons: 0");
        assertThat(errorOf("people", "--visits", "3", "-o", out)).contains("visits: 3, expected 1 or 2");
        assertThat(errorOf("people", "--threads", "-2", "-o", out)).contains("--threads -2");
        assertThat(errorOf("people", "--contrast", "T9", "-o", out)).contains("T9");
    }
}
