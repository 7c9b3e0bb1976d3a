package org.guise.people.head;

import java.util.Map;

/**
 * The surfaces of one head, closed and watertight, in the head frame: RAS mm, origin half-way between the tragi.
 *
 * <p>Points have the same numbers in every person, so that persons can be averaged and compared point by point.
 *
 * @param points {@code double[3n]}, xyz interleaved; shared, not copied
 * @param triangles per part three point numbers per triangle, counter-clockwise seen from outside; shared, not copied
 */
public record HeadMesh(double[] points, Map<Part, int[]> triangles) {
    /** The triangles of a part. */
    public int[] triangles(Part part) {
        return triangles.get(part);
    }

    /** World position of a point. */
    public double[] point(int number) {
        return new double[] {points[3 * number], points[3 * number + 1], points[3 * number + 2]};
    }

    /** The same head, larger or smaller about the origin of the head frame. */
    public HeadMesh scaled(double factor) {
        double[] p = points.clone();
        for (int i = 0; i < p.length; i++) {
            p[i] *= factor;
        }
        return new HeadMesh(p, triangles);
    }

    /** Enclosed volume of a part in mm³ (divergence theorem). */
    public double volumeMm3(Part part) {
        int[] t = triangles.get(part);
        double sum = 0;
        for (int i = 0; i < t.length; i += 3) {
            int a = 3 * t[i];
            int b = 3 * t[i + 1];
            int c = 3 * t[i + 2];
            sum += points[a] * (points[b + 1] * points[c + 2] - points[b + 2] * points[c + 1])
                    + points[a + 1] * (points[b + 2] * points[c] - points[b] * points[c + 2])
                    + points[a + 2] * (points[b] * points[c + 1] - points[b + 1] * points[c]);
        }
        return sum / 6;
    }
}
