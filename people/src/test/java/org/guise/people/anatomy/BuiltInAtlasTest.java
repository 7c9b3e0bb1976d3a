package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold for the committed atlases, whoever rebuilt them. */
@ParameterizedClass
@EnumSource(AveragePerson.class)
class BuiltInAtlasTest {
    private static AveragePerson person;
    private static Atlas atlas;
    private static Grid grid;
    private static byte[] tissue;
    private static byte[] region;

    BuiltInAtlasTest(AveragePerson who) {
        if (who == person) {
            return;
        }
        person = who;
        atlas = AtlasFile.builtIn(who.id());
        grid = atlas.tissue().grid();
        tissue = atlas.tissue().data();
        region = atlas.region().data();
    }

    private static boolean[] where(java.util.function.IntPredicate p) {
        boolean[] m = new boolean[grid.size()];
        for (int i = 0; i < m.length; i++) {
            m[i] = p.test(i);
        }
        return m;
    }

    private static boolean isHead(int i) {
        return tissue[i] != Tissue.AIR.code() && tissue[i] != Tissue.UNKNOWN.code();
    }

    private static boolean isZoneTissue(int i) {
        return isHead(i) && Region.of(region[i]).inFaceZone();
    }

    @Test
    void brainVolumeIsThatOfThePersonsAge() {
        double ml = Masks.count(where(i -> region[i] == Region.BRAIN.code())) / 1000.0;
        assertThat(ml)
                .isBetween(
                        person == AveragePerson.ADULT ? 1350.0 : 1200.0,
                        person == AveragePerson.ADULT ? 1500.0 : 1350.0);
    }

    @Test
    void brainIsOnePieceOfBrainTissue() {
        boolean[] brain = where(i -> region[i] == Region.BRAIN.code());
        assertThat(Masks.components(brain, grid, 50)).isEqualTo(1);
        int wrong = 0;
        for (int i = 0; i < brain.length; i++) {
            Tissue t = Tissue.of(tissue[i]);
            boolean fits = t == Tissue.GREY || t == Tissue.WHITE || t == Tissue.CSF || t == Tissue.SOFT;
            wrong += brain[i] && !fits ? 1 : 0;
        }
        assertThat(wrong).isZero();
    }

    @Test
    void faceZoneKeepsItsDistanceFromTheBrain() {
        float[] toBrain = Masks.distance(where(i -> region[i] == Region.BRAIN.code()), grid);
        for (int i = 0; i < toBrain.length; i++) {
            if (isZoneTissue(i)) {
                assertThat(toBrain[i]).isGreaterThanOrEqualTo(3f);
            }
        }
    }

    @Test
    void vaultIsAsThickAsAtThatAge() {
        float[] toAir = Masks.distance(where(i -> !isHead(i)), grid);
        float[] toOther = Masks.distance(where(i -> region[i] != Region.BRAIN.code()), grid);
        int eye = (int) grid.worldToVoxel().apply(atlas.landmarks().get(Landmark.SELLION))[2];
        double sum = 0;
        int n = 0;
        for (int i = 0; i < toAir.length; i++) {
            if (toOther[i] == 1 && i / (grid.nx() * grid.ny()) > eye + 40) {
                sum += toAir[i];
                n++;
            }
        }
        assertThat(sum / n).isBetween(person.vaultMm() - 1.7, person.vaultMm() + 2.3);
    }

    @Test
    void headIsOnePiece() {
        assertThat(Masks.components(where(BuiltInAtlasTest::isHead), grid, 1)).isEqualTo(1);
    }

    @Test
    void landmarksLieOnTheSkinInTheZone() {
        boolean[] air = where(i -> tissue[i] == Tissue.AIR.code());
        float[] toAir = Masks.distance(air, grid);
        float[] toHead = Masks.distance(Masks.not(air), grid);
        assertThat(atlas.landmarks()).hasSize(Landmark.values().length);
        for (Map.Entry<Landmark, double[]> e : atlas.landmarks().entrySet()) {
            double[] v = grid.worldToVoxel().apply(e.getValue());
            int at = grid.index((int) Math.rint(v[0]), (int) Math.rint(v[1]), (int) Math.rint(v[2]));
            assertThat(Math.max(toAir[at], toHead[at])).as(e.getKey().name()).isLessThanOrEqualTo(3.5f);
            for (int d : new int[] {-6, 0, 6}) {
                int q = grid.index((int) Math.rint(v[0]), (int) Math.rint(v[1]), (int) Math.rint(v[2]) + d);
                assertThat(Region.of(region[q]).inFaceZone())
                        .as("%s %+d", e.getKey(), d)
                        .isTrue();
            }
        }
    }

    @Test
    void isRoughlySymmetric() {
        int same = 0, all = 0;
        int mid = (int) Math.rint(grid.worldToVoxel().apply(0, 0, 0)[0]);
        for (int i = 0; i < tissue.length; i++) {
            int x = i % grid.nx(), mirror = i - x + 2 * mid - x;
            if (2 * mid - x >= 0 && 2 * mid - x < grid.nx() && isHead(i)) {
                all++;
                same += isHead(mirror) && Region.of(region[i]) == mirrored(region[mirror]) ? 1 : 0;
            }
        }
        assertThat(same / (double) all).isGreaterThan(0.95);
    }

    private static Region mirrored(byte code) {
        Region r = Region.of(code);
        return r == Region.EAR_LEFT ? Region.EAR_RIGHT : r == Region.EAR_RIGHT ? Region.EAR_LEFT : r;
    }

    @Test
    void everyTissueHasAPlausibleVolume() {
        Map<Tissue, Double> ml = new EnumMap<>(Tissue.class);
        for (byte t : tissue) {
            ml.merge(Tissue.of(t), 0.001, Double::sum);
        }
        plausible(ml.get(Tissue.GREY), 600.0, 850.0);
        plausible(ml.get(Tissue.WHITE), 400.0, 650.0);
        plausible(ml.get(Tissue.CSF), 120.0, 350.0);
        plausible(ml.get(Tissue.SKIN), 150.0, 350.0);
        plausible(ml.get(Tissue.FAT), 350.0, 800.0);
        plausible(ml.get(Tissue.EYE_FLUID), 9.0, 16.0);
        plausible(ml.get(Tissue.LENS), 0.2, 0.8);
        plausible(ml.get(Tissue.TEETH), 12.0, 30.0);
        plausible(ml.get(Tissue.TONGUE), 35.0, 90.0);
        plausible(ml.get(Tissue.AIRWAY), 50.0, 140.0);
        plausible(ml.get(Tissue.BONE) + ml.get(Tissue.MARROW), 450.0, 900.0);
    }

    /** In ml, for adults; a child has half to all of it. */
    private static void plausible(double ml, double least, double most) {
        assertThat(ml).isBetween(person == AveragePerson.ADULT ? least : 0.5 * least, most);
    }

    @Test
    void saysNothingBelowTheNeckCutAndHasAirAroundTheFace() {
        assertThat(tissue[grid.index(grid.nx() / 2, grid.ny() / 2, 0)]).isEqualTo(Tissue.UNKNOWN.code());
        double[] nose = grid.worldToVoxel().apply(atlas.landmarks().get(Landmark.PRONASALE));
        assertThat(grid.ny() - 1 - nose[1]).isGreaterThan(15);
        int front = grid.index((int) nose[0], grid.ny() - 1, (int) nose[2]);
        assertThat(region[front]).isEqualTo(Region.AIR_FACE.code());
        double[] ear = grid.worldToVoxel().apply(atlas.landmarks().get(Landmark.TRAGUS_LEFT));
        assertThat(region[grid.index(0, (int) ear[1], (int) ear[2])]).isEqualTo(Region.AIR_FACE.code());
        assertThat(region[grid.index(grid.nx() / 2, 0, grid.nz() - 1)]).isEqualTo(Region.NONE.code());
    }
}
