package org.guise.core.anatomy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.util.EnumMap;
import java.util.Map;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;

/**
 * The atlas on disk: magic {@code GUISEATL}, version, id, dimensions, voxel-to-world, landmarks, then the tissue and
 * region labels run-length coded (label byte, unsigned LEB128 run). Run-length coding and not gzip, so that the same
 * labels give the same bytes with every zlib.
 */
public final class AtlasFile {
    private static final String MAGIC = "GUISEATL";
    private static final int VERSION = 1;

    private AtlasFile() {}

    /** Identifier of the adult atlas that ships with Guise. */
    public static final String ADULT_ID = "guise-mean-1";

    /** Identifier of the atlas of a child of about six years that ships with Guise. */
    public static final String CHILD_ID = "guise-child-1";

    /** The adult atlas that ships with Guise. */
    public static Atlas builtIn() {
        return builtIn(ADULT_ID);
    }

    /** An atlas that ships with Guise, by its identifier. */
    public static Atlas builtIn(String id) {
        String resource = id.equals(CHILD_ID) ? "atlas-child.bin" : "atlas.bin";
        try (InputStream in = AtlasFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the built-in atlas is missing from this build of Guise; rebuild it");
            }
            return read(in, "built-in atlas");
        } catch (IOException e) {
            throw new IllegalStateException("the built-in atlas cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads an atlas; {@code name} is used in error messages.
     *
     * @throws IOException if the stream fails, or is truncated, damaged or no atlas
     */
    public static Atlas read(InputStream stream, String name) throws IOException {
        try {
            return parse(new DataInputStream(new BufferedInputStream(stream, 1 << 16)), name);
        } catch (EOFException e) {
            throw new IOException(name + ": the atlas file is truncated; fetch or build it again", e);
        } catch (UTFDataFormatException e) {
            throw new IOException(name + ": damaged text in the atlas file; fetch or build it again", e);
        }
    }

    private static Atlas parse(DataInputStream in, String name) throws IOException {
        byte[] magic = in.readNBytes(8);
        if (!MAGIC.equals(new String(magic, java.nio.charset.StandardCharsets.ISO_8859_1))) {
            throw new IOException(name + ": not a Guise atlas (it must start with " + MAGIC + ")");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException(name + ": atlas version " + version + ", this Guise reads " + VERSION);
        }
        String id = in.readUTF();
        int nx = in.readInt(), ny = in.readInt(), nz = in.readInt();
        if (nx < 1 || ny < 1 || nz < 1 || (long) nx * ny > (1 << 28) / nz) {
            throw new IOException(name + ": absurd atlas dimensions " + nx + "x" + ny + "x" + nz);
        }
        double[] a = new double[12];
        for (int i = 0; i < 12; i++) {
            a[i] = in.readDouble();
        }
        Affine voxelToWorld = Affine.of(a);
        if (!java.util.Arrays.stream(a).allMatch(Double::isFinite) || !isRegular(voxelToWorld)) {
            throw new IOException(name + ": the atlas's voxel-to-world map is singular or not finite: " + voxelToWorld);
        }
        Grid grid = new Grid(nx, ny, nz, voxelToWorld);
        Map<Landmark, double[]> landmarks = new EnumMap<>(Landmark.class);
        int n = in.readInt();
        if (n < 0 || n > Landmark.values().length) {
            throw new IOException(name + ": " + n + " landmarks, expected 0 to " + Landmark.values().length);
        }
        for (int i = 0; i < n; i++) {
            landmarks.put(
                    landmark(in.readUTF(), name), new double[] {in.readDouble(), in.readDouble(), in.readDouble()});
        }
        byte[] tissue = readRuns(in, grid.size(), Tissue.values().length, name);
        byte[] region = readRuns(in, grid.size(), Region.values().length, name);
        return new Atlas(id, new LabelVolume(grid, tissue), new LabelVolume(grid, region), landmarks);
    }

    private static Landmark landmark(String key, String name) throws IOException {
        try {
            return Landmark.valueOf(key);
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": unknown landmark '" + key + "'", e);
        }
    }

    /** Writes an atlas. The stream is flushed, not closed. */
    public static void write(Atlas atlas, OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(stream, 1 << 16));
        out.write(MAGIC.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        out.writeInt(VERSION);
        out.writeUTF(atlas.id());
        Grid g = atlas.tissue().grid();
        out.writeInt(g.nx());
        out.writeInt(g.ny());
        out.writeInt(g.nz());
        for (double v : g.voxelToWorld().toArray()) {
            out.writeDouble(v);
        }
        out.writeInt(atlas.landmarks().size());
        for (var e : atlas.landmarks().entrySet()) {
            out.writeUTF(e.getKey().name());
            for (double v : e.getValue()) {
                out.writeDouble(v);
            }
        }
        writeRuns(out, atlas.tissue().data());
        writeRuns(out, atlas.region().data());
        out.flush();
    }

    private static void writeRuns(DataOutputStream out, byte[] data) throws IOException {
        for (int i = 0; i < data.length; ) {
            int j = i;
            while (j < data.length && data[j] == data[i]) {
                j++;
            }
            out.writeByte(data[i]);
            int run = j - i;
            while (run >= 0x80) {
                out.writeByte(run & 0x7f | 0x80);
                run >>>= 7;
            }
            out.writeByte(run);
            i = j;
        }
    }

    private static byte[] readRuns(DataInputStream in, int size, int labels, String name) throws IOException {
        byte[] data = new byte[size];
        for (int i = 0; i < size; ) {
            byte label = in.readByte();
            long run = 0;
            int b;
            int shift = 0;
            do {
                b = in.readUnsignedByte();
                run |= (long) (b & 0x7f) << shift;
                shift += 7;
            } while ((b & 0x80) != 0 && shift < 35);
            if (label < 0 || label >= labels || run < 1 || run > size - i) {
                throw new IOException(name + ": damaged label runs at voxel " + i);
            }
            java.util.Arrays.fill(data, i, i + (int) run, label);
            i += (int) run;
        }
        return data;
    }

    /** Whether the map can be inverted; its entries may be finite and its determinant is not. */
    private static boolean isRegular(Affine map) {
        double det = Math.abs(map.det());
        return det > 1e-12 && det < 1e12;
    }
}
