package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFileTest {
    @Test
    void refusesAnyOtherFileAndNamesThePackage(@TempDir Path dir) throws IOException {
        Path other = Files.writeString(dir.resolve("ch2.nii.gz"), "not Colin");
        assertThatThrownBy(() -> TemplateFile.read(other, TemplateFile.CH2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ch2.nii.gz")
                .hasMessageContaining(TemplateFile.CH2)
                .hasMessageContaining("mricron-data");
    }
}
