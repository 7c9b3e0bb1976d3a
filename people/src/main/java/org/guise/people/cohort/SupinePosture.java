package org.guise.people.cohort;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.guise.core.anatomy.Landmark;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.Part;

/**
 * What lying on the back does to a face: the soft cheeks sink backwards and a little sideways, more with age and weight. A
 * simple model set by hand, 1 to 4 mm at the middle of the cheek, fading out with a Gaussian.
 */
final class SupinePosture {
    private static final double REACH_MM = 22;
    private static final double BACK_MM = 1.6;
    private static final double ASIDE_MM = 0.7;
    private static final double YOUNG = 25;
    private static final double AGEING_YEARS = 60;

    private SupinePosture() {}

    /**
     * The head lying down.
     *
     * @param upright not modified
     * @param landmarks of that mesh
     * @param weight 0 to 1
     */
    static HeadMesh of(HeadMesh upright, Map<Landmark, double[]> landmarks, double ageYears, double weight) {
        double amount = 0.6 + Math.max(0, ageYears - YOUNG) / AGEING_YEARS + weight;
        double[] p = upright.points().clone();
        int[] soft = Arrays.stream(new Part[] {Part.SKIN, Part.MOUTH})
                .flatMapToInt(part -> Arrays.stream(upright.triangles(part)))
                .distinct()
                .toArray();
        sink(p, soft, cheek(landmarks, Landmark.MOUTH_LEFT, Landmark.EYE_OUTER_LEFT), -ASIDE_MM * amount, amount);
        sink(p, soft, cheek(landmarks, Landmark.MOUTH_RIGHT, Landmark.EYE_OUTER_RIGHT), ASIDE_MM * amount, amount);
        return new HeadMesh(p, upright.triangles());
    }

    /** Beside the mouth and below the eye. */
    private static double[] cheek(Map<Landmark, double[]> landmarks, Landmark mouth, Landmark eye) {
        double[] m = Objects.requireNonNull(landmarks.get(mouth), "no landmark " + mouth);
        double[] e = Objects.requireNonNull(landmarks.get(eye), "no landmark " + eye);
        return new double[] {e[0], 0.5 * (m[1] + e[1]), 0.6 * m[2] + 0.4 * e[2]};
    }

    private static void sink(double[] p, int[] numbers, double[] cheek, double asideMm, double amount) {
        for (int n : numbers) {
            double d2 = 0;
            for (int a = 0; a < 3; a++) {
                d2 += (p[3 * n + a] - cheek[a]) * (p[3 * n + a] - cheek[a]);
            }
            double w = StrictMath.exp(-0.5 * d2 / (REACH_MM * REACH_MM));
            p[3 * n] += w * asideMm;
            p[3 * n + 1] -= w * BACK_MM * amount;
        }
    }
}
