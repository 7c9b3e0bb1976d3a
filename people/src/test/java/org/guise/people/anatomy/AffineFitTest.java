package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class AffineFitTest {
    @Test
    void findsTheScalesAndShiftsThatPutAnEllipsoidAndTheEyesInPlace() {
        Grid g = new Grid(120, 140, 120, Affine.identity());
        double[] c = {60, 70, 60}, r = {42, 58, 46};
        boolean[] m = new boolean[g.size()];
        for (int p = 0; p < m.length; p++) {
            double x = (p % 120 - c[0]) / r[0], y = (p / 120 % 140 - c[1]) / r[1], z = (p / (120 * 140) - c[2]) / r[2];
            m[p] = x * x + y * y + z * z <= 1;
        }
        Affine truth = Affine.of(0.62, 0, 0, 60 - 0.62 * 90, 0, 0.66, 0, -8, 0, 0, 0.7, 2);
        Affine back = truth.inverse();
        List<double[]> points = new ArrayList<>();
        for (int a = 0; a < 40; a++) {
            for (int b = 1; b < 20; b++) {
                double t = 2 * Math.PI * a / 40, u = Math.PI * b / 20;
                points.add(back.apply(
                        c[0] + r[0] * Math.sin(u) * Math.cos(t),
                        c[1] + r[1] * Math.sin(u) * Math.sin(t),
                        c[2] + r[2] * Math.cos(u)));
            }
        }
        double[][] eyes = {truth.apply(ColinSegmentation.EYES[0]), truth.apply(ColinSegmentation.EYES[1])};
        Affine found = new AffineFit(Masks.signedDistance(m, g), 0, g, points.toArray(new double[0][]), eyes).solve();
        for (double[] p : new double[][] {{90, 100, 80}, {40, 60, 60}, {120, 180, 100}}) {
            double[] want = truth.apply(p), got = found.apply(p);
            for (int k = 0; k < 3; k++) {
                assertThat(got[k]).isCloseTo(want[k], within(1.0));
            }
        }
    }
}
