package org.guise.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.guise.io.file.InputException;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, reading it gives an image or one sentence: no other exception, no hang, no endless memory. */
class NiftiFuzzTest {
    private static final int MOST_SAMPLES = 1 << 20;

    @TempDir
    private Path dir;

    @FuzzTest
    void singleFile(byte[] data) throws IOException {
        Path file = dir.resolve("x.nii");
        Files.write(file, data);
        read(file);
    }

    @FuzzTest
    void gzipFile(byte[] data) throws IOException {
        Path file = dir.resolve("x.nii.gz");
        Files.write(file, data);
        read(file);
        // and the same bytes within sound gzip, so that what lies behind it is reached as well
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(packed)) {
            gz.write(data);
        }
        Files.write(file, packed.toByteArray());
        read(file);
    }

    @FuzzTest
    void pair(byte[] data) throws IOException {
        int cut = Math.min(data.length, 352);
        Path header = dir.resolve("x.hdr");
        Files.write(header, Arrays.copyOf(data, cut));
        Files.write(dir.resolve("x.img"), Arrays.copyOfRange(data, cut, data.length));
        read(header);
    }

    private void read(Path file) throws IOException {
        NiftiImage image;
        try {
            image = NiftiFile.read(file);
        } catch (InputException e) {
            assertThat(e.getMessage()).startsWith("x.").doesNotContain("\n", dir.toString());
            return;
        }
        image.extensions();
        Hashes.samples(image);
        if (image.grid().size() <= MOST_SAMPLES) {
            image.orientation();
            assertThat(image.frame(image.frames() - 1).data())
                    .hasSize(image.grid().size());
        }
    }
}
