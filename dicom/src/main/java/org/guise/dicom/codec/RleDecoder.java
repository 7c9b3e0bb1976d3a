package org.guise.dicom.codec;

import java.io.IOException;

/** RLE lossless (PS3.5 annex G): the bytes of the pixels by significance, highest first, each packed by runs. */
final class RleDecoder implements FrameDecoder {
    private static final int HEADER = 64;

    @Override
    public void decode(byte[] packed, PixelFormat format, byte[] out, int at) throws IOException {
        if (packed.length < HEADER) {
            throw new IOException("an RLE frame of " + packed.length + " bytes has no header");
        }
        int segments = i32(packed, 0);
        if (segments != format.bytes()) {
            throw new IOException(
                    "an RLE frame has " + segments + " segments, expected " + format.bytes() + " (one for each byte)");
        }
        for (int s = 0; s < segments; s++) {
            int from = i32(packed, 4 + 4 * s);
            int to = s + 1 < segments ? i32(packed, 8 + 4 * s) : packed.length;
            if (from < HEADER || to < from || to > packed.length) {
                throw new IOException("an RLE segment lies outside its frame");
            }
            segment(packed, from, to, out, at + segments - 1 - s, segments, format.framePixels());
        }
    }

    private static void segment(byte[] packed, int from, int to, byte[] out, int at, int step, int pixels)
            throws IOException {
        int in = from, done = 0;
        while (done < pixels) {
            if (in >= to) {
                throw new IOException("an RLE segment ends after " + done + " of " + pixels + " pixels");
            }
            int code = packed[in++];
            if (code >= 0) {
                int n = code + 1;
                if (n > to - in || n > pixels - done) {
                    throw new IOException("an RLE run is longer than its segment or row of pixels");
                }
                for (int i = 0; i < n; i++) {
                    out[at + step * done++] = packed[in++];
                }
            } else if (code != -128) {
                int n = 1 - code;
                if (in >= to || n > pixels - done) {
                    throw new IOException("an RLE run is longer than its segment or row of pixels");
                }
                byte value = packed[in++];
                for (int i = 0; i < n; i++) {
                    out[at + step * done++] = value;
                }
            }
        }
    }

    private static int i32(byte[] b, int at) {
        return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | (b[at + 3] & 0xFF) << 24;
    }
}
