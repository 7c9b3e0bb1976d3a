package org.guise.core.volume;

import java.util.Arrays;

/**
 * A 3×4 affine map y = M·x + t, row-major {@code m00 m01 m02 t0 m10 … t2}, in double precision.
 *
 * <p>World coordinates are RAS+ millimetres (NIfTI-1). Immutable and thread-safe.
 */
public final class Affine {
    private final double[] m;

    private Affine(double[] m) {
        this.m = m;
    }

    /** The map with the given 12 row-major entries. The array is copied. */
    public static Affine of(double... rowMajor12) {
        if (rowMajor12.length != 12) {
            throw new IllegalArgumentException("affine needs 12 entries, got " + rowMajor12.length);
        }
        return new Affine(rowMajor12.clone());
    }

    /** The identity. */
    public static Affine identity() {
        return of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
    }

    /** Scaling by (sx, sy, sz) followed by a shift of (tx, ty, tz). */
    public static Affine scaleShift(double sx, double sy, double sz, double tx, double ty, double tz) {
        return of(sx, 0, 0, tx, 0, sy, 0, ty, 0, 0, sz, tz);
    }

    /** Shift by (tx, ty, tz). */
    public static Affine shift(double tx, double ty, double tz) {
        return scaleShift(1, 1, 1, tx, ty, tz);
    }

    /** Rotation Rz(rz)·Ry(ry)·Rx(rx) about the origin; angles in radians. */
    public static Affine rotation(double rxRad, double ryRad, double rzRad) {
        double cx = Math.cos(rxRad), sx = Math.sin(rxRad);
        double cy = Math.cos(ryRad), sy = Math.sin(ryRad);
        double cz = Math.cos(rzRad), sz = Math.sin(rzRad);
        return of(
                cz * cy,
                cz * sy * sx - sz * cx,
                cz * sy * cx + sz * sx,
                0,
                sz * cy,
                sz * sy * sx + cz * cx,
                sz * sy * cx - cz * sx,
                0,
                -sy,
                cy * sx,
                cy * cx,
                0);
    }

    /** Entry at row 0–2, column 0–3 (column 3 is the shift). */
    public double get(int row, int col) {
        return m[row * 4 + col];
    }

    /** A copy of the 12 row-major entries. */
    public double[] toArray() {
        return m.clone();
    }

    /** The map x ↦ this(other(x)). */
    public Affine after(Affine other) {
        double[] a = m, b = other.m, r = new double[12];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                double s = j == 3 ? a[i * 4 + 3] : 0;
                for (int k = 0; k < 3; k++) {
                    s += a[i * 4 + k] * b[k * 4 + j];
                }
                r[i * 4 + j] = s;
            }
        }
        return new Affine(r);
    }

    /** Determinant of the 3×3 part. */
    public double det() {
        return m[0] * (m[5] * m[10] - m[6] * m[9])
                - m[1] * (m[4] * m[10] - m[6] * m[8])
                + m[2] * (m[4] * m[9] - m[5] * m[8]);
    }

    /**
     * The inverse map.
     *
     * @throws ArithmeticException if the 3×3 part is singular or not finite
     */
    public Affine inverse() {
        double d = det();
        if (!(Math.abs(d) > 1e-12) || Double.isInfinite(d)) {
            throw new ArithmeticException("affine is singular (determinant " + d + ")");
        }
        double[] r = new double[12];
        r[0] = (m[5] * m[10] - m[6] * m[9]) / d;
        r[1] = (m[2] * m[9] - m[1] * m[10]) / d;
        r[2] = (m[1] * m[6] - m[2] * m[5]) / d;
        r[4] = (m[6] * m[8] - m[4] * m[10]) / d;
        r[5] = (m[0] * m[10] - m[2] * m[8]) / d;
        r[6] = (m[2] * m[4] - m[0] * m[6]) / d;
        r[8] = (m[4] * m[9] - m[5] * m[8]) / d;
        r[9] = (m[1] * m[8] - m[0] * m[9]) / d;
        r[10] = (m[0] * m[5] - m[1] * m[4]) / d;
        for (int i = 0; i < 3; i++) {
            r[i * 4 + 3] = -(r[i * 4] * m[3] + r[i * 4 + 1] * m[7] + r[i * 4 + 2] * m[11]);
        }
        return new Affine(r);
    }

    /** First coordinate of the image of (x, y, z). */
    public double x(double x, double y, double z) {
        return m[0] * x + m[1] * y + m[2] * z + m[3];
    }

    /** Second coordinate of the image of (x, y, z). */
    public double y(double x, double y, double z) {
        return m[4] * x + m[5] * y + m[6] * z + m[7];
    }

    /** Third coordinate of the image of (x, y, z). */
    public double z(double x, double y, double z) {
        return m[8] * x + m[9] * y + m[10] * z + m[11];
    }

    /** The image of a point, as a new array of 3. */
    public double[] apply(double... p) {
        return new double[] {x(p[0], p[1], p[2]), y(p[0], p[1], p[2]), z(p[0], p[1], p[2])};
    }

    /** Euclidean length of column {@code col} of the 3×3 part: the step in mm along that voxel axis. */
    public double columnLength(int col) {
        return Math.sqrt(m[col] * m[col] + m[4 + col] * m[4 + col] + m[8 + col] * m[8 + col]);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Affine a && Arrays.equals(m, a.m);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m);
    }

    @Override
    public String toString() {
        return Arrays.toString(m);
    }
}
