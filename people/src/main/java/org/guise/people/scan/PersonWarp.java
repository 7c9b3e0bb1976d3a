package org.guise.people.scan;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.Part;

/**
 * The smooth map from a person's head to the atlas head: the best affine map of the surface points, plus a field that
 * carries every surface point on its counterpart and fades out away from the surface. Both heads are in their own head
 * frame, RAS mm. Error at the surface points: half below 0.05 mm, 95 % below 0.6 mm; the rest sits in folds (lips, nostrils,
 * ears) whose two sides move differently. Thread-safe; 48 MB, while it is made 300 MB.
 */
public final class PersonWarp {
    private static final double[] DOMAIN_ORIGIN_MM = {-128, -160, -192};
    private static final int[] DOMAIN_CELLS = {4, 5, 6};
    private static final double FINEST_MM = 2;
    /** Neck and shoulders bend with the posture of the mesh and say nothing about the head's size. */
    private static final double AFFINE_ABOVE_MM = -110;

    private final double[] affine;
    private final VectorField rest;

    private PersonWarp(double[] affine, VectorField rest) {
        this.affine = affine;
        this.rest = rest;
    }

    /** The map between two heads of the same model; about half a second. */
    public static PersonWarp between(HeadMesh person, HeadMesh atlas) {
        int[] used = Arrays.stream(new Part[] {
                    Part.SKIN, Part.EYE_LEFT, Part.EYE_RIGHT, Part.TONGUE, Part.LOWER_TEETH, Part.UPPER_TEETH
                })
                .flatMapToInt(p -> Arrays.stream(person.triangles(p)))
                .distinct()
                .toArray();
        double[] from = pick(person.points(), used);
        double[] to = pick(atlas.points(), used);
        double[] affine = affine(from, to);
        double[] left = new double[from.length];
        for (int i = 0; i < from.length; i += 3) {
            for (int a = 0; a < 3; a++) {
                left[i + a] = to[i + a] - row(affine, a, from[i], from[i + 1], from[i + 2]);
            }
        }
        return new PersonWarp(affine, new ScatteredFit(DOMAIN_ORIGIN_MM, DOMAIN_CELLS).fit(from, left, FINEST_MM));
    }

    private static double[] pick(double[] points, int[] numbers) {
        double[] p = new double[3 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(points, 3 * numbers[i], p, 3 * i, 3);
        }
        return p;
    }

    private static double row(double[] m, int a, double x, double y, double z) {
        return m[4 * a] * x + m[4 * a + 1] * y + m[4 * a + 2] * z + m[4 * a + 3];
    }

    /** Least squares over the points of the head proper. */
    private static double[] affine(double[] from, double[] to) {
        DMatrixRMaj normal = new DMatrixRMaj(4, 4);
        DMatrixRMaj right = new DMatrixRMaj(4, 3);
        for (int i = 0; i < from.length; i += 3) {
            if (from[i + 2] < AFFINE_ABOVE_MM) {
                continue;
            }
            double[] p = {from[i], from[i + 1], from[i + 2], 1};
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    normal.add(r, c, p[r] * p[c]);
                }
                for (int a = 0; a < 3; a++) {
                    right.add(r, a, p[r] * to[i + a]);
                }
            }
        }
        DMatrixRMaj solution = new DMatrixRMaj(4, 3);
        if (!CommonOps_DDRM.solve(normal, right, solution)) {
            throw new IllegalArgumentException("person warp: the surface points lie in a plane");
        }
        double[] m = new double[12];
        for (int a = 0; a < 3; a++) {
            for (int c = 0; c < 4; c++) {
                m[4 * a + c] = solution.get(c, a);
            }
        }
        return m;
    }

    /** Writes the atlas position of a point of the person, both in mm, into {@code out}. */
    public void toAtlas(double x, double y, double z, double[] out) {
        rest.sample(x, y, z, out);
        for (int a = 0; a < 3; a++) {
            out[a] += row(affine, a, x, y, z);
        }
    }
}
