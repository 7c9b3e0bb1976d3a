package org.guise.people.head;

import java.util.HashMap;
import java.util.Map;

/** Small meshes and checks for tests. */
public final class Meshes {
    private Meshes() {}

    /** Directed edges whose twin is missing or doubled; 0 for a watertight, consistently oriented mesh. */
    public static int openEdges(int[] triangles) {
        Map<Long, Integer> count = new HashMap<>();
        for (int t = 0; t < triangles.length; t += 3) {
            for (int c = 0; c < 3; c++) {
                count.merge((long) triangles[t + c] << 32 | triangles[t + (c + 1) % 3], 1, Integer::sum);
            }
        }
        int open = 0;
        for (Map.Entry<Long, Integer> e : count.entrySet()) {
            long twin = e.getKey() << 32 | e.getKey() >>> 32;
            open += e.getValue() == 1 && count.getOrDefault(twin, 0) == 1 ? 0 : 1;
        }
        return open;
    }

    /** Points of a unit sphere, {@code rings} rings between two poles of {@code sectors} points each. */
    public static double[] spherePoints(int rings, int sectors, double radius, double... centre) {
        double[] p = new double[3 * (rings * sectors + 2)];
        for (int r = 0; r < rings; r++) {
            double theta = Math.PI * (r + 1) / (rings + 1);
            for (int s = 0; s < sectors; s++) {
                double phi = 2 * Math.PI * s / sectors;
                int at = 3 * (r * sectors + s);
                p[at] = Math.sin(theta) * Math.cos(phi);
                p[at + 1] = Math.sin(theta) * Math.sin(phi);
                p[at + 2] = Math.cos(theta);
            }
        }
        p[p.length - 4] = 1;
        p[p.length - 1] = -1;
        for (int i = 0; i < p.length; i++) {
            p[i] = centre[i % 3] + radius * p[i];
        }
        return p;
    }

    /** The triangles of {@link #spherePoints}, numbers shifted by {@code offset}. */
    public static int[] sphereTriangles(int rings, int sectors, int offset) {
        int[] t = new int[6 * sectors * rings];
        int at = 0;
        int north = rings * sectors;
        for (int s = 0; s < sectors; s++) {
            int next = (s + 1) % sectors;
            at = put(t, at, north, s, next);
            at = put(t, at, north + 1, (rings - 1) * sectors + next, (rings - 1) * sectors + s);
            for (int r = 0; r + 1 < rings; r++) {
                int a = r * sectors + s;
                int b = r * sectors + next;
                at = put(t, at, a, a + sectors, b);
                at = put(t, at, b, a + sectors, b + sectors);
            }
        }
        for (int i = 0; i < t.length; i++) {
            t[i] += offset;
        }
        return t;
    }

    private static int put(int[] t, int at, int a, int b, int c) {
        t[at] = a;
        t[at + 1] = b;
        t[at + 2] = c;
        return at + 3;
    }

    /** A "head": a sphere of skin of the given radius with two small spheres inside for every other part. */
    public static HeadMesh ball(double radius) {
        int rings = 40;
        int sectors = 60;
        double[] skin = spherePoints(rings, sectors, radius, 0, 0, 0);
        double[] inner = spherePoints(6, 8, radius / 8, radius / 4, radius / 4, 0);
        double[] points = new double[skin.length + inner.length];
        System.arraycopy(skin, 0, points, 0, skin.length);
        System.arraycopy(inner, 0, points, skin.length, inner.length);
        Map<Part, int[]> parts = new java.util.EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(
                    part,
                    part == Part.SKIN ? sphereTriangles(rings, sectors, 0) : sphereTriangles(6, 8, skin.length / 3));
        }
        return new HeadMesh(points, parts);
    }
}
