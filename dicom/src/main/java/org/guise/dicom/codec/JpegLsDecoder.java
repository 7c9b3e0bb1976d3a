package org.guise.dicom.codec;

import java.io.IOException;

/** JPEG-LS without losses (ITU-T T.87), one grey component. Names are those of the standard. */
final class JpegLsDecoder implements FrameDecoder {
    private static final int SOI = 0xD8, SOF = 0xF7, LSE = 0xF8, SOS = 0xDA, DRI = 0xDD;
    private static final int[] J = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    @Override
    public void decode(byte[] packed, PixelFormat format, byte[] out, int at) throws IOException {
        try {
            Header header = header(packed);
            if (header.width != format.columns() || header.height != format.rows() || header.components != 1) {
                throw new IOException("a JPEG-LS frame of " + header.width + "x" + header.height + " pixels and "
                        + header.components + " colours, expected " + format.columns() + "x" + format.rows()
                        + " grey ones");
            }
            if (header.bits > format.bitsAllocated()) {
                throw new IOException(
                        "a JPEG-LS frame of " + header.bits + " bits, expected at most " + format.bitsAllocated());
            }
            new Scan(header, packed).decode(format, out, at);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IOException("a JPEG-LS frame ends too early", e);
        }
    }

    /** What the markers say, up to the first byte of the scan. */
    private static final class Header {
        int width, height, components, bits, maxval, t1, t2, t3, reset, scanAt;
    }

    private static Header header(byte[] b) throws IOException {
        if ((b[0] & 0xFF) != 0xFF || (b[1] & 0xFF) != SOI) {
            throw new IOException("a JPEG-LS frame does not begin as one");
        }
        Header h = new Header();
        int pos = 2;
        while (true) {
            if ((b[pos] & 0xFF) != 0xFF) {
                throw new IOException("a JPEG-LS frame has no marker where one should be");
            }
            int marker = b[pos + 1] & 0xFF;
            if (marker == 0xFF) {
                pos++;
                continue;
            }
            int length = u16(b, pos + 2);
            int body = pos + 4;
            switch (marker) {
                case SOF -> {
                    h.bits = b[body] & 0xFF;
                    h.height = u16(b, body + 1);
                    h.width = u16(b, body + 3);
                    h.components = b[body + 5] & 0xFF;
                }
                case LSE -> {
                    if (b[body] != 1) {
                        throw new IOException("a JPEG-LS frame with a colour table");
                    }
                    h.maxval = u16(b, body + 1);
                    h.t1 = u16(b, body + 3);
                    h.t2 = u16(b, body + 5);
                    h.t3 = u16(b, body + 7);
                    h.reset = u16(b, body + 9);
                }
                case DRI -> throw new IOException("a JPEG-LS frame with restart markers");
                case SOS -> {
                    int near = b[body + 3];
                    int transform = b[body + 5];
                    if (b[body] != 1 || near != 0 || transform != 0) {
                        throw new IOException("a JPEG-LS frame that is not lossless or of more than one component");
                    }
                    h.scanAt = pos + 2 + length;
                    defaults(h);
                    return h;
                }
                default -> {
                    // APPn and COM say nothing of the pixels
                }
            }
            pos += 2 + length;
        }
    }

    /** T.87 section C.2.4.1.1, NEAR = 0. */
    private static void defaults(Header h) throws IOException {
        if (h.bits < 2 || h.bits > 16) {
            throw new IOException("a JPEG-LS frame of " + h.bits + " bits");
        }
        if (h.maxval == 0) {
            h.maxval = (1 << h.bits) - 1;
        }
        int t1, t2, t3;
        if (h.maxval >= 128) {
            int factor = (Math.min(h.maxval, 4095) + 128) / 256;
            t1 = factor + 2;
            t2 = factor * 4 + 3;
            t3 = factor * 17 + 4;
        } else {
            int factor = 256 / (h.maxval + 1);
            t1 = Math.max(2, 3 / factor);
            t2 = Math.max(3, 7 / factor);
            t3 = Math.max(4, 21 / factor);
        }
        h.t1 = h.t1 == 0 ? clamp(t1, 1, h.maxval) : h.t1;
        h.t2 = h.t2 == 0 ? clamp(t2, h.t1, h.maxval) : h.t2;
        h.t3 = h.t3 == 0 ? clamp(t3, h.t2, h.maxval) : h.t3;
        h.reset = h.reset == 0 ? 64 : h.reset;
    }

    private static int clamp(int i, int least, int maxval) {
        return i > maxval || i < least ? least : i;
    }

    private static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    /** The entropy-coded part. Contexts 0 to 364 are those of the gradients, 365 and 366 end runs. */
    private static final class Scan {
        private final Header h;
        private final BitReader bits;
        private final int range, qbpp, limit;
        private final int[] a = new int[367], b = new int[365], c = new int[365], n = new int[367], nn = new int[367];
        private int runIndex;

        Scan(Header h, byte[] packed) {
            this.h = h;
            this.bits = new BitReader(packed, h.scanAt);
            range = h.maxval + 1;
            qbpp = 32 - Integer.numberOfLeadingZeros(range - 1);
            int bpp = Math.max(2, qbpp);
            limit = 2 * (bpp + Math.max(8, bpp));
            java.util.Arrays.fill(a, Math.max(2, (range + 32) / 64));
            java.util.Arrays.fill(n, 1);
        }

        void decode(PixelFormat format, byte[] out, int at) throws IOException {
            int w = h.width;
            // a pixel more on either side: what the standard takes for the neighbours beyond the edges
            int[] prev = new int[w + 2], cur = new int[w + 2];
            int p = at;
            for (int y = 0; y < h.height; y++) {
                prev[w + 1] = prev[w];
                cur[0] = prev[1];
                line(prev, cur, w);
                for (int x = 1; x <= w; x++) {
                    int value = format.value(cur[x]);
                    out[p++] = (byte) value;
                    if (format.bytes() == 2) {
                        out[p++] = (byte) (value >> 8);
                    }
                }
                int[] t = prev;
                prev = cur;
                cur = t;
            }
        }

        private void line(int[] prev, int[] cur, int w) throws IOException {
            int x = 1;
            while (x <= w) {
                int ra = cur[x - 1], rb = prev[x], rc = prev[x - 1], rd = prev[x + 1];
                int q = 81 * quantised(rd - rb) + 9 * quantised(rb - rc) + quantised(rc - ra);
                if (q != 0) {
                    cur[x++] = regular(q, ra, rb, rc);
                    continue;
                }
                int end = run(w + 1 - x) + x;
                while (x < end) {
                    cur[x++] = ra;
                }
                if (x <= w) {
                    cur[x] = interruption(ra, prev[x]);
                    x++;
                    runIndex = Math.max(0, runIndex - 1);
                }
            }
        }

        private int quantised(int d) {
            int m = Math.abs(d);
            int q = m == 0 ? 0 : m < h.t1 ? 1 : m < h.t2 ? 2 : m < h.t3 ? 3 : 4;
            return d < 0 ? -q : q;
        }

        private int regular(int signedContext, int ra, int rb, int rc) throws IOException {
            int q = Math.abs(signedContext);
            int sign = signedContext < 0 ? -1 : 1;
            int px = rc >= Math.max(ra, rb)
                    ? Math.min(ra, rb)
                    : rc <= Math.min(ra, rb) ? Math.max(ra, rb) : ra + rb - rc;
            px = Math.clamp(px + sign * c[q], 0, h.maxval);
            int k = golomb(n[q], a[q]);
            int m = bits.golomb(k, limit - qbpp - 1, qbpp);
            int error;
            if (k == 0 && 2 * b[q] <= -n[q]) {
                error = (m & 1) != 0 ? m >> 1 : -(m >> 1) - 1;
            } else {
                error = (m & 1) != 0 ? -((m + 1) >> 1) : m >> 1;
            }
            update(q, error);
            return wrapped(px + sign * error);
        }

        private void update(int q, int error) {
            b[q] += error;
            a[q] += Math.abs(error);
            if (n[q] == h.reset) {
                a[q] >>= 1;
                b[q] >>= 1;
                n[q] >>= 1;
            }
            n[q]++;
            if (b[q] <= -n[q]) {
                b[q] = Math.max(b[q] + n[q], 1 - n[q]);
                c[q] = Math.max(c[q] - 1, -128);
            } else if (b[q] > 0) {
                b[q] = Math.min(b[q] - n[q], 0);
                c[q] = Math.min(c[q] + 1, 127);
            }
        }

        /** The length of a run, at most {@code left}. */
        private int run(int left) throws IOException {
            int length = 0;
            while (bits.bit() != 0) {
                int whole = 1 << J[runIndex];
                if (whole <= left - length) {
                    runIndex = Math.min(31, runIndex + 1);
                }
                length += Math.min(whole, left - length);
                if (length == left) {
                    return length;
                }
            }
            length += bits.bits(J[runIndex]);
            if (length > left) {
                throw new IOException("a run of a JPEG-LS frame is longer than its line");
            }
            return length;
        }

        private int interruption(int ra, int rb) throws IOException {
            int type = ra == rb ? 1 : 0;
            int q = 365 + type;
            int sign = type == 0 && ra > rb ? -1 : 1;
            int k = golomb(n[q], type == 0 ? a[q] : a[q] + (n[q] >> 1));
            int m = bits.golomb(k, limit - J[runIndex] - 1 - qbpp - 1, qbpp);
            int map = (m + type) & 1;
            int size = (m + type + map) / 2;
            int error = (k != 0 || 2 * nn[q] >= n[q]) == (map == 1) ? -size : size;
            if (error < 0) {
                nn[q]++;
            }
            a[q] += (m + 1 - type) >> 1;
            if (n[q] == h.reset) {
                a[q] >>= 1;
                n[q] >>= 1;
                nn[q] >>= 1;
            }
            n[q]++;
            return wrapped((type == 1 ? ra : rb) + sign * error);
        }

        private static int golomb(int n, int a) throws IOException {
            int k = 0;
            while (n << k < a) {
                if (++k > 24) {
                    throw new IOException("a JPEG-LS frame is damaged");
                }
            }
            return k;
        }

        private int wrapped(int v) throws IOException {
            int r = v < 0 ? v + range : v > h.maxval ? v - range : v;
            if (r < 0 || r > h.maxval) {
                throw new IOException("a JPEG-LS frame is damaged");
            }
            return r;
        }
    }

    /** Bits, highest first; after a byte 0xFF the next byte has seven (T.87 section A.1). */
    private static final class BitReader {
        private final byte[] data;
        private int pos, current, left;
        private boolean stuffed;

        BitReader(byte[] data, int pos) {
            this.data = data;
            this.pos = pos;
        }

        int bit() throws IOException {
            if (left == 0) {
                if (pos >= data.length) {
                    throw new IOException("a JPEG-LS frame ends too early");
                }
                current = data[pos++] & 0xFF;
                if (stuffed && current > 0x7F) {
                    throw new IOException("a JPEG-LS frame ends too early");
                }
                left = stuffed ? 7 : 8;
                stuffed = current == 0xFF;
            }
            return current >> --left & 1;
        }

        int bits(int count) throws IOException {
            int v = 0;
            for (int i = 0; i < count; i++) {
                v = v << 1 | bit();
            }
            return v;
        }

        /** A Golomb code of limited length (T.87 section A.5.3). */
        int golomb(int k, int longest, int escapeBits) throws IOException {
            int zeros = 0;
            while (bit() == 0) {
                if (++zeros > longest) {
                    throw new IOException("a JPEG-LS frame is damaged");
                }
            }
            return zeros < longest ? zeros << k | bits(k) : bits(escapeBits) + 1;
        }
    }
}
