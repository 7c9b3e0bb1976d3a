package org.guise.dicom.codec;

import java.io.IOException;

/**
 * Lossless JPEG with Huffman codes, one grey component (ITU-T T.81 annex H, process 14). Names are those of the standard.
 *
 * <p>A reader of javax.imageio would do it too, but once on the class path it also reads every other JPEG of the process.
 */
final class JpegLosslessDecoder implements FrameDecoder {
    private static final int SOI = 0xD8, SOF3 = 0xC3, DHT = 0xC4, SOS = 0xDA, DRI = 0xDD, EOI = 0xD9;

    @Override
    public void decode(byte[] packed, PixelFormat format, byte[] out, int at) throws IOException {
        try {
            new Frame(packed).decode(format, out, at);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IOException("a JPEG frame ends too early or holds codes that it does not define", e);
        }
    }

    /** One frame while it is decoded. */
    private static final class Frame {
        private final byte[] b;
        private final Huffman[] tables = new Huffman[16];
        private int precision, rows, columns, restartInterval;

        Frame(byte[] b) {
            this.b = b;
        }

        void decode(PixelFormat format, byte[] out, int at) throws IOException {
            if ((b[0] & 0xFF) != 0xFF || (b[1] & 0xFF) != SOI) {
                throw new IOException("a JPEG frame does not begin as one");
            }
            int pos = 2;
            while (true) {
                if ((b[pos] & 0xFF) != 0xFF) {
                    throw new IOException("a JPEG frame has no marker where one should be");
                }
                int marker = b[pos + 1] & 0xFF;
                if (marker == 0xFF) {
                    pos++;
                    continue;
                }
                int length = u16(pos + 2);
                int body = pos + 4;
                switch (marker) {
                    case SOF3 -> {
                        precision = b[body] & 0xFF;
                        rows = u16(body + 1);
                        columns = u16(body + 3);
                        check(format, b[body + 5] & 0xFF);
                    }
                    case DHT -> tables(body, pos + 2 + length);
                    case DRI -> restartInterval = u16(body);
                    case SOS -> {
                        Huffman table = b[body] == 1 ? tables[(b[body + 2] & 0xFF) >> 4] : null;
                        if (rows == 0 || table == null) {
                            throw new IOException("a JPEG frame has no size or no code table before its scan");
                        }
                        scan(new Bits(b, pos + 2 + length), table, b[body + 3], b[body + 5] & 15, format, out, at);
                        return;
                    }
                    case EOI -> throw new IOException("a JPEG frame holds no scan");
                    default -> {
                        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xCC && marker != 0xC8) {
                            throw new IOException("a JPEG frame that is not lossless with Huffman codes");
                        }
                    }
                }
                pos += 2 + length;
            }
        }

        private void check(PixelFormat format, int components) throws IOException {
            if (rows != format.rows() || columns != format.columns() || components != 1) {
                throw new IOException("a JPEG frame of " + columns + "x" + rows + " pixels and " + components
                        + " colours, expected " + format.columns() + "x" + format.rows() + " grey ones");
            }
            if (precision < 2 || precision > format.bitsAllocated()) {
                throw new IOException(
                        "a JPEG frame of " + precision + " bits, expected at most " + format.bitsAllocated());
            }
        }

        private void tables(int from, int to) throws IOException {
            int pos = from;
            while (pos < to) {
                int id = b[pos] & 15;
                int count = 0;
                for (int i = 1; i <= 16; i++) {
                    count += b[pos + i] & 0xFF;
                }
                tables[id] = new Huffman(b, pos + 1, count);
                pos += 17 + count;
            }
        }

        private void scan(
                Bits bits, Huffman table, int predictor, int shift, PixelFormat format, byte[] out, int at)
                throws IOException {
            if (predictor < 1 || predictor > 7 || shift >= precision) {
                throw new IOException("a JPEG frame with predictor " + predictor + ", expected 1 to 7");
            }
            int[] above = new int[columns], line = new int[columns];
            int start = 1 << precision - shift - 1;
            boolean first = true;
            int left = restartInterval;
            int p = at;
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    if (restartInterval > 0 && left-- == 0) {
                        bits.restart();
                        left = restartInterval - 1;
                        first = true;
                        if (x > 0) {
                            throw new IOException("a JPEG frame restarts within a line");
                        }
                    }
                    int prediction;
                    if (x == 0) {
                        prediction = first ? start : above[0];
                    } else if (first) {
                        prediction = line[x - 1];
                    } else {
                        prediction = predict(predictor, line[x - 1], above[x], above[x - 1]);
                    }
                    line[x] = prediction + table.difference(bits) & 0xFFFF;
                    int value = format.value(line[x] << shift);
                    out[p++] = (byte) value;
                    if (format.bytes() == 2) {
                        out[p++] = (byte) (value >> 8);
                    }
                }
                first = false;
                int[] t = above;
                above = line;
                line = t;
            }
        }

        /** Table H.1. */
        private static int predict(int predictor, int ra, int rb, int rc) {
            return switch (predictor) {
                case 1 -> ra;
                case 2 -> rb;
                case 3 -> rc;
                case 4 -> ra + rb - rc;
                case 5 -> ra + (rb - rc >> 1);
                case 6 -> rb + (ra - rc >> 1);
                default -> ra + rb >> 1;
            };
        }

        private int u16(int at) {
            return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
        }
    }

    /** A code table (annexes C and F.2.2.3). */
    private static final class Huffman {
        private final int[] maxcode = new int[18], valptr = new int[17], mincode = new int[17];
        private final int[] values;

        Huffman(byte[] b, int at, int count) throws IOException {
            values = new int[count];
            for (int i = 0; i < count; i++) {
                values[i] = b[at + 16 + i] & 0xFF;
                if (values[i] > 16) {
                    throw new IOException("a JPEG frame with a code table that is not of lossless coding");
                }
            }
            int code = 0, k = 0;
            for (int length = 1; length <= 16; length++) {
                int n = b[at + length - 1] & 0xFF;
                valptr[length] = k;
                mincode[length] = code;
                code += n;
                k += n;
                maxcode[length] = n == 0 ? -1 : code - 1;
                code <<= 1;
            }
        }

        int difference(Bits bits) throws IOException {
            int code = 0, length = 0;
            do {
                if (++length > 16) {
                    throw new IOException("a JPEG frame holds a code that its table does not define");
                }
                code = code << 1 | bits.bit();
            } while (maxcode[length] < 0 || code > maxcode[length]);
            int size = values[valptr[length] + code - mincode[length]];
            if (size == 0) {
                return 0;
            }
            if (size == 16) {
                return 32768;
            }
            int v = bits.bits(size);
            return v < 1 << size - 1 ? v - (1 << size) + 1 : v;
        }
    }

    /** Bits, highest first; after a byte 0xFF a zero byte is left out. */
    private static final class Bits {
        private final byte[] data;
        private int pos, current, left;

        Bits(byte[] data, int pos) {
            this.data = data;
            this.pos = pos;
        }

        int bit() throws IOException {
            if (left == 0) {
                current = data[pos++] & 0xFF;
                if (current == 0xFF && data[pos++] != 0) {
                    throw new IOException("a JPEG frame ends too early");
                }
                left = 8;
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

        /** Goes on after a restart marker. */
        void restart() throws IOException {
            left = 0;
            if ((data[pos] & 0xFF) != 0xFF || (data[pos + 1] & 0xF8) != 0xD0) {
                throw new IOException("a JPEG frame has no restart marker where one should be");
            }
            pos += 2;
        }
    }
}
