package org.guise.people.photo;

import org.jspecify.annotations.Nullable;

/**
 * A textured triangle mesh in world mm. Arrays are shared, not copied.
 *
 * @param points xyz interleaved
 * @param triangles three point numbers each
 * @param uv u, v of the three corners of each triangle: {@code float[2 · triangles.length]}, v upwards
 * @param normals unit normal per point, xyz interleaved
 * @param aboveCollarMm height above the collar per point; null where nothing is worn
 */
public record Surface(double[] points, int[] triangles, float[] uv, float[] normals, float @Nullable [] aboveCollarMm) {
    /** Checks the sizes. */
    public Surface {
        if (uv.length != 2 * triangles.length || normals.length != points.length || triangles.length % 3 != 0) {
            throw new IllegalArgumentException("surface: " + points.length + " coordinates, " + normals.length
                    + " of normals, " + triangles.length + " corners, " + uv.length + " texture coordinates");
        }
    }

    /** A surface with area-weighted vertex normals. */
    public static Surface of(double[] points, int[] triangles, float[] uv, float @Nullable [] aboveCollarMm) {
        return new Surface(points, triangles, uv, normals(points, triangles), aboveCollarMm);
    }

    private static float[] normals(double[] p, int[] t) {
        double[] n = new double[p.length];
        for (int i = 0; i < t.length; i += 3) {
            int a = 3 * t[i];
            int b = 3 * t[i + 1];
            int c = 3 * t[i + 2];
            double ux = p[b] - p[a];
            double uy = p[b + 1] - p[a + 1];
            double uz = p[b + 2] - p[a + 2];
            double vx = p[c] - p[a];
            double vy = p[c + 1] - p[a + 1];
            double vz = p[c + 2] - p[a + 2];
            for (int corner : new int[] {a, b, c}) {
                n[corner] += uy * vz - uz * vy;
                n[corner + 1] += uz * vx - ux * vz;
                n[corner + 2] += ux * vy - uy * vx;
            }
        }
        float[] unit = new float[n.length];
        for (int i = 0; i < n.length; i += 3) {
            double l = Math.sqrt(n[i] * n[i] + n[i + 1] * n[i + 1] + n[i + 2] * n[i + 2]);
            for (int a = 0; a < 3 && l > 0; a++) {
                unit[i + a] = (float) (n[i + a] / l);
            }
        }
        return unit;
    }
}
