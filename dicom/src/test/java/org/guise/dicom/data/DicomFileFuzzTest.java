package org.guise.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.guise.io.file.InputException;

/** Whatever a DICOM file holds, it is read or refused with a sentence; what is read can be looked at and written. */
class DicomFileFuzzTest {
    @FuzzTest
    void dataSet(byte[] data) throws IOException {
        DicomFile file;
        try {
            file = DicomFile.read(Path.of("x.dcm"), data);
        } catch (InputException e) {
            assertThat(e.getMessage()).startsWith("x.dcm").doesNotContain("\n");
            return;
        }
        walk(file.meta());
        walk(file.dataSet());
        file.write(new ByteArrayOutputStream());
    }

    private static void walk(DataSet set) {
        for (Element e : set) {
            e.strings();
            e.numbers();
            set.string(e.tag());
            set.integer(e.tag());
            e.items().forEach(DicomFileFuzzTest::walk);
        }
    }
}
