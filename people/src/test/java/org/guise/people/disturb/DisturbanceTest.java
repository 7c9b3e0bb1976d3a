package org.guise.people.disturb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.SyntheticScan;
import org.junit.jupiter.api.Test;

/** A head that is a ball of 90 mm with a brain of 60 mm, bone round it and a nose, disturbed in every way. */
class DisturbanceTest {
    private static final Grid GRID = Grid.isotropic(111, 131, 111, 2, -110, -150, -110);
    private static final Map<Landmark, double[]> LANDMARKS = landmarks();

    private static Map<Landmark, double[]> landmarks() {
        Map<Landmark, double[]> m = new EnumMap<>(Landmark.class);
        m.put(Landmark.PRONASALE, new double[] {0, 100, 0});
        m.put(Landmark.POGONION, new double[] {0, 70, -20});
        m.put(Landmark.MOUTH_LEFT, new double[] {-22, 84, -20});
        m.put(Landmark.MOUTH_RIGHT, new double[] {22, 84, -20});
        return m;
    }

    private static Setting setting(Contrast contrast) {
        return new Setting(new Acquisition(contrast, GRID, Affine.identity(), 0, 0, 3), LANDMARKS, 1);
    }

    private static SyntheticScan ball(Contrast contrast) {
        float[] image = new float[GRID.size()];
        byte[] tissue = new byte[GRID.size()], region = new byte[GRID.size()];
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    double[] p = GRID.voxelToWorld().apply(i, j, k);
                    double r = Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
                    boolean nose = Math.hypot(p[0], p[2]) < 12 && p[1] > 80 && p[1] < 100;
                    Tissue t = r < 60
                            ? Tissue.WHITE
                            : r < 70 ? Tissue.BONE : r < 90 ? Tissue.FAT : nose ? Tissue.SKIN : Tissue.AIR;
                    int at = GRID.index(i, j, k);
                    tissue[at] = t.code();
                    image[at] = contrast.mean(t);
                    region[at] = (r < 60
                                    ? Region.BRAIN
                                    : nose ? Region.NOSE : p[0] > 80 && r < 90 ? Region.EAR_RIGHT : Region.NONE)
                            .code();
                }
            }
        }
        return new SyntheticScan(
                new Volume(GRID, image), new LabelVolume(GRID, tissue), new LabelVolume(GRID, region), Map.of());
    }

    private static int at(double x, double y, double z) {
        double[] v = GRID.worldToVoxel().apply(x, y, z);
        return GRID.index((int) Math.round(v[0]), (int) Math.round(v[1]), (int) Math.round(v[2]));
    }

    private static SyntheticScan apply(Disturbance d, Contrast contrast) {
        SyntheticScan before = ball(contrast);
        float[] samples = before.image().data().clone();
        SyntheticScan after = d.apply(before, setting(contrast));
        assertThat(before.image().data()).as("the given scan is not modified").isEqualTo(samples);
        assertThat(d.apply(before, setting(contrast)).image().data())
                .as("the same every time")
                .isEqualTo(after.image().data());
        return after;
    }

    private static void onlyAirChanged(SyntheticScan after, Contrast contrast) {
        SyntheticScan before = ball(contrast);
        for (int p = 0; p < GRID.size(); p++) {
            if (before.tissue().data()[p] != 0) {
                assertThat(after.image().data()[p]).isEqualTo(before.image().data()[p]);
                assertThat(after.tissue().data()[p]).isEqualTo(before.tissue().data()[p]);
            }
        }
    }

    @Test
    void holderAndTableLieBehindTheHeadAndTouchNoTissue() {
        SyntheticScan s = apply(Furniture.holderAndTable(), Contrast.CT);
        onlyAirChanged(s, Contrast.CT);
        double shell = 0;
        for (double y = -148; y < -100; y++) {
            shell = Math.max(shell, s.image().data()[at(0, y, 0)]);
            assertThat(s.tissue().data()[at(0, y, 0)]).isEqualTo(Tissue.AIR.code());
        }
        assertThat(shell).isGreaterThan(0);
        assertThat(s.image().data()[at(0, 108, 0)]).isEqualTo(-1000);
    }

    @Test
    void shouldersFillTheFieldOfViewBelow() {
        SyntheticScan s = apply(Torso.shoulders(), Contrast.CT);
        onlyAirChanged(s, Contrast.CT);
        assertThat(s.tissue().data()[at(80, -38, -106)]).isEqualTo(Tissue.MUSCLE.code());
        assertThat(s.region().data()[at(80, -38, -106)]).isEqualTo(Region.NONE.code());
        assertThat(s.tissue().data()[at(100, -38, 40)]).isEqualTo(Tissue.AIR.code());
    }

    @Test
    void metalStreaksReachTheLimitsOfTheScannerInItsSlicesOnly() {
        SyntheticScan s = apply(DentalMetal.streaks(), Contrast.CT);
        SyntheticScan plain = ball(Contrast.CT);
        double most = -1e9, least = 1e9, elsewhere = 0;
        for (int p = 0; p < GRID.size(); p++) {
            most = Math.max(most, s.image().data()[p]);
            least = Math.min(least, s.image().data()[p]);
        }
        for (int j = 0; j < GRID.ny(); j++) {
            int p = GRID.index(GRID.nx() / 2, j, 90);
            elsewhere = Math.max(
                    elsewhere, Math.abs(s.image().data()[p] - plain.image().data()[p]));
        }
        assertThat(most).isEqualTo(3071);
        assertThat(least).isEqualTo(-1024);
        assertThat(elsewhere).isLessThan(1);
        assertThat(s.tissue().data()).isEqualTo(plain.tissue().data());
    }

    @Test
    void aBraceLeavesAVoidAndTheTruthStays() {
        SyntheticScan s = apply(DentalMetal.voids(), Contrast.T1);
        assertThat(s.image().data()[at(0, 76, -20)]).isZero();
        assertThat(s.tissue().data()).isEqualTo(ball(Contrast.T1).tissue().data());
        assertThat(s.image().data()[at(0, -70, 0)]).isEqualTo(Contrast.T1.mean(Tissue.FAT));
    }

    @Test
    void paddingLiesOutsideTheCircle() {
        SyntheticScan s = apply(Signal.padding(-3024, 2), Contrast.CT);
        assertThat(s.image().data()[GRID.index(0, 0, 50)]).isEqualTo(-3024);
        assertThat(s.image().data()[GRID.index(55, 65, 50)]).isEqualTo(Contrast.CT.mean(Tissue.WHITE));
        // centre of the grid: y = −20; radius 110 − 2
        assertThat(s.image().data()[at(0, 84, 0)]).isNotEqualTo(-3024);
        assertThat(s.image().data()[at(0, 94, 0)]).isEqualTo(-3024);
        assertThat(s.tissue().data()[at(0, 94, 0)]).isEqualTo(Tissue.AIR.code());
    }

    @Test
    void ghostsStandInFrontAndBehindInSteps() {
        SyntheticScan s = apply(Signal.ghosts(0.3), Contrast.T1);
        // half of the ghost's fat meets air only: 24 mm behind the head
        assertThat(s.image().data()[at(0, -106, 0)]).isGreaterThan(50);
        assertThat(s.image().data()[at(108, 0, 108)]).isZero();
    }

    @Test
    void theCentreIsBrightAndTheRimDark() {
        SyntheticScan s = apply(Signal.brightCentre(0.6), Contrast.T1);
        assertThat(s.image().data()[at(0, 0, 0)] / Contrast.T1.mean(Tissue.WHITE))
                .isCloseTo(1.6f, within(0.02f));
        assertThat(s.image().data()[at(0, -86, 0)] / Contrast.T1.mean(Tissue.FAT))
                .isBetween(0.75f, 1.0f);
    }

    @Test
    void theNoseComesBackBehindTheHead() {
        int keep = 115; // up to y = 78
        SyntheticScan s = apply(Signal.wrapped(keep), Contrast.T1);
        assertThat(s.image().grid().ny()).isEqualTo(keep);
        assertThat(s.image().at(55, 95 / 2 + 75 - keep, 55)).isEqualTo(Contrast.T1.mean(Tissue.SKIN));
        assertThat(s.tissue().data()[s.image().grid().index(55, 95 / 2 + 75 - keep, 55)])
                .isEqualTo(Tissue.AIR.code());
        assertThat(s.image().at(55, 75, 55)).isEqualTo(Contrast.T1.mean(Tissue.WHITE));
    }

    @Test
    void aTumourHasCoreRingAndOedemaInTheBrain() {
        SyntheticScan s = apply(Pathology.tumour(), Contrast.T1CE);
        assertThat(s.image().data()[at(30, 32, 8)]).isLessThan(220);
        assertThat(s.image().data()[at(30, 32 - 22, 8)]).isGreaterThan(900);
        assertThat(s.image().data()[at(30, 32 - 30, 8)]).isLessThan(Contrast.T1CE.mean(Tissue.WHITE) - 50);
        assertThat(s.region().data()).isEqualTo(ball(Contrast.T1CE).region().data());
        assertThat(s.image().data()[at(-40, 0, 0)]).isEqualTo(Contrast.T1CE.mean(Tissue.WHITE));
    }

    @Test
    void hydrocephalusFillsTheVentricles() {
        SyntheticScan s = apply(Pathology.hydrocephalus(), Contrast.T1);
        assertThat(s.tissue().data()[at(20, 0, 8)]).isEqualTo(Tissue.CSF.code());
        assertThat(s.tissue().data()[at(-20, 20, 8)]).isEqualTo(Tissue.CSF.code());
        assertThat(s.region().data()[at(20, 0, 8)]).isEqualTo(Region.BRAIN.code());
        assertThat(s.tissue().data()[at(20, 0, -50)]).isEqualTo(Tissue.WHITE.code());
    }

    @Test
    void aCraniectomySinksTheScalpAndTakesTheBone() {
        SyntheticScan s = apply(Pathology.craniectomy(), Contrast.CT);
        double[] n = {0.85, 0.25, 0.46};
        int scalp = at(82 * n[0], 82 * n[1], 82 * n[2]), bone = at(52 * n[0], 52 * n[1], 52 * n[2]);
        assertThat(s.tissue().data()[scalp]).isEqualTo(Tissue.AIR.code());
        assertThat(s.image().data()[scalp]).isEqualTo(-1000);
        assertThat(s.tissue().data()[bone]).isEqualTo(Tissue.SOFT.code());
        assertThat(s.region().data()[bone]).isNotEqualTo(Region.BRAIN.code());
        int other = at(-65, 0, 0);
        assertThat(s.tissue().data()[other]).isEqualTo(Tissue.BONE.code());
    }

    @Test
    void noseAndEarAreGoneFromImageAndTruth() {
        SyntheticScan nose = apply(Pathology.withoutNose(), Contrast.T1);
        assertThat(nose.tissue().data()[at(0, 94, 0)]).isEqualTo(Tissue.AIR.code());
        assertThat(nose.image().data()[at(0, 94, 0)]).isZero();
        assertThat(nose.tissue().data()[at(0, 60, 0)]).isNotEqualTo(Tissue.AIR.code());
        SyntheticScan ear = apply(Pathology.withoutEar(), Contrast.T1);
        assertThat(ear.tissue().data()[at(86, 0, 0)]).isEqualTo(Tissue.AIR.code());
        assertThat(ear.tissue().data()[at(-86, 0, 0)]).isEqualTo(Tissue.FAT.code());
    }

    @Test
    void aContrastAgentBrightensMucosaMostAndBrainHardly() {
        SyntheticScan plain = ball(Contrast.CT);
        byte[] tissue = plain.tissue().data().clone();
        tissue[at(0, 0, 70)] = Tissue.SOFT.code();
        SyntheticScan s = Signal.contrastAgent()
                .apply(
                        new SyntheticScan(plain.image(), new LabelVolume(GRID, tissue), plain.region(), Map.of()),
                        setting(Contrast.CT));
        assertThat(s.image().data()[at(0, 0, 70)] - plain.image().data()[at(0, 0, 70)])
                .isEqualTo(90);
        assertThat(s.image().data()[at(0, 0, 0)]).isEqualTo(plain.image().data()[at(0, 0, 0)]);
    }
}
