package org.guise.core.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.guise.core.anatomy.HeadPhantom;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HeadFitterTest {
    /** 2.5 mm voxels over the head and some neck, in the pose of the phantom. */
    private static final Grid UPRIGHT = Grid.isotropic(76, 92, 92, 2.5, -94, -110, -134);

    private static Parallel par;
    private static AtlasModel model;

    @BeforeAll
    static void prepare() {
        par = new Parallel(2);
        model = new AtlasModel(HeadPhantom.atlas(), par);
    }

    @AfterAll
    static void end() {
        par.close();
    }

    @Test
    void findsATurnedShiftedSmallerHeadInT1Contrast() {
        Affine truth = pose(0.42, -0.25, 0.3, 1.1, 25, -30, 15);
        assertAffineFound(truth, HeadPhantom.t1());
    }

    @Test
    void findsATurnedShiftedLargerHeadInT2Contrast() {
        Affine truth = pose(-0.3, 0.2, -0.42, 0.92, -20, 10, -25);
        assertAffineFound(truth, HeadPhantom.t2());
    }

    @Test
    void findsAHeadWhoseHeaderHasItsAxesPermutedAndReportsIt() {
        Affine wrong = Affine.of(0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0);
        Grid lying = new Grid(
                UPRIGHT.nx(), UPRIGHT.ny(), UPRIGHT.nz(), wrong.inverse().after(UPRIGHT.voxelToWorld()));
        Volume scan = HeadPhantom.scan(lying, HeadPhantom.Warp.of(wrong), HeadPhantom.t1(), 15);
        AffineFit.Result r = new AffineFit(model, par).fit(working(scan));
        assertThat(r.headerKept()).isFalse();
        assertThat(error(r.scanToAtlas(), wrong)).isLessThan(1.5);
    }

    @Test
    void recoversASmoothDeformationWithoutFoldsAndTheSameForOneAndTwoThreads() {
        HeadPhantom.Warp truth = (x, y, z, o) -> {
            o[0] = x + 4 * Math.sin(y / 28 + 1);
            o[1] = y + 4 * Math.sin(z / 30) * Math.cos(x / 40);
            o[2] = z + 3.5 * Math.sin(x / 32 + y / 50);
        };
        Volume scan = HeadPhantom.scan(UPRIGHT, truth, HeadPhantom.t1(), 15);
        HeadFit fit = new HeadFitter(model, par).fit(scan);
        double[] y = new double[3], t = new double[3];
        double sum = 0, off = 0, before = 0;
        int n = 0;
        Grid g = UPRIGHT;
        for (int p = 0; p < g.size(); p += 3) {
            double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
            truth.at(x[0], x[1], x[2], t);
            boolean surface = Math.abs(HeadPhantom.depth(t[0], t[1], t[2])) < 3
                    || Math.abs(HeadPhantom.brainDepth(t[0], t[1], t[2])) < 3;
            if (surface && t[2] > -85) {
                fit.atlasPoint(x[0], x[1], x[2], y);
                sum += Math.sqrt(sq(y[0] - t[0]) + sq(y[1] - t[1]) + sq(y[2] - t[2]));
                off += Math.abs(HeadPhantom.depth(y[0], y[1], y[2]) - HeadPhantom.depth(t[0], t[1], t[2]));
                before += Math.sqrt(sq(x[0] - t[0]) + sq(x[1] - t[1]) + sq(x[2] - t[2]));
                n++;
            }
        }
        assertThat(n).isGreaterThan(5000);
        assertThat(off / n).as("mean error across skin and dura, mm").isLessThan(1.0);
        // along a smooth surface nothing in the picture tells where a point went, so the whole error is larger
        assertThat(sum / n)
                .as("mean error at skin and dura, mm")
                .isLessThan(2.2)
                .isLessThan(0.55 * before / n);
        assertThat(fit.measures()).containsEntry("headerKept", 1.0);
        assertThat(fit.measures().get("jacobianMin")).isPositive();
        assertThat(fit.measures().get("jacobianMax")).isLessThan(4);
        double[] back = fit.scanPoint(2, 90, -40);
        fit.atlasPoint(back[0], back[1], back[2], y);
        assertThat(Math.hypot(y[0] - 2, Math.hypot(y[1] - 90, y[2] + 40))).isLessThan(0.05);
        try (Parallel one = new Parallel(1)) {
            HeadFit alone = new HeadFitter(model, one).fit(scan);
            assertThat(alone.affine()).isEqualTo(fit.affine());
            assertThat(Arrays.equals(alone.displacement(), fit.displacement())).isTrue();
        }
    }

    private static void assertAffineFound(Affine truth, double[] means) {
        Grid g = Grid.isotropic(92, 100, 100, 2.6, 0, 0, 0);
        double[] c = truth.inverse().apply(0, 0, -15);
        Grid centred = Grid.isotropic(92, 100, 100, 2.6, c[0] - 1.3 * 92, c[1] - 1.3 * 100, c[2] - 1.3 * 100);
        assertThat(centred.size()).isEqualTo(g.size());
        Volume scan = HeadPhantom.scan(centred, HeadPhantom.Warp.of(truth), means, 15);
        AffineFit search = new AffineFit(model, par);
        AffineFit.Result r = search.fit(working(scan));
        assertThat(r.headerKept()).isTrue();
        assertThat(error(search.shaped(working(scan), r.scanToAtlas()), truth))
                .as("largest error over the head, mm")
                .isLessThan(1.5);
    }

    private static WorkingScan working(Volume scan) {
        return WorkingScan.whole(WorkingScan.reduce(scan, 4, par), WorkingScan.range(scan), 4, par);
    }

    /** Largest distance in atlas mm between two poses over the corners of the head. */
    private static double error(Affine found, Affine truth) {
        Affine inv = truth.inverse();
        double worst = 0;
        double[][] points = {
            {0, 100, -40}, {0, -90, 0}, {66, 0, -20}, {-66, 0, -20}, {0, 0, 78}, {0, 78, -80}, {0, 0, 0}
        };
        for (double[] a : points) {
            double[] b = found.apply(inv.apply(a));
            worst = Math.max(worst, Math.sqrt(sq(a[0] - b[0]) + sq(a[1] - b[1]) + sq(a[2] - b[2])));
        }
        return worst;
    }

    private static Affine pose(double rx, double ry, double rz, double scale, double tx, double ty, double tz) {
        return Affine.shift(tx, ty, tz)
                .after(Affine.rotation(rx, ry, rz))
                .after(Affine.scaleShift(scale, scale * 0.98, scale * 1.02, 0, 0, 0));
    }

    private static double sq(double x) {
        return x * x;
    }
}
