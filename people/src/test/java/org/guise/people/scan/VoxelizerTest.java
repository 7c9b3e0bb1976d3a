package org.guise.people.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.Meshes;
import org.guise.people.head.Part;
import org.junit.jupiter.api.Test;

class VoxelizerTest {
    private static final double[] BALL = Meshes.spherePoints(30, 40, 20, 1, 2, 3);
    private static final int[] TRIANGLES = Meshes.sphereTriangles(30, 40, 0);

    private static double volume(float[] coverage, Grid grid) {
        double sum = 0;
        for (float c : coverage) {
            assertThat(c).isBetween(0f, 1.00001f);
            sum += c;
        }
        return sum * Math.abs(grid.voxelToWorld().det());
    }

    private static double exact() {
        return new HeadMesh(BALL, Map.of(Part.SKIN, TRIANGLES)).volumeMm3(Part.SKIN);
    }

    @Test
    void coversTheExactVolumeOnEveryKindOfGrid() {
        Grid plain = Grid.isotropic(50, 50, 50, 1, -24, -23, -22);
        Grid[] grids = {
            plain,
            GridVariant.resized(plain, 1, 1, 5),
            GridVariant.resized(plain, 4, 1, 2),
            GridVariant.turned(plain, Affine.rotation(0.3, -0.5, 0.7), 1, 2, 3),
            GridVariant.reordered(plain, new int[] {2, 0, 1}, new boolean[] {true, false, false})
        };
        for (Grid g : grids) {
            assertThat(volume(new Voxelizer(g, 0.5).coverage(BALL, TRIANGLES), g))
                    .isCloseTo(exact(), within(exact() * 1e-3));
        }
    }

    @Test
    void isOneInsideAndZeroOutside() {
        Grid g = Grid.isotropic(50, 50, 50, 1, -24, -23, -22);
        float[] c = new Voxelizer(g, 1).coverage(BALL, TRIANGLES);
        for (int k = 0; k < 50; k++) {
            for (int j = 0; j < 50; j++) {
                for (int i = 0; i < 50; i++) {
                    double r = Math.hypot(Math.hypot(i - 25, j - 25), k - 25);
                    float v = c[g.index(i, j, k)];
                    if (r < 18.8) {
                        assertThat(v).isCloseTo(1, within(1e-5f));
                    } else if (r > 21) {
                        assertThat(v).isZero();
                    }
                }
            }
        }
    }

    @Test
    void countsOverlappingSurfacesOnce() {
        Grid g = Grid.isotropic(50, 50, 50, 1, -24, -23, -22);
        float[] once = new Voxelizer(g, 0.5).coverage(BALL, TRIANGLES);
        float[] twice = new Voxelizer(g, 0.5).coverage(BALL, TRIANGLES, TRIANGLES);
        assertThat(twice).containsExactly(once, org.assertj.core.data.Offset.offset(1e-5f));
    }

    /** Vertices, edges and faces lie exactly on rays: nothing may leak along a row. */
    @Test
    void doesNotLeakWhereRaysMeetVerticesAndEdges() {
        double[] p = Meshes.spherePoints(1, 4, 8, 10, 10, 10);
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.rint(p[i]);
        }
        Grid g = Grid.isotropic(21, 21, 21, 1, 0, 0, 0);
        float[] c = new Voxelizer(g, 1).coverage(p, Meshes.sphereTriangles(1, 4, 0));
        for (int k = 0; k < 21; k++) {
            for (int j = 0; j < 21; j++) {
                assertThat(c[g.index(0, j, k)]).isZero();
                assertThat(c[g.index(20, j, k)]).isZero();
            }
        }
        // Sum over the integer rays of the chord 2·(8 − |j| − |k|).
        assertThat(volume(c, g)).isCloseTo(688, within(0.01));
    }

    @Test
    void cutsWhatLiesBeyondTheGrid() {
        Grid half = Grid.isotropic(50, 50, 25, 1, -24, -23, -21.5 + 25);
        Grid inside = Grid.isotropic(4, 4, 4, 1, 0, 0, 0);
        assertThat(volume(new Voxelizer(half, 0.5).coverage(BALL, TRIANGLES), half))
                .isCloseTo(exact() / 2, within(exact() * 2e-3));
        assertThat(new Voxelizer(inside, 1).coverage(BALL, TRIANGLES)).containsOnly(1f);
    }
}
