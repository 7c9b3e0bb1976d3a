package org.guise.people.head;

import java.util.Map;
import java.util.TreeMap;

/**
 * One level of Catmull-Clark subdivision of a closed polygon mesh as a sparse matrix, built once and applied to any
 * vertex positions of that mesh (Catmull and Clark 1978).
 *
 * <p>Point order of the result: the moved old vertices first (same numbers), then one point per face, then one per edge.
 */
final class CatmullClark {
    private final int[] rowStart;
    private final int[] column;
    private final double[] weight;
    private final int[] triangles;

    /**
     * @param vertices number of vertices
     * @param faces vertex numbers per face, counter-clockwise from outside; every edge must belong to two faces
     */
    CatmullClark(int vertices, int[][] faces) {
        Map<Long, int[]> edges = new TreeMap<>();
        for (int f = 0; f < faces.length; f++) {
            for (int c = 0; c < faces[f].length; c++) {
                int a = faces[f][c];
                int b = faces[f][(c + 1) % faces[f].length];
                int[] e = edges.computeIfAbsent(key(a, b), k -> new int[] {-1, -1, -1});
                int side = a < b ? 0 : 1;
                if (e[side] >= 0) {
                    throw new IllegalArgumentException("edge " + a + "-" + b + " has two faces on one side");
                }
                e[side] = f;
            }
        }
        Map<Integer, Double>[] rows = rows(vertices + faces.length + edges.size());
        facePoints(rows, vertices, faces);
        int next = vertices + faces.length;
        for (Map.Entry<Long, int[]> entry : edges.entrySet()) {
            int[] e = entry.getValue();
            if (e[0] < 0 || e[1] < 0) {
                throw new IllegalArgumentException("the mesh is open at edge " + (entry.getKey() >>> 32) + "-"
                        + entry.getKey().intValue());
            }
            rows[next].merge((int) (entry.getKey() >>> 32), 0.25, Double::sum);
            rows[next].merge(entry.getKey().intValue(), 0.25, Double::sum);
            addRow(rows[next], rows[vertices + e[0]], 0.25);
            addRow(rows[next], rows[vertices + e[1]], 0.25);
            e[2] = next++;
        }
        vertexPoints(rows, vertices, faces, edges);
        triangles = split(vertices, faces, edges);
        int n = 0;
        for (Map<Integer, Double> r : rows) {
            n += r.size();
        }
        rowStart = new int[rows.length + 1];
        column = new int[n];
        weight = new double[n];
        int at = 0;
        for (int r = 0; r < rows.length; r++) {
            for (Map.Entry<Integer, Double> e : rows[r].entrySet()) {
                column[at] = e.getKey();
                weight[at++] = e.getValue();
            }
            rowStart[r + 1] = at;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<Integer, Double>[] rows(int n) {
        Map<Integer, Double>[] rows = new Map[n];
        for (int i = 0; i < n; i++) {
            rows[i] = new TreeMap<>();
        }
        return rows;
    }

    private static long key(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    private static void addRow(Map<Integer, Double> to, Map<Integer, Double> from, double w) {
        from.forEach((c, v) -> to.merge(c, w * v, Double::sum));
    }

    private static void facePoints(Map<Integer, Double>[] rows, int vertices, int[][] faces) {
        for (int f = 0; f < faces.length; f++) {
            for (int v : faces[f]) {
                rows[vertices + f].merge(v, 1.0 / faces[f].length, Double::sum);
            }
        }
    }

    /** New vertex = (mean face point + 2·mean edge mid-point + (n − 3)·old) / n. */
    private static void vertexPoints(Map<Integer, Double>[] rows, int vertices, int[][] faces, Map<Long, int[]> edges) {
        int[] valence = new int[vertices];
        for (int[] face : faces) {
            for (int v : face) {
                valence[v]++;
            }
        }
        for (int f = 0; f < faces.length; f++) {
            for (int v : faces[f]) {
                addRow(rows[v], rows[vertices + f], 1.0 / (valence[v] * valence[v]));
            }
        }
        for (long key : edges.keySet()) {
            int a = (int) (key >>> 32);
            int b = (int) key;
            for (int v : new int[] {a, b}) {
                double w = 1.0 / (valence[v] * valence[v]);
                rows[v].merge(a, w, Double::sum);
                rows[v].merge(b, w, Double::sum);
            }
        }
        for (int v = 0; v < vertices; v++) {
            // A vertex of no face stays where it is, so that numbering may be shared with other parts.
            rows[v].merge(v, valence[v] == 0 ? 1 : (valence[v] - 3.0) / valence[v], Double::sum);
        }
    }

    private static int[] split(int vertices, int[][] faces, Map<Long, int[]> edges) {
        int corners = 0;
        for (int[] f : faces) {
            corners += f.length;
        }
        int[] t = new int[corners * 6];
        int at = 0;
        for (int f = 0; f < faces.length; f++) {
            int n = faces[f].length;
            for (int c = 0; c < n; c++) {
                int v = faces[f][c];
                int after = edges.get(key(v, faces[f][(c + 1) % n]))[2];
                int before = edges.get(key(faces[f][(c + n - 1) % n], v))[2];
                for (int corner : new int[] {v, after, vertices + f, v, vertices + f, before}) {
                    t[at++] = corner;
                }
            }
        }
        return t;
    }

    /** Number of points of the result. */
    int pointCount() {
        return rowStart.length - 1;
    }

    /** Three point numbers per triangle, counter-clockwise from outside. Shared, not copied. */
    int[] triangles() {
        return triangles;
    }

    /** The refined points for the given vertex positions (xyz interleaved). */
    double[] apply(double[] vertices) {
        double[] p = new double[3 * pointCount()];
        for (int r = 0; r + 1 < rowStart.length; r++) {
            double x = 0;
            double y = 0;
            double z = 0;
            for (int k = rowStart[r]; k < rowStart[r + 1]; k++) {
                int c = 3 * column[k];
                x += weight[k] * vertices[c];
                y += weight[k] * vertices[c + 1];
                z += weight[k] * vertices[c + 2];
            }
            p[3 * r] = x;
            p[3 * r + 1] = y;
            p[3 * r + 2] = z;
        }
        return p;
    }
}
