package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a descriptor of a recogniser holds, it is read or refused with a sentence. */
class DescriptorFuzzTest {
    @TempDir
    private Path dir;

    @FuzzTest
    void descriptor(byte[] data) throws IOException {
        Path file = dir.resolve("d.json");
        Files.write(file, data);
        try {
            Recognisers.fromDescriptor(file, dir).close();
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
