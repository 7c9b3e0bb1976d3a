package org.guise.audit.recognise;

/**
 * The outline of a face without its hair: the jaw line from ear to ear, closed over the forehead by half an ellipse.
 *
 * <p>Landmarks end at the brows. From there to the hair line it is 0.41 of the way from the brows down to the chin (Farkas
 * 1994: trichion to glabella 57 mm, glabella to gnathion 139 mm).
 *
 * @param points corners of a closed polygon as {x, y}, pixels
 */
record FaceOutline(double[][] points) {
    private static final int JAW = 17, CHIN = 8, BROWS = 17, BROW_POINTS = 10;
    private static final double FOREHEAD = 0.41;
    /**
     * How far each point of the jaw line is drawn in, over the distance to its counterpart on the other side: on turned
     * faces the landmarks of the far cheek lie beyond it, and a strip of wall or hair would stay.
     */
    private static final double DRAWN_IN = 0.04;

    private static final int ARC = 32;

    /** The outline of a face with these 68 landmarks, which are not modified. */
    static FaceOutline of(double[][] landmarks) {
        double[] brows = Landmarks.mean(landmarks, BROWS, BROW_POINTS), chin = landmarks[CHIN];
        double[][] outline = new double[JAW + ARC - 1][2];
        for (int i = 0; i < JAW; i++) {
            for (int a = 0; a < 2; a++) {
                outline[i][a] = landmarks[i][a] + DRAWN_IN * (landmarks[JAW - 1 - i][a] - landmarks[i][a]);
            }
        }
        double[] right = outline[0], left = outline[JAW - 1];
        // The image of a half circle whose diameter joins the ears: it leans with a turned or tilted head.
        for (int a = 0; a < 2; a++) {
            double middle = 0.5 * (left[a] + right[a]), half = 0.5 * (left[a] - right[a]);
            double rise = brows[a] + FOREHEAD * (brows[a] - chin[a]) - middle;
            for (int i = 1; i < ARC; i++) {
                double angle = Math.PI * i / ARC;
                outline[JAW + i - 1][a] = middle + half * Math.cos(angle) + rise * Math.sin(angle);
            }
        }
        return new FaceOutline(outline);
    }

    /** Distance between the ends of the jaw line, pixels. */
    double width() {
        return Math.hypot(points[JAW - 1][0] - points[0][0], points[JAW - 1][1] - points[0][1]);
    }

    /** Distance of a point to the outline, pixels; 0 within it. */
    double outside(double x, double y) {
        boolean inside = false;
        double nearest = Double.MAX_VALUE;
        double[] a = points[points.length - 1];
        for (double[] b : points) {
            if (a[1] > y != b[1] > y && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) {
                inside = !inside;
            }
            double ux = b[0] - a[0], uy = b[1] - a[1], vx = x - a[0], vy = y - a[1];
            double square = ux * ux + uy * uy;
            double t = square > 0 ? Math.clamp((ux * vx + uy * vy) / square, 0.0, 1.0) : 0;
            double dx = vx - t * ux, dy = vy - t * uy;
            nearest = Math.min(nearest, dx * dx + dy * dy);
            a = b;
        }
        return inside ? 0 : Math.sqrt(nearest);
    }
}
