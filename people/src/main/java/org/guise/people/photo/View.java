package org.guise.people.photo;

import org.guise.core.render.Camera;

/**
 * A projection of world points onto a picture: perspective for a camera, parallel for a distant light.
 *
 * <p>Nearness, linear across the picture and larger for what lies in front, is 1/depth for a perspective view and −depth for
 * a parallel one. Immutable and thread-safe.
 */
final class View {
    private final double[] right;
    private final double[] up;
    private final double[] back;
    private final double[] centre;
    private final double distance;
    private final double pixelsPerMm;
    private final int width;
    private final int height;

    private View(double[][] axes, double[] centre, double distance, double pixelsPerMm, int width, int height) {
        this.right = axes[0];
        this.up = axes[1];
        this.back = axes[2];
        this.centre = centre;
        this.distance = distance;
        this.pixelsPerMm = pixelsPerMm;
        this.width = width;
        this.height = height;
    }

    /** The view of a camera with {@code samples} samples per pixel along each axis. */
    static View of(Camera camera, int samples) {
        int w = camera.width() * samples;
        return new View(
                camera.axes(),
                camera.centreMm(),
                camera.distanceMm(),
                w / camera.fieldWidthMm(),
                w,
                camera.height() * samples);
    }

    /** The parallel view from a direction (unit, from the scene to the viewer) onto a square round the centre. */
    static View parallel(double[] from, double[] centre, double fieldMm, int pixels) {
        double[] help = Math.abs(from[2]) < 0.9 ? new double[] {0, 0, 1} : new double[] {0, 1, 0};
        double[] right = unit(cross(help, from));
        double[][] axes = {right, cross(from, right), from};
        return new View(axes, centre, Double.POSITIVE_INFINITY, pixels / fieldMm, pixels, pixels);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean perspective() {
        return distance < Double.POSITIVE_INFINITY;
    }

    /** Unit vector from the scene to the viewer at the centre of the picture. Not a copy. */
    double[] back() {
        return back;
    }

    double[] right() {
        return right;
    }

    double[] up() {
        return up;
    }

    /** Where the camera stands; for perspective views only. */
    double[] eye() {
        return new double[] {
            centre[0] + distance * back[0], centre[1] + distance * back[1], centre[2] + distance * back[2]
        };
    }

    /**
     * Writes column, row (pixels from the left upper edge) and nearness of a world point to {@code out}; nearness is NaN
     * for what lies behind the camera.
     */
    void project(double x, double y, double z, double[] out, int at) {
        double dx = x - centre[0];
        double dy = y - centre[1];
        double dz = z - centre[2];
        double towards = dx * back[0] + dy * back[1] + dz * back[2];
        double scale = pixelsPerMm;
        double nearness = towards;
        if (perspective()) {
            double depth = distance - towards;
            nearness = depth > 1 ? 1 / depth : Double.NaN;
            scale = pixelsPerMm * distance / depth;
        }
        out[at] = 0.5 * width + scale * (dx * right[0] + dy * right[1] + dz * right[2]);
        out[at + 1] = 0.5 * height - scale * (dx * up[0] + dy * up[1] + dz * up[2]);
        out[at + 2] = nearness;
    }

    /** Nearness as if the point lay this many mm nearer to the viewer. */
    double nearer(double nearness, double mm) {
        return perspective() ? nearness / (1 - mm * nearness) : nearness + mm;
    }

    static double[] unit(double... v) {
        double n = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[] {v[0] / n, v[1] / n, v[2] / n};
    }

    static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
