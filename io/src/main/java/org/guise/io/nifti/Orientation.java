package org.guise.io.nifti;

import java.util.Locale;
import org.guise.core.volume.Affine;

/**
 * How voxel axes lie in the body.
 *
 * @param code the direction that each voxel axis runs towards, of R/L, A/P, S/I, such as {@code RAS} or {@code LPI}
 * @param obliqueDeg the largest angle in degrees between a voxel axis and the body axis it is named after
 */
public record Orientation(String code, double obliqueDeg) {
    private static final String[] LETTERS = {"RL", "AP", "SI"};
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    /** The orientation of a voxel-to-RAS map: the assignment of axes with the largest sum of |cosines|. */
    public static Orientation of(Affine voxelToWorld) {
        double best = -1;
        int[] order = ORDERS[0];
        for (int[] candidate : ORDERS) {
            double sum = 0;
            for (int axis = 0; axis < 3; axis++) {
                sum += Math.abs(cosine(voxelToWorld, candidate[axis], axis));
            }
            if (sum > best + 1e-9) {
                best = sum;
                order = candidate;
            }
        }
        StringBuilder code = new StringBuilder();
        double worst = 1;
        for (int axis = 0; axis < 3; axis++) {
            double cos = cosine(voxelToWorld, order[axis], axis);
            code.append(LETTERS[order[axis]].charAt(cos >= 0 ? 0 : 1));
            worst = Math.min(worst, Math.abs(cos));
        }
        return new Orientation(code.toString(), Math.toDegrees(Math.acos(Math.min(1, worst))));
    }

    /** In words, such as {@code left to right, back to front, bottom to top; oblique 12.3°}. */
    public String words() {
        StringBuilder s = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            s.append(axis == 0 ? "" : ", ")
                    .append(
                            switch (code.charAt(axis)) {
                                case 'R' -> "left to right";
                                case 'L' -> "right to left";
                                case 'A' -> "back to front";
                                case 'P' -> "front to back";
                                case 'S' -> "bottom to top";
                                default -> "top to bottom";
                            });
        }
        if (obliqueDeg >= 0.05) {
            s.append(String.format(Locale.ROOT, "; oblique %.1f°", obliqueDeg));
        }
        return s.toString();
    }

    private static double cosine(Affine a, int row, int col) {
        return a.get(row, col) / a.columnLength(col);
    }
}
