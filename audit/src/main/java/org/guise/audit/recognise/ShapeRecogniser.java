package org.guise.audit.recognise;

/**
 * The symmetrised Procrustes shape of the 68 landmarks (Dryden and Mardia 2016, Mardia 2000): position, scale and
 * rotation are taken away, and the shape is averaged with its mirror image, which takes away most of the yaw.
 *
 * <p>Template: 136 numbers x, y of the points; centroid 0, root of the sum of squares 1, axis of symmetry upright.
 * Similarity: minus the Procrustes distance; as all templates stand on the same axis, this is the Euclidean distance.
 * A weak recogniser, meant as a lower bound. Thread-safe.
 */
final class ShapeRecogniser implements Recogniser {
    @Override
    public String id() {
        return "shape";
    }

    @Override
    public Description description() {
        return new Description(
                id(), "Symmetrised Procrustes shape of 68 landmarks", "geometry", "Guise", "Apache-2.0", "");
    }

    @Override
    public boolean isVector() {
        return true;
    }

    @Override
    public float[] template(FaceImage face) {
        return upright(Landmarks.symmetrised(face.landmarks()));
    }

    /** The line between the eyes is square to the axis of symmetry: it becomes horizontal. */
    private static float[] upright(double[][] s) {
        double[][] five = Landmarks.five(s);
        double dx = five[1][0] - five[0][0], dy = five[1][1] - five[0][1], length = Math.hypot(dx, dy);
        double[] centre = Landmarks.mean(s, 0, s.length);
        double sum = 0;
        for (double[] q : s) {
            sum += Math.pow(q[0] - centre[0], 2) + Math.pow(q[1] - centre[1], 2);
        }
        if (!(length > 0 && sum > 0)) {
            return new float[0];
        }
        double cos = dx / length / Math.sqrt(sum), sin = dy / length / Math.sqrt(sum);
        float[] t = new float[2 * s.length];
        for (int i = 0; i < s.length; i++) {
            double x = s[i][0] - centre[0], y = s[i][1] - centre[1];
            t[2 * i] = (float) (cos * x + sin * y);
            t[2 * i + 1] = (float) (cos * y - sin * x);
        }
        return t;
    }

    @Override
    public double similarity(float[] a, float[] b) {
        return Distance.EUCLIDEAN.of(a, b);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
