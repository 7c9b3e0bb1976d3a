package org.guise.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.io.file.InputException;
import org.guise.io.nifti.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    @TempDir
    private Path dir;

    private LedgerEntry done(String path, String key) throws IOException {
        Path out = dir.resolve("out/" + path);
        Files.createDirectories(out.getParent());
        Files.writeString(out, "result");
        return new LedgerEntry(
                path,
                EntryStatus.PASS,
                List.of("A reason."),
                Optional.of(new FileHash(3, 4, "abc")),
                key,
                Map.of(path, Hashes.file(out)),
                Map.of(),
                Optional.of("this scan"),
                Optional.of("a_qc.png"));
    }

    private Optional<LedgerEntry> finished(String path, String key) throws IOException {
        return Ledger.open(dir).finished(path, key, dir.resolve("out"), dir);
    }

    @Test
    void remembersWhatWasWritten() throws IOException {
        LedgerEntry entry = done("a.nii", "k");
        Ledger ledger = Ledger.open(dir);
        ledger.start(Map.of("layout", "publish"));
        ledger.append(List.of(LedgerEntry.planned("a.nii", new FileHash(3, 4, ""), "o")));
        ledger.append(entry, Map.of("totalSeconds", 1.5, "status", "overwritten by the entry"));
        Ledger again = Ledger.open(dir);
        assertThat(again.entries()).containsExactly(entry);
        assertThat(again.lastRun().orElseThrow().path("layout").asString("")).isEqualTo("publish");
        assertThat(Files.readString(dir.resolve(Ledger.NAME))).contains("1.5");
    }

    @Test
    void isFinishedOnlyWithTheSameKeyAndUntouchedOutputs() throws IOException {
        Ledger.open(dir).append(List.of(done("a.nii", "k")));
        assertThat(finished("a.nii", "k")).isPresent();
        assertThat(finished("a.nii", "other")).isEmpty();
        assertThat(finished("b.nii", "k")).isEmpty();
        Files.writeString(dir.resolve("out/a.nii"), "touched");
        assertThat(finished("a.nii", "k")).isEmpty();
        Files.delete(dir.resolve("out/a.nii"));
        assertThat(finished("a.nii", "k")).isEmpty();
    }

    @Test
    void triesAgainWhatWasPlannedOrCouldNotBeRead() throws IOException {
        Ledger.open(dir)
                .append(List.of(
                        LedgerEntry.planned("a.nii", new FileHash(3, 4, ""), ""),
                        LedgerEntry.without("b.nii", EntryStatus.ERROR, List.of("no"))));
        assertThat(finished("a.nii", "")).isEmpty();
        assertThat(finished("b.nii", "")).isEmpty();
    }

    @Test
    void goesOnBehindATornLastLine() throws IOException {
        Ledger.open(dir).append(List.of(done("a.nii", "k")));
        Files.writeString(dir.resolve(Ledger.NAME), "{\"path\":\"b.nii\",\"sta", StandardOpenOption.APPEND);
        assertThat(Ledger.read(dir).entries()).hasSize(1);
        Ledger.open(dir).append(List.of(done("c.nii", "k")));
        assertThat(Ledger.open(dir).entries()).extracting(LedgerEntry::path).containsExactly("a.nii", "c.nii");
    }

    @Test
    void refusesALedgerThatIsBrokenInside() throws IOException {
        Files.writeString(dir.resolve(Ledger.NAME), "{\"path\":\n{\"path\":\"a\"}\n");
        assertThatThrownBy(() -> Ledger.open(dir))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void aHashIsTrustedOnlyWhileSizeAndTimeAreTheSame() throws IOException {
        Path file = Files.writeString(dir.resolve("f"), "one");
        FileHash first = FileHash.of(file, Optional.empty());
        FileHash claimed = new FileHash(first.size(), first.modified(), "claimed");
        assertThat(FileHash.of(file, Optional.of(claimed)).sha256()).isEqualTo("claimed");
        assertThat(FileHash.of(file, Optional.of(FileHash.unread(file)))).isEqualTo(first);
        Files.writeString(file, "longer");
        assertThat(FileHash.of(file, Optional.of(claimed)).sha256()).isEqualTo(Hashes.file(file));
    }
}
