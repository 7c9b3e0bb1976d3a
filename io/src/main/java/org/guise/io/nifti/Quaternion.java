package org.guise.io.nifti;

/** Unit quaternions of rotations, as nifti1.h stores them. */
final class Quaternion {
    private Quaternion() {}

    /**
     * The quaternion (a, b, c, d), a ≥ 0, of a rotation matrix (row, column), from the largest of its four components so
     * that no small number is divided by (Shepperd 1978).
     */
    static double[] of(double[][] r) {
        double trace = r[0][0] + r[1][1] + r[2][2];
        double[] squares = {1 + trace, 1 + 2 * r[0][0] - trace, 1 + 2 * r[1][1] - trace, 1 + 2 * r[2][2] - trace};
        int k = 0;
        for (int i = 1; i < 4; i++) {
            if (squares[i] > squares[k]) {
                k = i;
            }
        }
        double s = 2 * Math.sqrt(squares[k]);
        double x = (r[2][1] - r[1][2]) / s, y = (r[0][2] - r[2][0]) / s, z = (r[1][0] - r[0][1]) / s;
        double xy = (r[0][1] + r[1][0]) / s, xz = (r[0][2] + r[2][0]) / s, yz = (r[1][2] + r[2][1]) / s;
        double[] q = switch (k) {
            case 0 -> new double[] {s / 4, x, y, z};
            case 1 -> new double[] {x, s / 4, xy, xz};
            case 2 -> new double[] {y, xy, s / 4, yz};
            default -> new double[] {z, xz, yz, s / 4};
        };
        if (q[0] < 0) {
            for (int i = 0; i < 4; i++) {
                q[i] = -q[i];
            }
        }
        return q;
    }
}
