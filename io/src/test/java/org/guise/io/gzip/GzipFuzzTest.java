package org.guise.io.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/** Any bytes decompress, or end with one of the two documented exceptions. */
class GzipFuzzTest {
    private static final int MOST = 1 << 24;

    @FuzzTest
    void decompresses(byte[] data) throws IOException {
        byte[] buffer = new byte[4096];
        try (GzipInput in = new GzipInput(new ByteArrayInputStream(data))) {
            long total = 0;
            for (int n = in.read(buffer); n >= 0 && total < MOST; n = in.read(buffer)) {
                assertThat(n).isPositive();
                total += n;
                assertThat(in.produced()).isEqualTo(total);
            }
        } catch (EOFException | ZipException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }
}
