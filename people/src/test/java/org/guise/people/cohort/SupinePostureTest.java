package org.guise.people.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.guise.core.anatomy.Landmark;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.Meshes;
import org.junit.jupiter.api.Test;

/** A ball of 80 mm with a cheek in the middle of the front. */
class SupinePostureTest {
    private static final Map<Landmark, double[]> LANDMARKS = Map.of(
            Landmark.MOUTH_LEFT, new double[] {0, 80, -20},
            Landmark.EYE_OUTER_LEFT, new double[] {0, 80, 30},
            Landmark.MOUTH_RIGHT, new double[] {900, 80, -20},
            Landmark.EYE_OUTER_RIGHT, new double[] {900, 80, 30});

    private static double largestShift(double age, double weight) {
        HeadMesh upright = Meshes.ball(80);
        HeadMesh supine = SupinePosture.of(upright, LANDMARKS, age, weight);
        double most = 0;
        for (int i = 0; i < upright.points().length; i += 3) {
            double back = upright.points()[i + 1] - supine.points()[i + 1];
            assertThat(back).isGreaterThanOrEqualTo(0);
            most = Math.max(most, back);
            if (upright.points()[i + 1] < 0) {
                assertThat(back).isCloseTo(0, within(0.05));
            }
        }
        return most;
    }

    @Test
    void cheeksSinkMoreWithAgeAndWeightAndTheRestStays() {
        double young = largestShift(25, 0.5);
        assertThat(young).isBetween(1.0, 2.0);
        assertThat(largestShift(85, 0.5)).isBetween(2.5, 4.0);
        assertThat(largestShift(25, 0.9)).isGreaterThan(young + 0.3);
    }
}
