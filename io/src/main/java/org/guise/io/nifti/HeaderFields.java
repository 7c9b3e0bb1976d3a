package org.guise.io.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The fields of a NIfTI-1 (348 bytes) or NIfTI-2 (540 bytes) header as they stand in the file, unchecked. Offsets: nifti1.h
 * and nifti2.h.
 */
record HeaderFields(
        int version,
        ByteOrder order,
        String magic,
        long[] dim,
        int datatype,
        int bitpix,
        double[] pixdim,
        double voxOffset,
        double slope,
        double intercept,
        int units,
        int qformCode,
        int sformCode,
        double[] quaternion,
        double[] offset,
        double[] srow,
        String description) {

    static final int SIZE_1 = 348;
    static final int SIZE_2 = 540;

    /** The header size that the first 4 bytes state in either byte order: 348, 540, or 0 if neither. */
    static int sizeOf(byte[] start) {
        ByteOrder order = orderOf(start);
        return order == null ? 0 : ByteBuffer.wrap(start).order(order).getInt(0);
    }

    private static ByteOrder orderOf(byte[] start) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int size =
                    start.length < 4 ? 0 : ByteBuffer.wrap(start).order(order).getInt(0);
            if (size == SIZE_1 || size == SIZE_2) {
                return order;
            }
        }
        return null;
    }

    /** Reads the fields; {@code bytes} must hold at least {@link #sizeOf} bytes, which must not be 0. */
    static HeaderFields parse(byte[] bytes) {
        ByteOrder order = orderOf(bytes);
        ByteBuffer b = ByteBuffer.wrap(bytes).order(order);
        return b.getInt(0) == SIZE_1 ? parse1(b, order) : parse2(b, order);
    }

    private static HeaderFields parse1(ByteBuffer b, ByteOrder order) {
        long[] dim = new long[8];
        double[] pixdim = new double[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = b.getShort(40 + 2 * i);
            pixdim[i] = b.getFloat(76 + 4 * i);
        }
        return new HeaderFields(
                1,
                order,
                text(b, 344, 3),
                dim,
                b.getShort(70),
                b.getShort(72),
                pixdim,
                b.getFloat(108),
                b.getFloat(112),
                b.getFloat(116),
                b.get(123),
                b.getShort(252),
                b.getShort(254),
                floats(b, 256, 3),
                floats(b, 268, 3),
                floats(b, 280, 12),
                text(b, 148, 80));
    }

    private static HeaderFields parse2(ByteBuffer b, ByteOrder order) {
        long[] dim = new long[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = b.getLong(16 + 8 * i);
        }
        return new HeaderFields(
                2,
                order,
                text(b, 4, 3),
                dim,
                b.getShort(12),
                b.getShort(14),
                doubles(b, 104, 8),
                b.getLong(168),
                b.getDouble(176),
                b.getDouble(184),
                b.getInt(500),
                b.getInt(344),
                b.getInt(348),
                doubles(b, 352, 3),
                doubles(b, 376, 3),
                doubles(b, 400, 12),
                text(b, 240, 80));
    }

    private static double[] floats(ByteBuffer b, int at, int n) {
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = b.getFloat(at + 4 * i);
        }
        return v;
    }

    private static double[] doubles(ByteBuffer b, int at, int n) {
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = b.getDouble(at + 8 * i);
        }
        return v;
    }

    /** The text up to its first zero byte. */
    private static String text(ByteBuffer b, int at, int n) {
        byte[] raw = new byte[n];
        b.get(at, raw);
        int end = 0;
        while (end < n && raw[end] != 0) {
            end++;
        }
        return new String(raw, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Whether the magic says that the samples stand in a separate .img file. */
    boolean pair() {
        return magic.startsWith("ni");
    }

    /** Header size in bytes. */
    int size() {
        return version == 1 ? SIZE_1 : SIZE_2;
    }

    /** dim[1..dim[0]] as text, such as {@code 256x256x180}. */
    String dimText() {
        StringBuilder s = new StringBuilder();
        for (int i = 1; i <= Math.min(7, Math.max(1, dim[0])); i++) {
            s.append(i == 1 ? "" : "x").append(dim[i]);
        }
        return s.toString();
    }
}
