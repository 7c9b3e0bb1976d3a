package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class MasksTest {
    private final Grid grid = new Grid(11, 9, 7, Affine.identity());

    @Test
    void distanceEqualsTheNearestSetVoxelByBruteForce() {
        Random random = new Random(5);
        boolean[] mask = new boolean[grid.size()];
        for (int n = 0; n < 6; n++) {
            mask[random.nextInt(mask.length)] = true;
        }
        float[] d = Masks.distance(mask, grid);
        for (int p = 0; p < mask.length; p++) {
            double best = 1e9;
            for (int q = 0; q < mask.length; q++) {
                if (mask[q]) {
                    double dx = p % 11 - q % 11, dy = p / 11 % 9 - q / 11 % 9, dz = p / 99 - q / 99;
                    best = Math.min(best, dx * dx + dy * dy + dz * dz);
                }
            }
            assertThat((double) d[p]).isCloseTo(Math.sqrt(best), within(1e-5));
        }
    }

    @Test
    void distanceToNothingIsFar() {
        assertThat(Masks.distance(new boolean[grid.size()], grid)[0]).isGreaterThan(1e9f);
    }

    @Test
    void holesAreFilledAlsoWhereTheHeadIsCutAtTheBottom() {
        boolean[] cup = new boolean[grid.size()];
        for (int p = 0; p < cup.length; p++) {
            int i = p % 11, j = p / 11 % 9, k = p / 99;
            boolean outer = i >= 2 && i <= 8 && j >= 2 && j <= 6 && k <= 5;
            boolean inner = i >= 3 && i <= 7 && j >= 3 && j <= 5 && k <= 4;
            cup[p] = outer && !inner;
        }
        boolean[] filled = Masks.fillHoles(cup, grid);
        assertThat(Masks.count(filled)).isEqualTo(7 * 5 * 6);
    }

    @Test
    void largestKeepsOneComponentAndDropSmallTheBigOnes() {
        boolean[] two = new boolean[grid.size()];
        two[grid.index(1, 1, 1)] = true;
        two[grid.index(5, 5, 5)] = true;
        two[grid.index(6, 5, 5)] = true;
        assertThat(Masks.components(two, grid, 1)).isEqualTo(2);
        assertThat(Masks.largest(two, grid)).isEqualTo(Masks.dropSmall(two, grid, 2));
        assertThat(Masks.count(Masks.largest(two, grid))).isEqualTo(2);
    }

    @Test
    void signedDistanceChangesSignAtTheBorder() {
        boolean[] half = new boolean[grid.size()];
        for (int p = 0; p < half.length; p++) {
            half[p] = p % 11 >= 5;
        }
        float[] s = Masks.signedDistance(half, grid);
        assertThat(s[grid.index(4, 4, 3)]).isEqualTo(-0.5f);
        assertThat(s[grid.index(5, 4, 3)]).isEqualTo(0.5f);
        assertThat(s[grid.index(8, 4, 3)]).isEqualTo(3.5f);
    }

    @Test
    void smoothingKeepsAConstantAndSpreadsAPeak() {
        float[] a = new float[grid.size()];
        java.util.Arrays.fill(a, 3);
        Masks.smooth(a, grid, 1.5);
        assertThat(a).containsOnly(3f);
        float[] peak = new float[grid.size()];
        peak[grid.index(5, 4, 3)] = 1;
        Masks.smooth(peak, grid, 1);
        assertThat(peak[grid.index(5, 4, 3)]).isLessThan(0.2f).isGreaterThan(peak[grid.index(6, 4, 3)]);
    }

    @Test
    void openingRemovesAThinSpikeAndClosingBridgesAThinGap() {
        Grid g = new Grid(21, 21, 21, Affine.identity());
        boolean[] m = new boolean[g.size()];
        for (int p = 0; p < m.length; p++) {
            int i = p % 21, j = p / 21 % 21, k = p / 441;
            m[p] = Math.abs(i - 10) <= 5 && Math.abs(j - 10) <= 5 && Math.abs(k - 10) <= 5 && i != 10
                    || i == 17 && j == 10 && k == 10;
        }
        assertThat(Masks.close(m, g, 2)[g.index(10, 10, 10)]).isTrue();
        boolean[] opened = Masks.open(m, g, 2);
        assertThat(opened[g.index(17, 10, 10)]).isFalse();
        assertThat(opened[g.index(7, 10, 10)]).isTrue();
    }
}
