package org.guise.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A tree may hold anything: every check answers with findings, and only an unreadable disk is an exception. */
class VerifyFuzzTest {
    @TempDir
    private Path dir;

    @FuzzTest
    void json(byte[] data) throws IOException {
        look(new JsonCheck(), "x.json", data);
        look(new JsonCheck(), "x.jsonl", data);
    }

    @FuzzTest
    void table(byte[] data) throws IOException {
        look(new TableCheck(), "x.tsv", data);
        look(new TextCheck(), "x.txt", data);
    }

    @FuzzTest
    void niftiHeader(byte[] data) throws IOException {
        look(new HeaderCheck(), "x.nii", data);
        look(new HeaderCheck(), "x.hdr", data);
    }

    private void look(Check check, String name, byte[] data) throws IOException {
        Path file = dir.resolve(name);
        Files.write(file, data);
        Entry entry = new Entry(file, name, data.length);
        assertThat(check.concerns(entry)).isTrue();
        try {
            List<Leak> found = check.look(entry);
            assertThat(found).allMatch(l -> l.file().equals(name));
        } catch (IOException e) {
            // a .nii that begins like gzip and is none is no file that can be judged; the job reports it as unreadable
            assertThat(name).matches(".*\\.(?:nii|hdr)");
        }
    }
}
