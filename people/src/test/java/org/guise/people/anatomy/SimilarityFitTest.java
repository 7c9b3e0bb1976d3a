package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.guise.core.volume.Affine;
import org.junit.jupiter.api.Test;

class SimilarityFitTest {
    @Test
    void findsRotationScaleAndShiftAndIgnoresPointsOfNoWeight() {
        Affine truth = Affine.shift(3, -40, 7)
                .after(Affine.rotation(0.3, -0.5, 1.1))
                .after(Affine.scaleShift(1.2, 1.2, 1.2, 0, 0, 0));
        Random random = new Random(8);
        double[] from = new double[90], to = new double[90], weight = new double[30];
        for (int i = 0; i < 30; i++) {
            for (int a = 0; a < 3; a++) {
                from[3 * i + a] = 50 * random.nextGaussian();
            }
            double[] y = truth.apply(from[3 * i], from[3 * i + 1], from[3 * i + 2]);
            weight[i] = i < 20 ? random.nextDouble() : 0;
            for (int a = 0; a < 3; a++) {
                to[3 * i + a] = y[a] + (i < 20 ? 0 : 100);
            }
        }
        assertThat(SimilarityFit.of(from, to, weight).toArray()).containsExactly(truth.toArray(), within(1e-9));
    }
}
