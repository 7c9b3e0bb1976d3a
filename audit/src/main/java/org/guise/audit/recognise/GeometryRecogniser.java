package org.guise.audit.recognise;

import java.util.ArrayList;
import java.util.List;

/**
 * Landmark geometry (the "GEO" features of Boutet 2023, after classical anthropometric face recognition): distances,
 * angles and ratios between the 68 points, none of which changes when the picture is shifted, turned or scaled. They are
 * taken from the symmetrised points, since a turn of the head by ten degrees changes raw ones more than another person.
 *
 * <p>Template: the distances between all pairs of 22 key points in units of the points' root mean square distance from
 * their centroid, then
 * the three angles (radians) of each of 12 triangles, then 12 ratios of facial measures. Similarity: minus the Euclidean
 * distance. A weak recogniser, meant as a lower bound. Thread-safe.
 */
final class GeometryRecogniser implements Recogniser {
    private static final int[] KEY_POINTS = {
        0, 4, 8, 12, 16, 17, 21, 22, 26, 27, 30, 31, 33, 35, 36, 39, 42, 45, 48, 51, 54, 57
    };

    private static final int[][] TRIANGLES = {
        {36, 45, 30},
        {39, 42, 30},
        {36, 45, 8},
        {48, 54, 30},
        {48, 54, 8},
        {31, 35, 27},
        {27, 8, 4},
        {27, 8, 12},
        {0, 16, 8},
        {17, 26, 8},
        {36, 48, 30},
        {45, 54, 30}
    };

    /** Each {a, b, c, d}: distance a–b over distance c–d. */
    private static final int[][] RATIOS = {
        {0, 16, 27, 8}, {4, 12, 0, 16}, {6, 10, 4, 12}, {31, 35, 48, 54}, {31, 35, 39, 42}, {27, 33, 33, 8},
        {48, 54, 36, 45}, {51, 57, 48, 54}, {36, 39, 39, 42}, {42, 45, 39, 42}, {33, 51, 57, 8}, {21, 22, 17, 26}
    };

    @Override
    public String id() {
        return "geo";
    }

    @Override
    public Description description() {
        return new Description(
                id(), "Distances, angles and ratios of 68 landmarks", "geometry", "Guise", "Apache-2.0", "");
    }

    @Override
    public boolean isVector() {
        return true;
    }

    @Override
    public float[] template(FaceImage face) {
        double[][] p = Landmarks.symmetrised(face.landmarks());
        double[] centre = Landmarks.mean(p, 0, p.length);
        double square = 0;
        for (double[] q : p) {
            square += (Math.pow(q[0] - centre[0], 2) + Math.pow(q[1] - centre[1], 2)) / p.length;
        }
        double size = Math.sqrt(square);
        List<Double> v = new ArrayList<>();
        for (int i = 0; i < KEY_POINTS.length; i++) {
            for (int j = i + 1; j < KEY_POINTS.length; j++) {
                v.add(distance(p[KEY_POINTS[i]], p[KEY_POINTS[j]]) / size);
            }
        }
        for (int[] t : TRIANGLES) {
            for (int corner = 0; corner < 3; corner++) {
                v.add(angle(p[t[corner]], p[t[(corner + 1) % 3]], p[t[(corner + 2) % 3]]));
            }
        }
        for (int[] r : RATIOS) {
            double below = distance(p[r[2]], p[r[3]]);
            v.add(below > 0 ? distance(p[r[0]], p[r[1]]) / below : 0);
        }
        float[] template = new float[v.size()];
        for (int i = 0; i < template.length; i++) {
            template[i] = v.get(i).floatValue();
        }
        return template;
    }

    @Override
    public double similarity(float[] a, float[] b) {
        return Distance.EUCLIDEAN.of(a, b);
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    /** The angle at a between b and c, 0 to π. */
    private static double angle(double[] a, double[] b, double[] c) {
        double ux = b[0] - a[0], uy = b[1] - a[1], vx = c[0] - a[0], vy = c[1] - a[1];
        return Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy));
    }
}
