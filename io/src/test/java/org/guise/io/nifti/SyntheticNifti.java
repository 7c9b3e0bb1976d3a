package org.guise.io.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Builds NIfTI bytes field by field from the offsets of nifti1.h and nifti2.h, independently of the code under test. */
final class SyntheticNifti {
    int version = 1;
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    boolean pair;
    long[] dim = {3, 5, 4, 3, 1, 1, 1, 1};
    int datatype = 4;
    int bitpix = 16;
    double[] pixdim = {1, 1.5, 1, 2, 2, 1, 1, 1};
    double slope = 1;
    double inter = 0;
    int units = 2 | 8;
    int qformCode = 0;
    int sformCode = 1;
    double[] quaternion = {0, 0, 0};
    double[] offset = {0, 0, 0};
    double[] srow = {1.5, 0, 0, -10, 0, 1, 0, 20, 0, 0, 2, -30};
    byte[] extension = new byte[0];
    String magic;
    Double voxOffset;
    byte[] samples;
    byte[] tail = new byte[0];

    SyntheticNifti type(DataType t) {
        datatype = t.code();
        bitpix = t.bytes() * 8;
        return this;
    }

    int voxels() {
        long n = 1;
        for (int i = 1; i <= dim[0]; i++) {
            n *= dim[i];
        }
        return (int) n;
    }

    SyntheticNifti randomSamples(Random random) {
        samples = new byte[voxels() * bitpix / 8];
        random.nextBytes(samples);
        return this;
    }

    byte[] samples() {
        return samples != null ? samples : randomSamples(new Random(7)).samples;
    }

    int headerSize() {
        return version == 1 ? 348 : 540;
    }

    /** Header, extension flag, extensions. */
    byte[] head() {
        int length = headerSize() + 4 + extension.length;
        ByteBuffer b = ByteBuffer.allocate(length).order(order);
        double vox = voxOffset != null ? voxOffset : pair ? 0 : length;
        String m = magic != null ? magic : (pair ? "ni" : "n+") + version;
        b.putInt(0, headerSize());
        byte[] desc = "made for a test".getBytes(StandardCharsets.ISO_8859_1);
        if (version == 1) {
            b.put(344, m.getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 8; i++) {
                b.putShort(40 + 2 * i, (short) dim[i]);
                b.putFloat(76 + 4 * i, (float) pixdim[i]);
            }
            b.putShort(70, (short) datatype).putShort(72, (short) bitpix);
            b.putFloat(108, (float) vox).putFloat(112, (float) slope).putFloat(116, (float) inter);
            b.put(123, (byte) units).put(148, desc);
            b.putShort(252, (short) qformCode).putShort(254, (short) sformCode);
            for (int i = 0; i < 3; i++) {
                b.putFloat(256 + 4 * i, (float) quaternion[i]).putFloat(268 + 4 * i, (float) offset[i]);
            }
            for (int i = 0; i < 12; i++) {
                b.putFloat(280 + 4 * i, (float) srow[i]);
            }
        } else {
            b.put(4, m.getBytes(StandardCharsets.ISO_8859_1)).put(8, new byte[] {13, 10, 26, 10});
            b.putShort(12, (short) datatype).putShort(14, (short) bitpix);
            for (int i = 0; i < 8; i++) {
                b.putLong(16 + 8 * i, dim[i]).putDouble(104 + 8 * i, pixdim[i]);
            }
            b.putLong(168, (long) vox)
                    .putDouble(176, slope)
                    .putDouble(184, inter)
                    .put(240, desc);
            b.putInt(344, qformCode).putInt(348, sformCode).putInt(500, units);
            for (int i = 0; i < 3; i++) {
                b.putDouble(352 + 8 * i, quaternion[i]).putDouble(376 + 8 * i, offset[i]);
            }
            for (int i = 0; i < 12; i++) {
                b.putDouble(400 + 8 * i, srow[i]);
            }
        }
        b.put(headerSize(), (byte) (extension.length > 0 ? 1 : 0)).put(headerSize() + 4, extension);
        return b.array();
    }

    /** One extension of code 6 (comment), its size a multiple of 16. */
    SyntheticNifti comment(String text, int code) {
        int size = (8 + text.length() + 15) / 16 * 16;
        extension = ByteBuffer.allocate(size)
                .order(order)
                .putInt(size)
                .putInt(code)
                .put(text.getBytes(StandardCharsets.ISO_8859_1))
                .array();
        return this;
    }

    /** Writes the file, or the pair next to a .hdr name; compressed where the name ends in .gz. */
    Path write(Path file) throws IOException {
        if (pair) {
            put(file, head());
            put(Path.of(file.toString().replace(".hdr", ".img")), concat(samples(), tail));
        } else {
            put(file, concat(head(), samples(), tail));
        }
        return file;
    }

    static void put(Path file, byte[] content) throws IOException {
        Files.write(file, file.toString().endsWith(".gz") ? gzip(content) : content);
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(content);
        }
        return out.toByteArray();
    }

    /** The decompressed content by Java's own reader. */
    static byte[] content(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return Files.readAllBytes(file);
        }
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Raw value of sample {@code i} as a double, through exact integer arithmetic. */
    static double raw(byte[] samples, DataType type, ByteOrder order, int i) {
        ByteBuffer b = ByteBuffer.wrap(samples).order(order);
        return switch (type) {
            case UINT8 -> Byte.toUnsignedInt(samples[i]);
            case INT8 -> samples[i];
            case INT16 -> b.getShort(2 * i);
            case UINT16 -> Short.toUnsignedInt(b.getShort(2 * i));
            case INT32 -> b.getInt(4 * i);
            case UINT32 -> Integer.toUnsignedLong(b.getInt(4 * i));
            case INT64 -> b.getLong(8 * i);
            case UINT64 -> new java.math.BigDecimal(Long.toUnsignedString(b.getLong(8 * i))).doubleValue();
            case FLOAT32 -> b.getFloat(4 * i);
            case FLOAT64 -> b.getDouble(8 * i);
        };
    }
}
