package org.guise.people.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Two eyes of six points each: left, right, back, front, bottom, top of a ball of 12 mm. */
class GazeTest {
    private static double[] eyes() {
        double[] p = new double[36];
        for (int side = 0; side < 2; side++) {
            for (int k = 0; k < 6; k++) {
                int at = 18 * side + 3 * k;
                p[at] = side == 0 ? -30 : 30;
                p[at + k / 2] += k % 2 == 0 ? -12 : 12;
            }
        }
        return p;
    }

    private static double[] direction(double[] p, int side) {
        int front = 18 * side + 9;
        double x = side == 0 ? -30 : 30;
        return View.unit(p[front] - x, p[front + 1], p[front + 2]);
    }

    @Test
    void bothEyesLookAtTheTarget() {
        double[] p = eyes();
        double[] target = {100, 800, -60};
        Gaze.turn(p, target, 30);
        for (int side = 0; side < 2; side++) {
            double[] want = View.unit(target[0] - (side == 0 ? -30 : 30), target[1], target[2]);
            double[] got = direction(p, side);
            for (int a = 0; a < 3; a++) {
                assertThat(got[a]).isCloseTo(want[a], within(1e-9));
            }
        }
    }

    @Test
    void theyTurnNoFurtherThanIsComfortable() {
        double[] p = eyes();
        Gaze.turn(p, new double[] {1000, 500, 0}, 18);
        assertThat(Math.toDegrees(Math.acos(direction(p, 0)[1]))).isCloseTo(18, within(1e-9));
    }
}
