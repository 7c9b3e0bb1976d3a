package org.guise.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFileTest {
    @TempDir
    private Path dir;

    private static final List<PictureTemplates> PICTURES = List.of(
            new PictureTemplates(true, new float[][] {{1, -2.5f, Float.MIN_VALUE}, {}}),
            new PictureTemplates(false, new float[][] {{}, {}}));

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path file = dir.resolve("a.templates");
        TemplateFile.write(file, PICTURES);
        List<PictureTemplates> read = TemplateFile.read(file).orElseThrow();
        assertThat(read).hasSize(2);
        assertThat(read.get(0).found()).isTrue();
        assertThat(read.get(0).templates()).isDeepEqualTo(PICTURES.get(0).templates());
        assertThat(read.get(1).found()).isFalse();
    }

    @Test
    void aMissingCutOrForeignFileIsMadeAgain() throws IOException {
        Path file = dir.resolve("a.templates");
        assertThat(TemplateFile.read(file)).isEqualTo(Optional.empty());
        TemplateFile.write(file, PICTURES);
        byte[] whole = Files.readAllBytes(file);
        for (int n : new int[] {0, 3, 8, 20, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, n));
            assertThat(TemplateFile.read(file)).as("%d bytes", n).isEmpty();
        }
        Files.writeString(file, "something else altogether, long enough");
        assertThat(TemplateFile.read(file)).isEmpty();
        whole[8 + 5] = 0x7f;
        Files.write(file, whole);
        assertThat(TemplateFile.read(file)).as("an absurd length").isEmpty();
    }
}
