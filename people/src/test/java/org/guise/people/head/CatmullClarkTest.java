package org.guise.people.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatmullClarkTest {
    private static final int[][] CUBE = {
        {0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}
    };

    private static double[] cube() {
        double[] p = new double[24];
        for (int v = 0; v < 8; v++) {
            p[3 * v] = (v & 1) * 2 - 1;
            p[3 * v + 1] = (v >> 1 & 1) * 2 - 1;
            p[3 * v + 2] = (v >> 2 & 1) * 2 - 1;
        }
        return p;
    }

    @Test
    void movesTheCornersOfACubeToFiveNinths() {
        double[] p = new CatmullClark(8, CUBE).apply(cube());
        assertThat(p).hasSize(3 * (8 + 6 + 12));
        for (int i = 0; i < 24; i++) {
            assertThat(Math.abs(p[i])).isCloseTo(5 / 9.0, within(1e-12));
        }
        // A face point is the face's centre; an edge point lies at (3/4, 3/4) of the edge's two constant coordinates.
        assertThat(Arrays.copyOfRange(p, 24, 27)).containsExactly(0, 0, -1);
        for (int e = 14; e < 26; e++) {
            double[] q = {Math.abs(p[3 * e]), Math.abs(p[3 * e + 1]), Math.abs(p[3 * e + 2])};
            Arrays.sort(q);
            assertThat(q).containsExactly(0, 0.75, 0.75);
        }
    }

    @Test
    void keepsTheMeshClosedAndOutwardOriented() {
        CatmullClark c = new CatmullClark(8, CUBE);
        HeadMesh mesh = new HeadMesh(c.apply(cube()), Map.of(Part.SKIN, c.triangles()));
        assertThat(Meshes.openEdges(c.triangles())).isZero();
        assertThat(mesh.volumeMm3(Part.SKIN)).isBetween(2.0, 8.0);
    }

    @Test
    void refusesAnOpenMesh() {
        int[][] open = Arrays.copyOf(CUBE, 5);
        assertThatThrownBy(() -> new CatmullClark(8, open))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("open at edge");
    }

    @Test
    void refusesFacesOfOppositeOrientation() {
        int[][] twisted = CUBE.clone();
        twisted[5] = new int[] {5, 7, 3, 1};
        assertThatThrownBy(() -> new CatmullClark(8, twisted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two faces on one side");
    }
}
