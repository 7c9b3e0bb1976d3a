package org.guise.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import org.guise.core.anatomy.Landmark;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class HeadFrameTest {
    private static Map<Landmark, double[]> eyes() {
        Map<Landmark, double[]> m = new EnumMap<>(Landmark.class);
        m.put(Landmark.EYE_OUTER_LEFT, new double[] {-45, 74, 20});
        m.put(Landmark.EYE_INNER_LEFT, new double[] {-20, 78, 18});
        m.put(Landmark.EYE_INNER_RIGHT, new double[] {20, 78, 18});
        m.put(Landmark.EYE_OUTER_RIGHT, new double[] {45, 74, 20});
        return m;
    }

    @Test
    void fittedFrameIsBehindAndBelowTheEyesOfTheScan() {
        Affine atlasToScan = Affine.of(0.9, 0.1, 0, 5, -0.1, 1.1, 0.2, -6, 0, -0.2, 1, 7);
        HeadFrame f = HeadFrame.fitted(atlasToScan.inverse(), eyes());
        double[] expected = atlasToScan.apply(0, 36, 9);
        for (int a = 0; a < 3; a++) {
            assertThat(f.centreMm()[a]).isCloseTo(expected[a], within(1e-9));
        }
    }

    @Test
    void sizesLeaveTheDirectionsAlone() {
        Affine turn = Affine.rotation(0.3, -0.2, 0.5);
        // sizes along the head's own axes, then the turn: the polar factor is the turn
        Affine atlasToScan = turn.after(Affine.scaleShift(0.8, 1.2, 1.05, 0, 0, 0));
        Affine got = HeadFrame.fitted(atlasToScan.inverse(), eyes()).headToWorld();
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                assertThat(got.get(r, c)).isCloseTo(turn.get(r, c), within(1e-9));
            }
        }
    }

    @Test
    void aMissingEyeIsNamed() {
        Map<Landmark, double[]> one = eyes();
        one.remove(Landmark.EYE_INNER_LEFT);
        assertThatThrownBy(() -> HeadFrame.fitted(Affine.identity(), one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EYE_INNER_LEFT");
    }

    /** A skull of 95 mm round (0, −20, 30) and a nose whose tip is at (4, 92, −10). */
    private static final Phantom.Body HEAD = (x, y, z) -> Math.max(
            Phantom.sphere(0, -20, 30, 95).depth(x, y, z),
            Phantom.sphere(4, 72, -10, 20).depth(x, y, z));

    @Test
    void straightFrameIsBehindTheTipOfTheNose() {
        HeadFrame f = HeadFrame.straight(surface(Grid.isotropic(110, 120, 125, 2, -109, -125, -120)));
        assertThat(f.centreMm()[0]).isCloseTo(4, within(2.0));
        assertThat(f.centreMm()[1]).isCloseTo(92 - 72, within(1.5));
        assertThat(f.centreMm()[2]).isCloseTo(-10 + 29, within(2.0));
    }

    @Test
    void aNoseCutByTheFieldOfViewCountsByTheMiddleOfTheCut() {
        HeadFrame f = HeadFrame.straight(surface(Grid.isotropic(110, 104, 125, 2, -109, -125, -120)));
        assertThat(f.centreMm()[0]).isCloseTo(4, within(2.0));
        assertThat(f.centreMm()[1]).isCloseTo(81 - 72, within(1.5));
        assertThat(f.centreMm()[2]).isCloseTo(-10 + 29, within(2.0));
    }

    private static HeadSurface surface(Grid grid) {
        return HeadSurface.of(Phantom.of(grid, HEAD, 100), 50, 1);
    }
}
