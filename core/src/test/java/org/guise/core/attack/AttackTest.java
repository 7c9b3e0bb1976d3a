package org.guise.core.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.guise.core.anatomy.HeadPhantom;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.Method;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The atlas person's own head, de-faced and attacked: what the attacker should find is known. */
class AttackTest {
    private static final Grid GRID = Grid.isotropic(95, 118, 115, 2, -94, -110, -134);
    private static final float LEVEL = 100;

    private static Parallel par;
    private static Refacer refacer;
    private static Volume scan;
    private static HeadFit fit;

    @BeforeAll
    static void fit() {
        par = new Parallel(2);
        refacer = new Refacer(HeadPhantom.atlas(), par);
        scan = HeadPhantom.scan(GRID, HeadPhantom.Warp.of(Affine.identity()), HeadPhantom.t1(), 12);
        fit = refacer.fit(scan);
    }

    @AfterAll
    static void end() {
        par.close();
    }

    private static Volume defaced(Method method) {
        RefaceResult r = refacer.reface(scan, fit, RefaceOptions.averageFace().withMethod(method));
        float[] v = r.values().clone();
        for (int p = 0; p < v.length; p++) {
            v[p] = Math.round(v[p]); // as integer samples in a file
        }
        return new Volume(GRID, v);
    }

    @Test
    void fillClosesTheFaceThatWasCutOff() {
        for (Method method : new Method[] {Method.REMOVE, Method.SHEAR}) {
            Volume open = defaced(method);
            FaceFill.Result r = FaceFill.fill(open, refacer, par);
            assertThat(r.filled()).as("%s", method).isTrue();
            assertThat(offset(open))
                    .as("%s: skin of the de-faced scan, mm", method)
                    .isGreaterThan(10);
            assertThat(offset(r.scan()))
                    .as("%s: skin of the filled scan, mm", method)
                    .isLessThan(method == Method.REMOVE ? 3 : offset(open) / 2);
            for (int p = 0; p < GRID.size(); p++) {
                assertThat(r.scan().data()[p]).isGreaterThanOrEqualTo(open.data()[p]);
            }
        }
    }

    @Test
    void fillLeavesAScanWithAFaceAlone() {
        FaceFill.Result r = FaceFill.fill(scan, refacer, par);
        assertThat(r.filled()).isFalse();
        assertThat(r.scan()).isSameAs(scan);
    }

    @Test
    void unblurBringsTheSkinBack() {
        Volume blurred = defaced(Method.BLUR);
        Unblur.Result known = Unblur.apply(blurred, refacer, OptionalDouble.of(4), par);
        assertThat(known.found()).isTrue();
        assertThat(offset(blurred)).as("skin of the blurred scan, mm").isGreaterThan(1);
        assertThat(offset(known.scan())).as("skin of the unblurred scan").isLessThan(offset(blurred) / 2);
        Unblur.Result found = Unblur.apply(blurred, refacer, OptionalDouble.empty(), par);
        assertThat(found.sigmaMm()).as("width found, mm").isCloseTo(4, within(1.0));
        assertThat(offset(found.scan())).isLessThan(offset(blurred) / 2);
    }

    @Test
    void unblurLeavesAScanWithoutBlurAlone() {
        Unblur.Result r = Unblur.apply(scan, refacer, OptionalDouble.of(4), par);
        assertThat(r.found()).isFalse();
        assertThat(r.scan()).isSameAs(scan);
        assertThat(r.sigmaMm()).isNaN();
    }

    /** Mean distance along y, at most 30 mm each, of the first skin that rays from the front meet, from that of the scan. */
    private static double offset(Volume v) {
        double sum = 0;
        int n = 0;
        for (double x = -30; x <= 30; x += 2) {
            for (double z = -70; z <= -15; z += 2) {
                double was = front(scan, x, z);
                sum += Math.min(30, Math.abs(front(v, x, z) - was));
                n++;
            }
        }
        return sum / n;
    }

    private static double front(Volume v, double x, double z) {
        int i = (int) Math.round(GRID.worldToVoxel().x(x, 0, z)),
                k = (int) Math.round(GRID.worldToVoxel().z(x, 0, z));
        for (int j = GRID.ny() - 2; j >= 0; j--) {
            float here = v.at(i, j, k), before = v.at(i, j + 1, k);
            if (here >= LEVEL) {
                return GRID.voxelToWorld().y(i, j + (here - LEVEL) / (here - before), k);
            }
        }
        return -1000;
    }

    @Test
    void deconvolutionUndoesAKnownBlurAndTheTrialsFindItsWidth() {
        Grid g = Grid.isotropic(60, 60, 60, 1, 0, 0, 0);
        float[] x = new float[g.size()], w = new float[g.size()];
        for (int p = 0; p < x.length; p++) {
            int i = p % 60, j = p / 60 % 60, k = p / 3600;
            x[p] = Math.hypot(Math.hypot(i - 30, j - 30), k - 30) < 12 || Math.hypot(i - 38, j - 38) < 3 ? 500 : 10;
            w[p] = i > 3 && j > 3 && k > 3 && i < 56 && j < 56 && k < 56 ? 1 : 0;
        }
        for (double sigma : new double[] {3, 4, 6}) {
            float[] y = new Deconvolution(g, x, w, sigma, par).applied(x);
            for (int p = 0; p < y.length; p++) {
                y[p] = Math.round(y[p]);
            }
            float[] back = new Deconvolution(g, y, w, sigma, par).solve(40);
            assertThat(wrong(x, back)).as("error at sigma %s", sigma).isLessThan(0.6 * wrong(x, y));
            assertThat(Unblur.width(g, y, w, par)).as("width").isBetween(0.7 * sigma, 1.15 * sigma);
        }
        float[] none = new float[w.length];
        assertThat(Arrays.equals(new Deconvolution(g, x, none, 4, par).solve(5), x))
                .isTrue();
    }

    private static double wrong(float[] a, float[] b) {
        double s = 0;
        for (int p = 0; p < a.length; p++) {
            s += Math.abs(a[p] - b[p]);
        }
        return s / a.length;
    }
}
