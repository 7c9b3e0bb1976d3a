package org.guise.core.render;

/**
 * One distant light, fixed to the camera, on a matt (Lambert) skin: grey = albedo·(ambient + diffuse·max(0, n·l)).
 *
 * @param yawDeg direction of the light seen from the camera; positive: from the right of the picture
 * @param pitchDeg positive: from above
 * @param ambient part of the light that reaches every point, 0–1
 * @param diffuse part that depends on the angle, 0–1
 * @param albedo share of light given back by the skin, 0–1
 * @param background grey of pixels without skin, 0–1
 */
public record Light(double yawDeg, double pitchDeg, double ambient, double diffuse, double albedo, double background) {
    /** The standard light: a little from the left and above, mid-grey background. */
    public static final Light STANDARD = new Light(-20, 20, 0.33, 0.65, 0.95, 0.5);

    /** This light from another direction, in degrees. */
    public Light from(double newYawDeg, double newPitchDeg) {
        return new Light(newYawDeg, newPitchDeg, ambient, diffuse, albedo, background);
    }

    /** Unit vector towards the light in world RAS, for a camera with the given axes {right, up, back}. */
    double[] direction(double[][] axes) {
        double yaw = Math.toRadians(yawDeg), pitch = Math.toRadians(pitchDeg);
        double[] d = new double[3];
        for (int a = 0; a < 3; a++) {
            d[a] = Math.cos(pitch) * (Math.cos(yaw) * axes[2][a] + Math.sin(yaw) * axes[0][a])
                    + Math.sin(pitch) * axes[1][a];
        }
        return d;
    }
}
