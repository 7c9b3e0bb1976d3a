package org.guise.core.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.guise.core.anatomy.HeadPhantom;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CoregistrationTest {
    private static final Grid WHOLE = Grid.isotropic(84, 96, 96, 2.5, -104, -118, -140);
    /** 15 degrees about each axis at most, and 20 mm. */
    private static final Affine MOVED = Affine.shift(20, -14, 12).after(Affine.rotation(0.2, -0.16, 0.26));

    private static Parallel par;
    private static RigidTarget t1;

    @BeforeAll
    static void prepare() {
        par = new Parallel(2);
        t1 = target(WHOLE, Affine.identity(), HeadPhantom.t1());
    }

    @AfterAll
    static void end() {
        par.close();
    }

    private static RigidTarget target(Grid grid, Affine toHead, double[] means) {
        return RigidTarget.of(HeadPhantom.scan(grid, HeadPhantom.Warp.of(toHead), means, 15), par);
    }

    @Test
    void laysT2OverT1AndBack() {
        RigidTarget t2 = target(WHOLE, MOVED, HeadPhantom.t2());
        Coregistration.Result r = new Coregistration(par).find(t2, t1);
        assertThat(error(r.toTarget(), MOVED)).isLessThan(1.0);
        assertThat(r.sharpness()).isGreaterThan(0.45);
        assertThat(r.overlap()).isGreaterThan(0.8);
        assertThat(r.turnDeg()).isBetween(18.0, 23.0);
        assertThat(error(new Coregistration(par).find(t1, t2).toTarget(), MOVED.inverse()))
                .isLessThan(1.0);
    }

    @Test
    void laysASlabOverAWholeHeadAndAWholeHeadOverASlab() {
        Grid slab = new Grid(84, 96, 12, Affine.scaleShift(2.5, 2.5, 5, -104, -118, -30));
        RigidTarget t2 = target(slab, MOVED, HeadPhantom.t2());
        assertThat(error(new Coregistration(par).find(t2, t1).toTarget(), MOVED))
                .isLessThan(1.5);
        assertThat(error(new Coregistration(par).find(t1, t2).toTarget(), MOVED.inverse()))
                .isLessThan(1.5);
    }

    @Test
    void findsAHeadThatTheHeadersPutFarAway() {
        Affine far = Affine.shift(0, 400, -300).after(Affine.rotation(0.1, 0, 0.1));
        Grid there = new Grid(WHOLE.nx(), WHOLE.ny(), WHOLE.nz(), far.inverse().after(WHOLE.voxelToWorld()));
        Coregistration.Result r = new Coregistration(par).find(target(there, far, HeadPhantom.t2()), t1);
        assertThat(error(r.toTarget(), far)).isLessThan(1.0);
        assertThat(r.shiftMm()).isGreaterThan(400);
    }

    @Test
    void sharpnessTellsNoiseAndIsTheSameForOneAndTwoThreads() {
        float[] noise = new float[WHOLE.size()];
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) Math.abs(random.nextGaussian());
        }
        RigidTarget nothing = RigidTarget.of(new Volume(WHOLE, noise), par);
        assertThat(new Coregistration(par).find(nothing, t1).sharpness()).isLessThan(0.25);
        RigidTarget t2 = target(WHOLE, MOVED, HeadPhantom.t2());
        assertThat(new Coregistration(Parallel.CALLER).find(t2, t1)).isEqualTo(new Coregistration(par).find(t2, t1));
    }

    /** Largest distance over points in and on the brain, mm; poses map from the moving image. */
    private static double error(Affine found, Affine truth) {
        double worst = 0;
        double[][] points = {{0, 70, 0}, {0, -80, 0}, {60, 0, 0}, {-60, 0, 0}, {0, 0, 65}, {0, 0, -40}};
        for (double[] a : points) {
            double[] b = found.apply(truth.inverse().apply(a));
            worst = Math.max(worst, Math.hypot(a[0] - b[0], Math.hypot(a[1] - b[1], a[2] - b[2])));
        }
        return worst;
    }
}
