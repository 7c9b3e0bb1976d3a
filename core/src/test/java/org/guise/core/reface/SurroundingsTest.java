package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    /** Oblique, left-handed, with thick slices. */
    private static final Grid GRID = new Grid(
            40,
            30,
            12,
            Affine.shift(-20, 35, 10)
                    .after(Affine.rotation(0.3, -0.2, 0.4))
                    .after(Affine.scaleShift(-0.7, 1.1, 5, 0, 0, 0)));

    private static Surroundings of(Volume mask, double radiusMm) {
        try (Parallel par = new Parallel(2)) {
            return Surroundings.of(mask, radiusMm, par);
        }
    }

    @Test
    void holdsAllWithinTheRadiusAndLittleMoreWhateverTheGridOfTheMask() {
        float[] mask = new float[GRID.size()];
        List<double[]> marked = new ArrayList<>();
        for (int[] v : new int[][] {{3, 4, 2}, {4, 4, 2}, {5, 5, 3}, {30, 20, 9}}) {
            mask[GRID.index(v[0], v[1], v[2])] = 0.2f;
            marked.add(GRID.voxelToWorld().apply(v[0], v[1], v[2]));
        }
        mask[0] = Float.NaN;
        mask[1] = -1;
        Surroundings s = of(new Volume(GRID, mask), 6);
        Random random = new Random(3);
        int in = 0, out = 0;
        for (int n = 0; n < 40_000; n++) {
            double[] c = marked.get(n % marked.size());
            double[] x = {
                c[0] + 24 * random.nextDouble() - 12,
                c[1] + 24 * random.nextDouble() - 12,
                c[2] + 24 * random.nextDouble() - 12
            };
            double d = marked.stream()
                    .mapToDouble(m -> Math.hypot(Math.hypot(m[0] - x[0], m[1] - x[1]), m[2] - x[2]))
                    .min()
                    .orElseThrow();
            if (d <= 6) {
                assertThat(s.contains(x[0], x[1], x[2])).as("%.2f mm off", d).isTrue();
                in++;
            } else if (d > 6 + 4 + 2.5) { // half a slice is part of a marked voxel
                assertThat(s.contains(x[0], x[1], x[2])).as("%.2f mm off", d).isFalse();
                out++;
            }
        }
        assertThat(in).isGreaterThan(1000);
        assertThat(out).isGreaterThan(1000);
    }

    @Test
    void tellsWhetherAnotherGridIsTouched() {
        float[] mask = new float[GRID.size()];
        mask[GRID.index(20, 15, 6)] = 1;
        Surroundings s = of(new Volume(GRID, mask), 0);
        double[] x = GRID.voxelToWorld().apply(20, 15, 6);
        assertThat(s.touches(Grid.isotropic(5, 5, 5, 2, x[0] - 4, x[1] - 4, x[2] - 4)))
                .isTrue();
        assertThat(s.touches(Grid.isotropic(5, 5, 5, 2, x[0] + 8, x[1] - 4, x[2] - 4)))
                .isFalse();
    }

    @Test
    void refusesAnEmptyMaskAndAnImpossibleRadius() {
        Volume empty = new Volume(GRID, new float[GRID.size()]);
        assertThatThrownBy(() -> of(empty, 5)).hasMessageContaining("marks no voxel");
        assertThatThrownBy(() -> of(empty, -1)).hasMessageContaining("0 to 50");
        assertThatThrownBy(() -> of(empty, Double.NaN)).hasMessageContaining("0 to 50");
    }
}
