package org.guise.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.guise.io.file.InputException;
import org.junit.jupiter.api.io.TempDir;

/** A folder of two damaged files is sorted into a volume or refused with a sentence. */
class SeriesFuzzTest {
    @TempDir
    private Path dir;

    @FuzzTest
    void folder(byte[] data) throws IOException {
        int cut = data.length / 2;
        Files.write(dir.resolve("1.dcm"), Arrays.copyOf(data, cut));
        Files.write(dir.resolve("2.dcm"), Arrays.copyOfRange(data, cut, data.length));
        for (SeriesFiles series : DicomFolder.scan(dir, true).series()) {
            try {
                SeriesImage image = SeriesImage.load(SortedSeries.of(series));
                assertThat(image.frame(0).data()).hasSize(image.grid().size());
            } catch (InputException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
