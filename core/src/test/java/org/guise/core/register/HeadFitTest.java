package org.guise.core.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class HeadFitTest {
    private static final Grid GRID = Grid.isotropic(5, 6, 7, 2, -4, -5, -6);

    private static HeadFit fit(Grid grid, long seed) {
        Random random = new Random(seed);
        double[] a = Affine.identity().toArray();
        for (int i = 0; i < a.length; i++) {
            a[i] += 0.1 * random.nextGaussian();
        }
        float[] u = new float[3 * grid.size()];
        for (int i = 0; i < u.length; i++) {
            u[i] = (float) random.nextGaussian();
        }
        return new HeadFit("test", Affine.of(a), grid, u, new double[] {0, seed}, new double[] {0, 1}, Map.of());
    }

    @Test
    void halfwayEveryPointGoesToTheMiddleOfWhereTheTwoFitsSendIt() {
        HeadFit one = fit(GRID, 1), two = fit(GRID, 2), half = one.halfwayTo(two);
        double[] a = new double[3], b = new double[3], m = new double[3];
        Random random = new Random(3);
        for (int n = 0; n < 200; n++) {
            double x = 12 * random.nextDouble() - 6, y = 14 * random.nextDouble() - 7, z = 16 * random.nextDouble() - 8;
            one.atlasPoint(x, y, z, a);
            two.atlasPoint(x, y, z, b);
            half.atlasPoint(x, y, z, m);
            for (int c = 0; c < 3; c++) {
                assertThat(m[c]).isCloseTo(0.5 * (a[c] + b[c]), within(1e-5));
            }
        }
        assertThat(half.mean(1)).isEqualTo(two.mean(1));
    }

    @Test
    void withoutACommonGridTheLaterFitStands() {
        HeadFit two = fit(Grid.isotropic(5, 6, 8, 2, -4, -5, -6), 2);
        assertThat(fit(GRID, 1).halfwayTo(two)).isSameAs(two);
    }
}
