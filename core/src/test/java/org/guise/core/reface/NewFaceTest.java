package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.IdentityModel;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NewFaceTest {
    private static final IdentityModel PEOPLE = IdentityModel.builtIn();
    private static AtlasModel model;
    private static AtlasZone zone;

    @BeforeAll
    static void prepare() {
        try (Parallel par = new Parallel(2)) {
            model = new AtlasModel(AtlasFile.builtIn(), par);
            zone = new AtlasZone(model, par);
        }
    }

    @Test
    void facesOfDifferentSeedsLieApart() {
        double[] medians = new double[8];
        for (int pair = 0; pair < medians.length; pair++) {
            medians[pair] = apart(face(2 * pair), face(2 * pair + 1));
        }
        assertThat(Arrays.stream(medians).average().orElse(0)).isGreaterThan(1.5);
        assertThat(Arrays.stream(medians).min().orElse(0)).isGreaterThan(0.7);
    }

    @Test
    void theRimIsTheAtlasPersons() {
        NewFace face = face(3);
        double[] p = new double[3], scratch = new double[3];
        int rim = 0, moved = 0;
        Grid g = model.distanceGrid();
        for (int i = 0; i < g.size(); i += 3) {
            double[] x = point(g, i);
            System.arraycopy(x, 0, p, 0, 3);
            face.toMean(p, scratch);
            if (zone.rimDistance(x[0], x[1], x[2]) <= 6) {
                assertThat(p).isEqualTo(x);
                rim++;
            } else {
                moved += Arrays.equals(p, x) ? 0 : 1;
            }
        }
        assertThat(rim).isGreaterThan(1000);
        assertThat(moved).isGreaterThan(1000);
    }

    @Test
    void noFaceFolds() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(leastJacobian(face(seed))).as("seed %d", seed).isGreaterThan(0.05);
        }
    }

    private static NewFace face(long seed) {
        return NewFace.of(PEOPLE.draw(seed), zone);
    }

    /** Median distance of one skin from the other, well inside the front of the face, mm. */
    private static double apart(NewFace a, NewFace b) {
        Grid g = model.distanceGrid();
        double[] d = new double[g.size()];
        int n = 0;
        for (int i = 0; i < g.size(); i++) {
            double[] x = point(g, i);
            if (Math.abs(model.skinDistance()[i]) < 12
                    && zone.frontal(x[0], x[1], x[2])
                    && zone.rimDistance(x[0], x[1], x[2]) > Placement.GLIDE_MM
                    && Math.abs(skin(a, x)) < 0.7) {
                d[n++] = Math.abs(skin(b, x));
            }
        }
        assertThat(n).isGreaterThan(300);
        Arrays.sort(d, 0, n);
        return d[n / 2];
    }

    private static float skin(NewFace face, double[] x) {
        double[] p = x.clone();
        face.toMean(p, new double[3]);
        Grid d = model.distanceGrid();
        Affine t = d.worldToVoxel();
        return Sampling.clamped(
                model.skinDistance(),
                0,
                d.nx(),
                d.ny(),
                d.nz(),
                t.x(p[0], p[1], p[2]),
                t.y(p[0], p[1], p[2]),
                t.z(p[0], p[1], p[2]));
    }

    private static double leastJacobian(NewFace face) {
        double least = Double.MAX_VALUE;
        double[][] hi = new double[3][3], lo = new double[3][3];
        double[] scratch = new double[3];
        Grid g = PEOPLE.grid();
        for (int i = 0; i < g.size(); i++) {
            double[] x = point(g, i);
            // off the nodes, where the trilinear field has a kink
            for (int a = 0; a < 3; a++) {
                x[a] += 0.4 * g.spacingMm(0);
            }
            if (!zone.contains(x[0], x[1], x[2])) {
                continue;
            }
            for (int a = 0; a < 3; a++) {
                System.arraycopy(x, 0, hi[a], 0, 3);
                System.arraycopy(x, 0, lo[a], 0, 3);
                hi[a][a] += 1;
                lo[a][a] -= 1;
                face.toMean(hi[a], scratch);
                face.toMean(lo[a], scratch);
                for (int c = 0; c < 3; c++) {
                    hi[a][c] = (hi[a][c] - lo[a][c]) / 2;
                }
            }
            double det = hi[0][0] * (hi[1][1] * hi[2][2] - hi[1][2] * hi[2][1])
                    - hi[1][0] * (hi[0][1] * hi[2][2] - hi[0][2] * hi[2][1])
                    + hi[2][0] * (hi[0][1] * hi[1][2] - hi[0][2] * hi[1][1]);
            least = Math.min(least, det);
        }
        return least;
    }

    private static double[] point(Grid g, int i) {
        return g.voxelToWorld().apply(i % g.nx(), i / g.nx() % g.ny(), i / (g.nx() * g.ny()));
    }
}
