package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimilarityTest {
    private static final double[][] POINTS = {{0, 0}, {4, 1}, {2, 5}, {-1, 3}, {3, 3}};

    @Test
    void fitFindsTheTurnScaleAndShiftThatMadeThePoints() {
        Similarity made = new Similarity(1.2 * Math.cos(0.4), 1.2 * Math.sin(0.4), 7, -3);
        Similarity found = Similarity.fit(POINTS, moved(made, 1));
        assertThat(found.a()).isCloseTo(made.a(), within(1e-12));
        assertThat(found.b()).isCloseTo(made.b(), within(1e-12));
        assertThat(found.tx()).isCloseTo(7, within(1e-12));
        assertThat(found.ty()).isCloseTo(-3, within(1e-12));
    }

    @Test
    void fitNeverMirrors() {
        Similarity found = Similarity.fit(POINTS, moved(new Similarity(1, 0, 0, 0), -1));
        // The best similarity to the mirror image is worse than the best reflection, which would have no error at all.
        double error = 0;
        for (double[] p : POINTS) {
            error += Math.hypot(found.x(p[0], p[1]) + p[0], found.y(p[0], p[1]) - p[1]);
        }
        assertThat(error).isGreaterThan(1);
    }

    @Test
    void noOtherSimilarityIsCloser() {
        double[][] to = {{1, 0}, {5, 2}, {2, 6}, {-2, 3}, {3, 2}};
        Similarity best = Similarity.fit(POINTS, to);
        for (int i = 0; i < 4; i++) {
            double d = i % 2 == 0 ? 0.01 : -0.01;
            Similarity other = i < 2
                    ? new Similarity(best.a() + d, best.b(), best.tx(), best.ty())
                    : new Similarity(best.a(), best.b() + d, best.tx(), best.ty());
            assertThat(error(other, to)).isGreaterThan(error(best, to));
        }
    }

    @Test
    void inverseLeadsBack() {
        Similarity s = new Similarity(0.3, -2, 5, 11), back = s.inverse();
        double x = s.x(2, 7), y = s.y(2, 7);
        assertThat(back.x(x, y)).isCloseTo(2, within(1e-12));
        assertThat(back.y(x, y)).isCloseTo(7, within(1e-12));
    }

    @Test
    void pointsInOnePlaceAreRefused() {
        double[][] one = {{1, 1}, {1, 1}};
        assertThatThrownBy(() -> Similarity.fit(one, one)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double error(Similarity s, double[][] to) {
        double e = 0;
        for (int i = 0; i < to.length; i++) {
            double[] p = POINTS[i];
            e += Math.pow(s.x(p[0], p[1]) - to[i][0], 2) + Math.pow(s.y(p[0], p[1]) - to[i][1], 2);
        }
        return e;
    }

    private static double[][] moved(Similarity s, int signX) {
        double[][] to = new double[POINTS.length][];
        for (int i = 0; i < to.length; i++) {
            to[i] = new double[] {signX * s.x(POINTS[i][0], POINTS[i][1]), s.y(POINTS[i][0], POINTS[i][1])};
        }
        return to;
    }
}
