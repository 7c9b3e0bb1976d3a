package org.guise.people.anatomy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;

/**
 * A pinned template of the Debian package mricron-data: gzip-compressed NIfTI-1, unsigned bytes, known SHA-256. Only
 * the recipe reads these files, so only that one layout is understood; anything else fails the hash first.
 */
final class TemplateFile {
    static final String CH2 = "a009051127f64dc3dd554d5f5b589870ea72106d9642c21b4e7093e478cfc309";
    static final String CH2_BRAIN = "592a2d20abdf36eefcb540ca8958428040edffc1bc1a18ba1dcfbabac77c5dd1";

    private TemplateFile() {}

    /** Samples 0–255 as stored (read them with {@code & 0xff}) and the sform grid. */
    static LabelVolume read(Path file, String sha256) throws IOException {
        byte[] packed = Files.readAllBytes(file);
        String got = sha256(packed);
        if (!got.equals(sha256)) {
            throw new IOException(file + ": SHA-256 is " + got + ", expected " + sha256
                    + "; install Debian's mricron-data 1.2.20211006+dfsg-4");
        }
        byte[] raw;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            raw = in.readAllBytes();
        }
        ByteBuffer h = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        if (h.getInt(0) != 348) {
            h.order(ByteOrder.BIG_ENDIAN);
        }
        if (h.getInt(0) != 348 || h.getShort(70) != 2) {
            throw new IOException(file + ": not a NIfTI-1 file of unsigned bytes (bytes 0 and 70)");
        }
        int nx = h.getShort(42), ny = h.getShort(44), nz = h.getShort(46);
        double[] a = new double[12];
        for (int i = 0; i < 12; i++) {
            a[i] = h.getFloat(280 + 4 * i);
        }
        Grid g = new Grid(nx, ny, nz, Affine.of(a));
        int offset = (int) h.getFloat(108);
        byte[] data = new byte[g.size()];
        System.arraycopy(raw, offset, data, 0, data.length);
        return new LabelVolume(g, data);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
