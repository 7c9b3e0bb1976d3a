package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;

import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;

/** A round head in CT: brain within 60 mm, bone to 66, scalp to 80; the fit saw a brain of 54 mm. */
class SkullGapTest {
    private static final Grid NODES = Grid.isotropic(90, 90, 90, 2, -89, -89, -89);
    private static final Grid SCAN = Grid.isotropic(110, 110, 110, 1.7, -93, -93, -93);

    private static double radius(Grid g, int p) {
        double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
        return Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
    }

    private static byte[] filled(boolean withoutSkull) {
        float[] hu = new float[SCAN.size()];
        for (int p = 0; p < hu.length; p++) {
            double r = radius(SCAN, p);
            hu[p] = r < 60 ? 35 : r < 66 ? withoutSkull ? 35 : 900 : r < 80 ? 40 : -1000;
        }
        byte[] brain = new byte[NODES.size()];
        for (int p = 0; p < brain.length; p++) {
            brain[p] = (byte) (radius(NODES, p) < 54 ? 1 : 0);
        }
        try (Parallel par = new Parallel(2)) {
            SkullGap.fill(new Volume(SCAN, hu), NODES, brain, par);
        }
        return brain;
    }

    @Test
    void brainThatTheFitLeftOutIsFoundUpToTheSkullAndNotBeyond() {
        byte[] brain = filled(false);
        for (int p = 0; p < brain.length; p++) {
            double r = radius(NODES, p);
            if (r < 57) {
                assertThat(brain[p]).isEqualTo((byte) 1);
            } else if (r > 61) {
                assertThat(brain[p]).isZero();
            }
        }
    }

    @Test
    void whereThereIsNoSkullTheReachEndsIt() {
        byte[] brain = filled(true);
        for (int p = 0; p < brain.length; p++) {
            if (radius(NODES, p) > 61) {
                assertThat(brain[p]).isZero();
            }
        }
    }

    @Test
    void skinStaysSkinHoweverNearTheBrainLies() {
        float[] hu = new float[SCAN.size()];
        for (int p = 0; p < hu.length; p++) {
            hu[p] = radius(SCAN, p) < 60 ? 35 : -1000;
        }
        byte[] brain = new byte[NODES.size()];
        for (int p = 0; p < brain.length; p++) {
            brain[p] = (byte) (radius(NODES, p) < 50 ? 1 : 0);
        }
        try (Parallel par = new Parallel(2)) {
            SkullGap.fill(new Volume(SCAN, hu), NODES, brain, par);
        }
        for (int p = 0; p < brain.length; p++) {
            if (radius(NODES, p) > 54) {
                assertThat(brain[p]).isZero();
            }
        }
    }
}
