package org.guise.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;

class HeadSurfaceTest {
    private static final double R = 40;
    private static final Phantom.Body SPHERE = Phantom.sphere(2.3, -1.7, 3.1, R);

    @Test
    void depthOfASphereIsWithinATenthOfAMillimetre() {
        assertThat(worstDepthErrorMm(HeadSurface.of(Phantom.of(Phantom.grid(100, 1), SPHERE, 100), 50, 1)))
                .isLessThan(0.1);
    }

    @Test
    void normalsOfASphereAreWithinADegree() {
        HeadSurface s = HeadSurface.of(Phantom.of(Phantom.grid(100, 1), SPHERE, 100), 50, 1);
        double worst = 1;
        for (double[] target : targets()) {
            double[] o = {2.3 + 7 * target[0], -1.7 + 900, 3.1 + 7 * target[1]};
            double[] d = {0, -1, 0};
            double t = s.depthMm(o, d);
            double[] n = s.normal(o, d);
            double[] truth = {(o[0] - 2.3) / R, (o[1] - t + 1.7) / R, (o[2] - 3.1) / R};
            double length = Math.hypot(Math.hypot(truth[0], truth[1]), truth[2]);
            worst = Math.min(worst, (n[0] * truth[0] + n[1] * truth[1] + n[2] * truth[2]) / length);
        }
        assertThat(Math.toDegrees(Math.acos(worst))).isLessThan(1);
    }

    @Test
    void thickSlicesGiveTheSameSphereWithinAMillimetre() {
        Grid g = new Grid(100, 100, 26, Affine.scaleShift(1, 1, 4, -50, -50, -50));
        assertThat(worstDepthErrorMm(HeadSurface.of(Phantom.of(g, SPHERE, 100), 50, 1)))
                .isLessThan(1.0);
    }

    @Test
    void flippedAndObliqueGridsGiveTheSameSurface() {
        Affine turn = Affine.rotation(0.3, -0.2, 0.5).after(Affine.shift(-50, -50, -50));
        Grid oblique = new Grid(101, 101, 101, turn);
        Grid flipped = new Grid(101, 101, 101, Affine.of(-1, 0, 0, 50, 0, 0, -1, 50, 0, 1, 0, -50));
        for (Grid g : new Grid[] {oblique, flipped}) {
            HeadSurface s = HeadSurface.of(Phantom.of(g, SPHERE, 100), 50, 1);
            assertThat(worstDepthErrorMm(s)).isLessThan(0.1);
            assertThat(s.centreMm()[0]).isCloseTo(2.3, within(1.0));
            assertThat(s.centreMm()[2]).isCloseTo(3.1, within(1.0));
        }
    }

    @Test
    void aBlobFloatingInFrontIsNotSeen() {
        Phantom.Body blob = Phantom.sphere(2.3, 46, 3.1, 3);
        Phantom.Body both = (x, y, z) -> Math.max(SPHERE.depth(x, y, z), blob.depth(x, y, z));
        assertThat(worstDepthErrorMm(HeadSurface.of(Phantom.of(Phantom.grid(100, 1), both, 100), 50, 1)))
                .isLessThan(0.1);
    }

    @Test
    void aRemnantOfTheHeadThatNowFloatsStaysVisible() {
        Volume before = Phantom.of(Phantom.grid(100, 1), SPHERE, 100);
        Phantom.Body rest = Phantom.sphere(2.3, 30, 3.1, 6), core = Phantom.sphere(2.3, -10, 3.1, 28);
        Volume after = Phantom.of(before.grid(), (x, y, z) -> Math.max(rest.depth(x, y, z), core.depth(x, y, z)), 100);
        double[] o = {2.3, 900, 3.1}, d = {0, -1, 0};
        assertThat(HeadSurface.of(before, 50, 1).of(after, 1).depthMm(o, d)).isCloseTo(900 - 36, within(0.3));
        assertThat(HeadSurface.of(after, 50, 1).depthMm(o, d)).isCloseTo(900 - 18, within(0.3));
    }

    @Test
    void aCavityInsideDoesNotChangeTheSurface() {
        Phantom.Body hole = Phantom.sphere(2.3, 10, 3.1, 20);
        Phantom.Body hollow = (x, y, z) -> Math.min(SPHERE.depth(x, y, z), -hole.depth(x, y, z));
        assertThat(worstDepthErrorMm(HeadSurface.of(Phantom.of(Phantom.grid(100, 1), hollow, 100), 50, 1)))
                .isLessThan(0.1);
    }

    @Test
    void skinKeptApartFromTheBrainByABlackSkullIsStillTheSurface() {
        Phantom.Body skull = Phantom.sphere(2.3, -1.7, 3.1, 36), brain = Phantom.sphere(2.3, -1.7, 3.1, 33);
        Phantom.Body head =
                (x, y, z) -> Math.max(brain.depth(x, y, z), Math.min(SPHERE.depth(x, y, z), -skull.depth(x, y, z)));
        assertThat(worstDepthErrorMm(HeadSurface.of(Phantom.of(Phantom.grid(100, 1), head, 100), 50, 1)))
                .isLessThan(0.1);
    }

    @Test
    void tissueCutByTheFieldOfViewEndsInAFlatFace() {
        Grid half = new Grid(100, 50, 100, Affine.scaleShift(1, 1, 1, -50, -45, -50));
        HeadSurface s = HeadSurface.of(Phantom.of(half, SPHERE, 100), 50, 1);
        for (double x = -20; x <= 20; x += 5) {
            double[] o = {x, 900, 0}, d = {0, -1, 0};
            assertThat(s.depthMm(o, d)).isCloseTo(900 - 4, within(1e-6));
            assertThat(s.normal(o, d)).containsExactly(new double[] {0, 1, 0}, within(1e-9));
        }
    }

    @Test
    void samplesThatAreNotANumberCountAsAir() {
        Volume v = Phantom.of(Phantom.grid(100, 1), SPHERE, 100);
        for (int i = 0; i < v.data().length; i++) {
            v.data()[i] = v.data()[i] == 0 ? Float.NaN : v.data()[i];
        }
        assertThat(worstDepthErrorMm(HeadSurface.of(v, 50, 1))).isLessThan(0.1);
    }

    private static double[][] targets() {
        double[][] t = new double[49][];
        for (int i = 0; i < 49; i++) {
            t[i] = new double[] {i % 7 - 3, i / 7 - 3};
        }
        return t;
    }

    /** Largest error of parallel rays from the front, over the inner part where the sphere is not grazed. */
    private static double worstDepthErrorMm(HeadSurface s) {
        double worst = 0;
        for (double[] target : targets()) {
            double dx = 8 * target[0], dz = 8 * target[1];
            double truth = 901.7 - Math.sqrt(R * R - dx * dx - dz * dz);
            double got = s.depthMm(new double[] {2.3 + dx, 900, 3.1 + dz}, new double[] {0, -1, 0});
            worst = Math.max(worst, Double.isNaN(got) ? 1e9 : Math.abs(got - truth));
        }
        return worst;
    }
}
