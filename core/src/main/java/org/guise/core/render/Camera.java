package org.guise.core.render;

import org.guise.core.volume.Affine;

/**
 * A perspective camera that looks at a point of the head.
 *
 * <p>In the head's own frame x points to the person's right, y forward, z up. At yaw 0 and pitch 0 the camera stands in
 * front of the face, so the person's right is on the left of the picture.
 *
 * @param headToWorld head frame → world RAS mm; only its directions count (scale, shear and shift are ignored)
 * @param centreMm the point looked at, {x, y, z} in world RAS mm: it comes to lie in the middle of the picture
 * @param yawDeg turn of the camera about the head's z axis; positive towards the person's left side
 * @param pitchDeg elevation of the camera; positive from above
 * @param distanceMm from the camera to the centre
 * @param fieldWidthMm width of the picture, measured in the plane through the centre
 * @param width pixels
 * @param height pixels
 */
public record Camera(
        Affine headToWorld,
        double[] centreMm,
        double yawDeg,
        double pitchDeg,
        double distanceMm,
        double fieldWidthMm,
        int width,
        int height) {

    /** Distance of the standard camera. */
    public static final double STANDARD_DISTANCE_MM = 900;

    /** Field width of the standard camera: a face is then about 120 of 256 pixels wide. */
    public static final double STANDARD_FIELD_MM = 300;

    /** Checks sizes. */
    public Camera {
        if (centreMm.length != 3 || width < 1 || height < 1 || !(distanceMm > 0) || !(fieldWidthMm > 0)) {
            throw new IllegalArgumentException(
                    "camera needs a centre of 3 numbers, a positive distance and field, and at least"
                            + " 1x1 pixel, got " + centreMm.length + " numbers, " + distanceMm + " mm, " + fieldWidthMm
                            + " mm, " + width
                            + "x" + height);
        }
    }

    /** The standard camera (0.9 m away, field 300 mm, square picture) in front of a head. */
    public static Camera frontal(Affine headToWorld, double[] centreMm, int pixels) {
        return new Camera(headToWorld, centreMm.clone(), 0, 0, STANDARD_DISTANCE_MM, STANDARD_FIELD_MM, pixels, pixels);
    }

    /** This camera turned to the given angles in degrees. */
    public Camera turned(double newYawDeg, double newPitchDeg) {
        return new Camera(headToWorld, centreMm, newYawDeg, newPitchDeg, distanceMm, fieldWidthMm, width, height);
    }

    /** This camera with another field width in mm. */
    public Camera field(double newFieldWidthMm) {
        return new Camera(headToWorld, centreMm, yawDeg, pitchDeg, distanceMm, newFieldWidthMm, width, height);
    }

    /**
     * Where a point comes to lie in the picture.
     *
     * @param pointMm world RAS mm, not modified
     * @return {column, row, depth}: pixels from the left and upper edge of the picture (the middle of the first pixel is
     *     0.5, 0.5), and the distance from the camera along the viewing axis in mm; a depth of 0 or less lies behind the
     *     camera, and column and row then mean nothing
     */
    public double[] project(double[] pointMm) {
        double[][] axes = axes();
        double[] fromCentre = {pointMm[0] - centreMm[0], pointMm[1] - centreMm[1], pointMm[2] - centreMm[2]};
        double depth = distanceMm - dot(fromCentre, axes[2]);
        double scale = distanceMm / depth * width / fieldWidthMm;
        return new double[] {
            0.5 * width + scale * dot(fromCentre, axes[0]), 0.5 * height - scale * dot(fromCentre, axes[1]), depth
        };
    }

    /** Unit vectors {right, up, back} of the picture in world RAS; back points from the centre to the camera. */
    public double[][] axes() {
        double[] front = unit(new double[] {headToWorld.get(0, 1), headToWorld.get(1, 1), headToWorld.get(2, 1)});
        double[] z = {headToWorld.get(0, 2), headToWorld.get(1, 2), headToWorld.get(2, 2)};
        double along = dot(front, z);
        double[] top = unit(new double[] {z[0] - along * front[0], z[1] - along * front[1], z[2] - along * front[2]});
        double[] side = cross(front, top);
        double yaw = Math.toRadians(yawDeg), pitch = Math.toRadians(pitchDeg);
        double a = -Math.sin(yaw) * Math.cos(pitch), b = Math.cos(yaw) * Math.cos(pitch), c = Math.sin(pitch);
        double[] back = new double[3], right = new double[3];
        for (int i = 0; i < 3; i++) {
            back[i] = a * side[i] + b * front[i] + c * top[i];
            right[i] = -Math.cos(yaw) * side[i] - Math.sin(yaw) * front[i];
        }
        return new double[][] {right, cross(back, right), back};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double[] unit(double[] a) {
        double n = Math.sqrt(dot(a, a));
        if (!(n > 1e-9)) {
            throw new IllegalArgumentException("head frame has a zero or parallel axis: no direction to look from");
        }
        return new double[] {a[0] / n, a[1] / n, a[2] / n};
    }
}
