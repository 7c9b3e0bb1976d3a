package org.guise.people.photo;

/** Turns eyeballs towards a point. */
final class Gaze {
    private Gaze() {}

    /**
     * Turns each eye about its own middle so that it looks at the target. At rest eyes look along +y.
     *
     * @param points of both eyes, the left one at x &lt; 0, mm, xyz interleaved; modified
     * @param target mm
     * @param mostDeg largest turn
     */
    static void turn(double[] points, double[] target, double mostDeg) {
        double middle = 0;
        for (int i = 0; i < points.length; i += 3) {
            middle += 3 * points[i] / points.length;
        }
        for (int side = -1; side <= 1; side += 2) {
            double[] c = new double[3];
            int n = 0;
            for (int i = 0; i < points.length; i += 3) {
                if ((points[i] - middle) * side > 0) {
                    n++;
                    for (int a = 0; a < 3; a++) {
                        c[a] += points[i + a];
                    }
                }
            }
            for (int a = 0; a < 3; a++) {
                c[a] /= n;
            }
            double[] to = View.unit(target[0] - c[0], target[1] - c[1], target[2] - c[2]);
            double angle = Math.min(Math.toRadians(mostDeg), StrictMath.acos(Math.clamp(to[1], -1, 1)));
            double length = Math.hypot(to[0], to[2]);
            if (angle < 1e-6 || length < 1e-9) {
                continue;
            }
            // The axis is +y × to, which lies in the plane of x and z.
            double[] axis = {to[2] / length, 0, -to[0] / length};
            boolean[] mine = new boolean[points.length / 3];
            for (int i = 0; i < mine.length; i++) {
                mine[i] = (points[3 * i] - middle) * side > 0;
            }
            rotate(points, mine, c, axis, angle);
        }
    }

    /** Rodrigues' rotation of the chosen points. */
    private static void rotate(double[] points, boolean[] mine, double[] c, double[] axis, double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        for (int i = 0; i < mine.length; i++) {
            if (!mine[i]) {
                continue;
            }
            double[] d = {points[3 * i] - c[0], points[3 * i + 1] - c[1], points[3 * i + 2] - c[2]};
            double[] cross = View.cross(axis, d);
            double along = axis[0] * d[0] + axis[1] * d[1] + axis[2] * d[2];
            for (int a = 0; a < 3; a++) {
                points[3 * i + a] = c[a] + cos * d[a] + sin * cross[a] + (1 - cos) * along * axis[a];
            }
        }
    }
}
