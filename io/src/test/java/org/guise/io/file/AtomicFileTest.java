package org.guise.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void replacesTheFileOnlyWhenDone() throws Exception {
        Path target = Files.writeString(folder.resolve("a.txt"), "old");
        AtomicFile.write(target, out -> {
            out.write("new".getBytes());
            out.flush();
            assertThat(target).hasContent("old");
            assertThat(names()).hasSize(2).anyMatch(n -> AtomicFile.isTemp(Path.of(n)));
        });
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aFailureKeepsTheOldFileAndLeavesNoTemp() throws Exception {
        Path target = Files.writeString(folder.resolve("a.txt"), "old");
        IoConsumer<OutputStream> failing = out -> {
            out.write(new byte[100_000]);
            throw new InputException(Path.of("in.nii"), "broken", "mend it");
        };
        assertThatThrownBy(() -> AtomicFile.write(target, failing)).hasMessage("in.nii: broken; mend it");
        IoConsumer<OutputStream> crashing = out -> {
            throw new IllegalStateException("bug");
        };
        assertThatThrownBy(() -> AtomicFile.write(target, crashing)).hasMessage("bug");
        assertThat(target).hasContent("old");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aFullDiskGivesOneSentenceAndLeavesNothing() throws Exception {
        Path target = folder.resolve("a.nii.gz");
        IoConsumer<OutputStream> full = out -> {
            throw new IOException("No space left on device");
        };
        assertThatThrownBy(() -> AtomicFile.write(target, full))
                .isInstanceOf(OutputException.class)
                .hasMessageMatching(
                        "a\\.nii\\.gz: the disk is full \\(\\d+ MiB free\\); free some space or choose another"
                                + " output folder, nothing was written under this name");
        assertThat(names()).isEmpty();
    }

    @Test
    void aMissingFolderAndAFolderInTheWayGiveOneSentence() throws Exception {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("none/a.txt"), out -> out.write(1)))
                .isInstanceOf(OutputException.class)
                .hasMessage("a.txt: its folder does not exist; create it first");
        Files.createDirectory(folder.resolve("d"));
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("d"), out -> out.write(1)))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("a folder of that name exists");
    }

    @Test
    void ofSeveralFilesNoneAppearsIfTheLastFails() throws Exception {
        SequencedMap<Path, IoConsumer<OutputStream>> both = new LinkedHashMap<>();
        both.put(folder.resolve("a.img"), out -> out.write(1));
        both.put(folder.resolve("a.hdr"), out -> {
            assertThat(folder.resolve("a.img")).doesNotExist();
            throw new IOException("broken");
        });
        assertThatThrownBy(() -> AtomicFile.writeAll(both)).hasMessage("broken");
        assertThat(names()).isEmpty();
        both.put(folder.resolve("a.hdr"), out -> out.write(2));
        AtomicFile.writeAll(both);
        assertThat(names()).containsExactly("a.hdr", "a.img");
    }

    @Test
    void staleTempsAreToldByNameAndAge() throws Exception {
        Path temp = Files.writeString(folder.resolve(".guise-0123456789abcdef.tmp"), "left over");
        Files.writeString(folder.resolve(".guise-notes.tmp"), "somebody's");
        assertThat(AtomicFile.deleteStale(folder, Duration.ofHours(1))).isEmpty();
        assertThat(AtomicFile.deleteStale(folder, Duration.ZERO)).containsExactly(temp);
        assertThat(names()).containsExactly(".guise-notes.tmp");
    }
}
