package org.guise.people.photo;

/**
 * The lights of a sitting, fixed to the camera: a distant key light that throws shadows, a weaker one from the other side,
 * and light from all around. Strengths are in linear light, 1 for a light that shows a white card white.
 *
 * @param yawDeg direction of the key light seen from the camera; positive: from the right of the picture
 * @param pitchDeg positive: from above
 * @param key strength of the key light
 * @param fill strength of the light from the other side
 * @param ambient strength of the light from all around
 * @param warmth colour of the key light: positive for more red and less blue, 0.1 is a lamp
 */
public record Lighting(double yawDeg, double pitchDeg, double key, double fill, double ambient, double warmth) {
    private static final double FILL_YAW = 45;
    private static final double FILL_PITCH = 10;

    /** Unit vector towards the key light. */
    double[] toKey(View view) {
        return direction(view, yawDeg, pitchDeg);
    }

    /** Unit vector towards the fill light. */
    double[] toFill(View view) {
        return direction(view, yawDeg > 0 ? -FILL_YAW : FILL_YAW, FILL_PITCH);
    }

    private static double[] direction(View view, double yawDeg, double pitchDeg) {
        double yaw = Math.toRadians(yawDeg);
        double pitch = Math.toRadians(pitchDeg);
        double[] d = new double[3];
        for (int a = 0; a < 3; a++) {
            d[a] = StrictMath.cos(pitch)
                            * (StrictMath.cos(yaw) * view.back()[a] + StrictMath.sin(yaw) * view.right()[a])
                    + StrictMath.sin(pitch) * view.up()[a];
        }
        return d;
    }
}
