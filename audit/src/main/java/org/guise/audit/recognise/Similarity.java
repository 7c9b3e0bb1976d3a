package org.guise.audit.recognise;

/**
 * A similarity of the plane: x' = a·x − b·y + tx, y' = b·x + a·y + ty (turn and scale a + i·b, then shift).
 *
 * @param a scale · cos of the angle
 * @param b scale · sin of the angle
 */
record Similarity(double a, double b, double tx, double ty) {

    /**
     * The similarity without reflection that brings points closest to others in the least squares sense (Umeyama 1991,
     * eqs. 40–43; in the plane the rotation has this closed form).
     *
     * @param from points {x, y}, not all the same; not modified
     * @param to as many points; not modified
     */
    static Similarity fit(double[][] from, double[][] to) {
        double fx = 0, fy = 0, gx = 0, gy = 0;
        int n = from.length;
        for (int i = 0; i < n; i++) {
            fx += from[i][0] / n;
            fy += from[i][1] / n;
            gx += to[i][0] / n;
            gy += to[i][1] / n;
        }
        double dot = 0, cross = 0, square = 0;
        for (int i = 0; i < n; i++) {
            double px = from[i][0] - fx, py = from[i][1] - fy, qx = to[i][0] - gx, qy = to[i][1] - gy;
            dot += px * qx + py * qy;
            cross += px * qy - py * qx;
            square += px * px + py * py;
        }
        if (!(square > 0)) {
            throw new IllegalArgumentException("all points to be aligned are the same");
        }
        double a = dot / square, b = cross / square;
        return new Similarity(a, b, gx - a * fx + b * fy, gy - b * fx - a * fy);
    }

    /** As {@link #fit}, but of scale 1. */
    static Similarity fitRigid(double[][] from, double[][] to) {
        Similarity s = fit(from, to);
        double n = s.scale(), c = s.a / n, d = s.b / n;
        double[] f = Landmarks.mean(from, 0, from.length);
        double[] g = {s.x(f[0], f[1]), s.y(f[0], f[1])};
        return new Similarity(c, d, g[0] - c * f[0] + d * f[1], g[1] - d * f[0] - c * f[1]);
    }

    double x(double x, double y) {
        return a * x - b * y + tx;
    }

    double y(double x, double y) {
        return b * x + a * y + ty;
    }

    /** The map back. */
    Similarity inverse() {
        double n = a * a + b * b;
        double p = a / n, q = -b / n;
        return new Similarity(p, q, -p * tx + q * ty, -q * tx - p * ty);
    }

    /** Length of an image of a unit vector. */
    double scale() {
        return Math.hypot(a, b);
    }
}
