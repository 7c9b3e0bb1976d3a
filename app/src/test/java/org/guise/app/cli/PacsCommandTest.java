package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guise.app.job.FakeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacsCommandTest {
    @TempDir
    Path folder;

    private String complaint;

    private int run(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Wiring fake = new Wiring(
                (atlas, threads) -> new FakeEngine(),
                (qc, threads) -> new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
        int code = new GuiseCli(
                        fake,
                        new PrintStream(PrintStream.nullOutputStream()),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
        complaint = err.toString(StandardCharsets.UTF_8);
        return code;
    }

    private int pacs(String url, String... more) {
        String[] args = new String[5 + more.length];
        System.arraycopy(
                new String[] {
                    "pacs", "--orthanc", url, "--state", folder.resolve("s").toString()
                },
                0,
                args,
                0,
                5);
        System.arraycopy(more, 0, args, 5, more.length);
        return run(args);
    }

    @Test
    void refusesWhatWouldSendPatientsInTheClear() {
        assertThat(pacs("http://pacs.example:8042", "--once")).isEqualTo(ExitCode.USAGE);
        assertThat(complaint).contains("--insecure");
        assertThat(pacs("https://me:geheim@pacs.example", "--once")).isEqualTo(ExitCode.USAGE);
        assertThat(complaint).contains("environment").doesNotContain("geheim");
        assertThat(folder.resolve("s")).doesNotExist();
    }

    @Test
    void refusesContradictionsBeforeItStarts() {
        assertThat(pacs("https://pacs.example", "--retain", "uids")).isEqualTo(ExitCode.USAGE);
        assertThat(complaint).contains("--profile basic");
        assertThat(pacs("https://pacs.example", "--profile", "basic", "--retain", "dates,shifted"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(pacs("https://pacs.example", "--profile", "basic", "--retain", "names"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(complaint).contains("uids, device");
        assertThat(pacs("https://pacs.example", "--profile", "full")).isEqualTo(ExitCode.USAGE);
        assertThat(pacs("https://pacs.example", "--poll", "0")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aServerThatStaysDownIsOneSentenceAndNotForEver() throws Exception {
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(pacs("http://127.0.0.1:" + port, "--once", "--patience", "0"))
                .isEqualTo(ExitCode.IO);
        assertThat(complaint).contains("cannot be reached").doesNotContain("Exception");
        assertThat(Files.exists(folder.resolve("s/pacs.jsonl"))).isTrue();
    }

    @Test
    void dicomKeepsUidsUnderAProfileOnlyIfTheProfileDoes() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        String out = folder.resolve("out").toString();
        assertThat(run("dicom", in.toString(), out, "--keep-uids", "--profile", "basic"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(complaint).contains("--retain uids");
    }
}
