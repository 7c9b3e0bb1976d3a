package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.guise.core.anatomy.HeadPhantom;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefacerTest {
    private static final double STEP = 2.5;
    private static final Grid GRID = Grid.isotropic(76, 94, 92, STEP, -94, -110, -134);
    /** A subject whose face is pushed 9 mm forward of the atlas's and whose nose points to the left. */
    private static final HeadPhantom.Warp SUBJECT = (x, y, z, o) -> {
        double face = Math.max(0, Math.min(1, (y - 30) / 50)) * Math.exp(-(z + 40) * (z + 40) / 1800.0);
        o[0] = x + 7 * face;
        o[1] = y - 9 * face;
        o[2] = z;
    };

    private static Parallel par;
    private static Refacer refacer;
    private static Volume scan;
    private static float[] input;
    private static RefaceResult result;

    @BeforeAll
    static void reface() {
        par = new Parallel(2);
        refacer = new Refacer(HeadPhantom.atlas(), par);
        scan = HeadPhantom.scan(GRID, SUBJECT, HeadPhantom.t1(), 12);
        input = scan.data().clone();
        result = refacer.reface(scan, RefaceOptions.averageFace());
    }

    @AfterAll
    static void end() {
        par.close();
    }

    @Test
    void nothingOutsideTheChangedVoxelsDiffersAndTheInputIsUntouched() {
        assertThat(Arrays.equals(scan.data(), input)).isTrue();
        int changed = 0;
        for (int p = 0; p < input.length; p++) {
            if (result.changed()[p] == 0
                    && Float.floatToRawIntBits(result.values()[p]) != Float.floatToRawIntBits(input[p])) {
                throw new AssertionError("voxel " + p + " differs outside the mask");
            }
            assertThat(result.changed()[p] != 0 && result.guard()[p] != 0).isFalse();
            assertThat(Float.isFinite(result.values()[p])).isTrue();
            changed += result.changed()[p];
        }
        assertThat(changed)
                .isGreaterThan(10_000)
                .isEqualTo(result.measures().get("changedVoxels").intValue());
    }

    @Test
    void noChangedVoxelLiesNearTheTrueBrainOrOutsideTheZone() {
        double[] t = new double[3], y = new double[3];
        double margin = RefaceOptions.averageFace().brainMarginMm();
        for (int p = 0; p < input.length; p++) {
            double[] x = point(p);
            SUBJECT.at(x[0], x[1], x[2], t);
            double toBrain = -HeadPhantom.brainDepth(t[0], t[1], t[2]);
            if (result.changed()[p] != 0) {
                assertThat(toBrain).as("true distance to the brain, mm").isGreaterThan(margin - STEP);
                result.fit().atlasPoint(x[0], x[1], x[2], y);
                assertThat(refacer.zone().contains(y[0], y[1], y[2])).isTrue();
            } else if (toBrain < -STEP && t[2] > -60) {
                assertThat(result.guard()[p]).as("guard inside the brain").isOne();
            }
        }
    }

    @Test
    void theOldNoseIsGone() {
        double[] t = new double[3];
        int n = 0, replaced = 0, same = 0;
        for (int p = 0; p < input.length; p++) {
            double[] x = point(p);
            SUBJECT.at(x[0], x[1], x[2], t);
            if (HeadPhantom.nose(t[0], t[1], t[2]) > 3 && t[1] > 84) {
                n++;
                replaced += result.changed()[p];
                same += result.values()[p] == input[p] ? 1 : 0;
            }
        }
        assertThat(n).isGreaterThan(50);
        assertThat(replaced).isEqualTo(n);
        assertThat(same).isZero();
    }

    @Test
    void paddingOfACtIsNeitherLearnedFromNorWritten() {
        float[] hounsfield = new float[input.length], padded = new float[input.length];
        for (int p = 0; p < input.length; p++) {
            double[] x = point(p);
            hounsfield[p] = input[p] - 1000;
            padded[p] = Math.hypot(x[0], x[1]) > 105 ? -3024 : hounsfield[p];
        }
        RefaceResult plain = refacer.reface(new Volume(GRID, hounsfield), RefaceOptions.averageFace());
        Volume given = new Volume(GRID, padded.clone());
        RefaceResult r = refacer.reface(given, plain.fit(), RefaceOptions.averageFace());
        assertThat(given.data()).isEqualTo(padded);
        int kept = 0;
        for (int p = 0; p < padded.length; p++) {
            if (padded[p] == -3024) {
                assertThat(r.values()[p]).isEqualTo(-3024);
                assertThat(r.changed()[p]).isZero();
                kept += plain.changed()[p];
            } else {
                assertThat(r.values()[p]).isGreaterThan(-1500);
            }
        }
        assertThat(kept).as("padding in the face zone").isGreaterThan(100);
    }

    @Test
    void theSameScanGivesTheSameFaceOnOneThread() {
        try (Parallel one = new Parallel(1)) {
            RefaceResult again = new Refacer(HeadPhantom.atlas(), one).reface(scan, RefaceOptions.averageFace());
            assertThat(Arrays.equals(again.values(), result.values())).isTrue();
            assertThat(Arrays.equals(again.changed(), result.changed())).isTrue();
            assertThat(Arrays.equals(again.guard(), result.guard())).isTrue();
        }
    }

    private static double[] point(int p) {
        return GRID.voxelToWorld().apply(p % GRID.nx(), p / GRID.nx() % GRID.ny(), p / (GRID.nx() * GRID.ny()));
    }
}
