package org.guise.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** A damaged frame is refused with a sentence: no other exception, no hang, no endless memory. */
class CodecFuzzTest {
    private static final PixelFormat FORMAT = new PixelFormat(8, 8, 16, 12, false, false, 1);

    private static void unpack(FrameDecoder decoder, byte[] data) {
        byte[] out = new byte[FORMAT.frameBytes()];
        try {
            decoder.decode(data, FORMAT, out, 0);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @FuzzTest
    void rle(byte[] data) {
        unpack(new RleDecoder(), data);
    }

    @FuzzTest
    void jpegLs(byte[] data) {
        unpack(new JpegLsDecoder(), data);
    }

    @FuzzTest
    void jpegLossless(byte[] data) {
        unpack(new JpegLosslessDecoder(), data);
    }

    @FuzzTest
    void jpeg2000(byte[] data) {
        unpack(new Jpeg2000Decoder(), data);
    }
}
