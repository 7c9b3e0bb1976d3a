package org.guise.people.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.guise.people.head.SeededRandom;
import org.junit.jupiter.api.Test;

class RasteriserTest {
    private static final int SIZE = 16;

    private static int[] hits(double[] projected, int[]... triangles) {
        int[] hits = new int[SIZE * SIZE];
        for (int[] t : triangles) {
            Rasteriser.draw(projected, t[0], t[1], t[2], SIZE, SIZE, false, (p, b, c, near) -> hits[p]++);
        }
        return hits;
    }

    @Test
    void coversThePixelsWhoseMiddlesLieInTheTriangle() {
        // Legs of 10 pixels: middles at (i + 0.5, j + 0.5) with i + j + 1 < 10, so 9 + 8 + … + 1.
        int[] hits = hits(new double[] {0, 0, 1, 10, 0, 1, 0, 10, 1}, new int[] {0, 1, 2});
        assertThat(Arrays.stream(hits).sum()).isEqualTo(45);
        assertThat(hits[0]).isEqualTo(1);
        assertThat(hits[8]).isEqualTo(1);
        assertThat(hits[9]).isZero();
        assertThat(hits[8 * SIZE]).isEqualTo(1);
    }

    @Test
    void drawsEachPixelOfAMeshExactlyOnceWhicheverWayTheTrianglesFace() {
        // A fan round an inner point over a square whose corners and edges lie on pixel middles.
        SeededRandom random = new SeededRandom(5);
        for (int round = 0; round < 200; round++) {
            double x = random.below(12 * 4) / 4.0 + 2;
            double y = random.below(12 * 4) / 4.0 + 2;
            double[] p = {1.5, 1.5, 1, 14.5, 1.5, 1, 14.5, 14.5, 1, 1.5, 14.5, 1, x, y, 1};
            int[] hits = hits(p, new int[] {0, 1, 4}, new int[] {2, 1, 4}, new int[] {2, 3, 4}, new int[] {0, 3, 4});
            assertThat(Arrays.stream(hits).max().orElseThrow()).isEqualTo(1);
            assertThat(Arrays.stream(hits).sum()).isEqualTo(13 * 13);
        }
    }

    @Test
    void sharesAreCorrectInPerspective() {
        // An edge from depth 1 to depth 4: half-way across the picture, nearness is the mean of 1 and 1/4.
        double[] p = {0, -100, 1, 16, 8.5, 0.25, 0, 100, 1};
        float[] got = new float[2];
        Rasteriser.draw(p, 0, 1, 2, SIZE, SIZE, true, (pixel, b, c, near) -> {
            if (pixel == 8 * SIZE + 7) {
                got[0] = b;
                got[1] = near;
            }
        });
        double b = 7.5 / 16;
        double near = b * 0.25 + (1 - b);
        assertThat(got[1]).isCloseTo((float) near, within(1e-3f));
        assertThat(got[0]).isCloseTo((float) (b * 0.25 / near), within(1e-3f));
    }

    @Test
    void leavesOutWhatLiesBehindTheCamera() {
        assertThat(hits(new double[] {0, 0, 1, 10, 0, Double.NaN, 0, 10, 1}, new int[] {0, 1, 2}))
                .containsOnly(0);
    }
}
