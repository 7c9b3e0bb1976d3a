package org.guise.core.anatomy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * How faces differ: principal components of the maps from made-up persons to the atlas person. A mode is a field on atlas
 * space, in mm at one standard deviation; for a point of the drawn person the sum of the modes, each times its
 * coefficient, leads to the atlas person's counterpart. Position and size of the face are taken out of the modes.
 *
 * <p>On disk: magic {@code GUISEIDS}, version, id of the atlas, dimensions, voxel-to-world, number of modes, then for
 * each mode its quantisation step in mm (float) and one signed byte per node and component, x fastest, all x components
 * first. Big-endian, not compressed, so that the same model gives the same bytes everywhere. Immutable by convention.
 */
public final class IdentityModel {
    private static final String MAGIC = "GUISEIDS";
    private static final int VERSION = 1;
    private static final int MOST_MODES = 256;

    /** Drawn faces vary this much more than those the modes were made from, which also makes up for the modes left out. */
    private static final double SPREAD = 1.25;

    /** Coefficients are cut off here: rarer faces look odd and may fold. */
    private static final double CLIP_SD = 2;

    private final String atlasId;
    private final Grid grid;
    private final float[] stepMm;
    private final byte[][] modes;

    /**
     * A model of given modes.
     *
     * @param atlasId {@link Atlas#id()} of the atlas whose space the grid lies in
     * @param stepMm one per mode: mm per unit of its bytes
     * @param modes {@code [modes][3 * grid.size()]}; shared
     */
    public IdentityModel(String atlasId, Grid grid, float[] stepMm, byte[][] modes) {
        if (stepMm.length != modes.length) {
            throw new IllegalArgumentException(
                    "identity model: " + stepMm.length + " steps, " + modes.length + " modes");
        }
        for (byte[] m : modes) {
            if (m.length != 3 * grid.size()) {
                throw new IllegalArgumentException(
                        "identity model: a mode of " + m.length + " values, expected " + 3 * grid.size());
            }
        }
        this.atlasId = atlasId;
        this.grid = grid;
        this.stepMm = stepMm.clone();
        this.modes = modes.clone();
    }

    /** The model that ships with Guise for its adult atlas. */
    public static IdentityModel builtIn() {
        return builtIn(AtlasFile.ADULT_ID);
    }

    /** The model that ships with Guise for one of its atlases, by the atlas's identifier; for any other that of the adult. */
    public static IdentityModel builtIn(String atlasId) {
        String resource = atlasId.equals(AtlasFile.CHILD_ID) ? "identities-child.bin" : "identities.bin";
        try (InputStream in = IdentityModel.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the identity model is missing from this build of Guise; rebuild it");
            }
            return read(in, "built-in identity model");
        } catch (IOException e) {
            throw new IllegalStateException("the identity model cannot be read: " + e.getMessage(), e);
        }
    }

    /** Id of the atlas whose space the modes live in. */
    public String atlasId() {
        return atlasId;
    }

    /** Number of modes. */
    public int size() {
        return modes.length;
    }

    /** Where the modes have values, atlas space. */
    public Grid grid() {
        return grid;
    }

    /** A made-up person, the same for the same seed on every machine. */
    public Identity draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] c = new double[modes.length];
        for (int k = 0; k < c.length; k++) {
            c[k] = Math.max(-CLIP_SD, Math.min(CLIP_SD, SPREAD * gaussian(random)));
        }
        return identity(c);
    }

    /**
     * The person of given coefficients.
     *
     * @param coefficients one per mode, in standard deviations
     */
    public Identity identity(double... coefficients) {
        if (coefficients.length != modes.length) {
            throw new IllegalArgumentException(
                    "identity: " + coefficients.length + " coefficients for " + modes.length + " modes");
        }
        int n = 3 * grid.size();
        double[] sum = new double[n];
        for (int k = 0; k < modes.length; k++) {
            double f = coefficients[k] * stepMm[k];
            for (int i = 0; i < n; i++) {
                sum[i] += f * modes[k][i];
            }
        }
        float[] field = new float[n];
        for (int i = 0; i < n; i++) {
            field[i] = (float) sum[i];
        }
        return new Identity(grid, field);
    }

    /** Polar method (Marsaglia and Bray 1964) with strict mathematics. */
    private static double gaussian(SplittableRandom random) {
        double u, s;
        do {
            u = 2 * random.nextDouble() - 1;
            double v = 2 * random.nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        return u * Math.sqrt(-2 * StrictMath.log(s) / s);
    }

    /**
     * Reads a model; {@code name} is used in error messages.
     *
     * @throws IOException if the stream fails, or is truncated, damaged or no identity model
     */
    public static IdentityModel read(InputStream stream, String name) throws IOException {
        try {
            return parse(new DataInputStream(new BufferedInputStream(stream, 1 << 16)), name);
        } catch (EOFException e) {
            throw new IOException(name + ": the identity model is truncated; fetch or build it again", e);
        } catch (UTFDataFormatException e) {
            throw new IOException(name + ": damaged text in the identity model; fetch or build it again", e);
        }
    }

    private static IdentityModel parse(DataInputStream in, String name) throws IOException {
        if (!MAGIC.equals(new String(in.readNBytes(8), StandardCharsets.ISO_8859_1))) {
            throw new IOException(name + ": not a Guise identity model (it must start with " + MAGIC + ")");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException(name + ": identity model version " + version + ", this Guise reads " + VERSION);
        }
        String atlasId = in.readUTF();
        int nx = in.readInt(), ny = in.readInt(), nz = in.readInt();
        if (nx < 2 || ny < 2 || nz < 2 || (long) nx * ny > (1 << 22) / nz) {
            throw new IOException(name + ": absurd identity model dimensions " + nx + "x" + ny + "x" + nz);
        }
        double[] a = new double[12];
        for (int i = 0; i < 12; i++) {
            a[i] = in.readDouble();
        }
        Affine voxelToWorld = Affine.of(a);
        if (!Arrays.stream(a).allMatch(Double::isFinite) || !isRegular(voxelToWorld)) {
            throw new IOException(name + ": the identity model's voxel-to-world map is singular: " + voxelToWorld);
        }
        Grid grid = new Grid(nx, ny, nz, voxelToWorld);
        int n = in.readInt();
        if (n < 1 || n > MOST_MODES) {
            throw new IOException(name + ": " + n + " modes, expected 1 to " + MOST_MODES);
        }
        float[] step = new float[n];
        byte[][] modes = new byte[n][];
        for (int k = 0; k < n; k++) {
            step[k] = in.readFloat();
            if (!(step[k] >= 0 && step[k] < 10)) {
                throw new IOException(name + ": mode " + k + " has a step of " + step[k] + " mm, expected 0 to 10");
            }
            // grows as the file does: a short one that promises much takes no memory
            modes[k] = in.readNBytes(3 * grid.size());
            if (modes[k].length < 3 * grid.size()) {
                throw new EOFException();
            }
        }
        return new IdentityModel(atlasId, grid, step, modes);
    }

    /** Writes the model. The stream is flushed, not closed. */
    public void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16));
        out.write(MAGIC.getBytes(StandardCharsets.ISO_8859_1));
        out.writeInt(VERSION);
        out.writeUTF(atlasId);
        out.writeInt(grid.nx());
        out.writeInt(grid.ny());
        out.writeInt(grid.nz());
        for (double v : grid.voxelToWorld().toArray()) {
            out.writeDouble(v);
        }
        out.writeInt(modes.length);
        for (int k = 0; k < modes.length; k++) {
            out.writeFloat(stepMm[k]);
            out.write(modes[k]);
        }
        out.flush();
    }

    /** Whether the map can be inverted; its entries may be finite and its determinant is not. */
    private static boolean isRegular(Affine map) {
        double det = Math.abs(map.det());
        return det > 1e-12 && det < 1e12;
    }
}
