package org.guise.dicom.codec;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Stands between a JPEG 2000 codestream (ISO 15444-1 annex A) that may be damaged and a reader that trusts it: the reader takes
 * memory and time for what a header promises, and loops for ever where the bits end too early.
 */
final class Jpeg2000Codestream {
    private static final int SOC = 0xFF4F, SIZ = 0xFF51, PPM = 0xFF60, PPT = 0xFF61, SOT = 0xFF90, SOD = 0xFF93;
    private static final int EOC = 0xFFD9;
    /** What the index of a tile can count. */
    private static final int MOST_TILES = 65535;
    /** The arithmetic decoder looks a little past the end; more means that it is lost. */
    private static final int MOST_PAST_END = 64;

    private final byte[] b;

    private Jpeg2000Codestream(byte[] b) {
        this.b = b;
    }

    /**
     * Refuses what is not one grey frame of the expected size, or keeps its packet headers apart, which no DICOM writer does and
     * the reader does not survive.
     */
    static void check(byte[] packed, PixelFormat format) throws IOException {
        try {
            new Jpeg2000Codestream(packed).check(format);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IOException("a JPEG 2000 frame ends within its headers", e);
        }
    }

    private void check(PixelFormat format) throws IOException {
        if (u16(0) != SOC || u16(2) != SIZ) {
            throw new IOException("a JPEG 2000 frame does not begin as one");
        }
        size(8, format);
        int at = headers(2, SOT);
        while (at >= 0 && u16(at) == SOT) {
            long length = u32(at + 6);
            headers(at, SOD);
            // 0: to the end of the stream
            at = length == 0 || at + length + 2 > b.length ? -1 : Math.toIntExact(at + length);
        }
        if (at >= 0 && u16(at) != EOC) {
            throw new IOException("a JPEG 2000 frame has no tile where one should be");
        }
    }

    /** @param at of the width, in the SIZ segment */
    private void size(int at, PixelFormat format) throws IOException {
        long width = u32(at) - u32(at + 8);
        long height = u32(at + 4) - u32(at + 12);
        int colours = u16(at + 32);
        if (width != format.columns() || height != format.rows() || colours != 1) {
            throw new IOException("a JPEG 2000 frame of " + width + "x" + height + " pixels and " + colours
                    + " colours, expected " + format.columns() + "x" + format.rows() + " grey ones");
        }
        long across = tiles(u32(at), u32(at + 16), u32(at + 24));
        long down = tiles(u32(at + 4), u32(at + 20), u32(at + 28));
        if (across < 1 || down < 1 || across * down > MOST_TILES) {
            throw new IOException("a JPEG 2000 frame with an impossible number of tiles");
        }
    }

    private static long tiles(long end, long tile, long origin) {
        return tile == 0 || origin >= end ? 0 : Math.ceilDiv(end - origin, tile);
    }

    /** Walks over marker segments up to one marker, and returns where that is. */
    private int headers(int from, int to) throws IOException {
        int at = from;
        do {
            int marker = u16(at);
            int length = u16(at + 2);
            if (marker < 0xFF00 || length < 2 || marker == PPM || marker == PPT) {
                throw new IOException("a JPEG 2000 frame with headers that are damaged or not for DICOM");
            }
            at += 2 + length;
        } while (u16(at) != to);
        return at;
    }

    private int u16(int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    private long u32(int at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    /**
     * The bytes as a stream that ends with an exception, where others say −1 for ever. It stops the reader too at 0xFF 0xFF: the
     * bits of packet headers are stuffed so that this cannot be (B.10.1), and the reader would take the second one for ever.
     * What is read byte by byte is packet headers; all else is read in blocks. It throws {@link Damaged}, as the reader would
     * print the stack trace of any {@link IOException}.
     */
    static ImageInputStream stream(byte[] packed) {
        return new Bytes(packed);
    }

    /** What a frame lacks. */
    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1;

        Damaged(String message) {
            super(message);
        }
    }

    private static final class Bytes extends ImageInputStreamImpl {
        private final byte[] bytes;
        private int pastEnd;
        private long lastFf = -2;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            bitOffset = 0;
            if (streamPos >= bytes.length) {
                if (++pastEnd > MOST_PAST_END) {
                    throw new Damaged("a JPEG 2000 frame ends too early");
                }
                return -1;
            }
            int value = bytes[(int) streamPos] & 0xFF;
            if (value == 0xFF) {
                if (lastFf == streamPos - 1) {
                    throw new Damaged("a JPEG 2000 frame with a damaged packet header");
                }
                lastFf = streamPos;
            }
            streamPos++;
            return value;
        }

        @Override
        public int read(byte[] to, int from, int most) {
            bitOffset = 0;
            int n = (int) Math.min(most, bytes.length - streamPos);
            if (most > 0 && n <= 0) {
                throw new Damaged("a JPEG 2000 frame ends too early");
            }
            System.arraycopy(bytes, (int) streamPos, to, from, n);
            streamPos += n;
            return n;
        }

        @Override
        public long length() {
            return bytes.length;
        }
    }
}
