package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.guise.core.anatomy.HeadPhantom;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OtherMethodsTest {
    private static final Grid GRID = Grid.isotropic(76, 94, 92, 2.5, -94, -110, -134);
    private static final List<Method> OTHERS = List.of(Method.REMOVE, Method.SHEAR, Method.BLUR, Method.PIXELATE);

    private static Parallel par;
    private static Refacer refacer;
    private static Volume scan;
    private static HeadFit fit;
    private static final Map<Method, RefaceResult> RESULTS = new EnumMap<>(Method.class);

    @BeforeAll
    static void deface() {
        par = new Parallel(2);
        refacer = new Refacer(HeadPhantom.atlas(), par);
        scan = HeadPhantom.scan(GRID, HeadPhantom.Warp.of(Affine.identity()), HeadPhantom.t1(), 12);
        fit = refacer.fit(scan);
        for (Method m : Method.values()) {
            RESULTS.put(m, refacer.reface(scan, fit, RefaceOptions.averageFace().withMethod(m)));
        }
    }

    @AfterAll
    static void end() {
        RESULTS.clear();
        par.close();
    }

    @Test
    void guardAndAllElseThatIsNotMarkedKeepTheirBits() {
        for (Method m : OTHERS) {
            RefaceResult r = RESULTS.get(m);
            int changed = 0, guard = 0;
            for (int p = 0; p < GRID.size(); p++) {
                boolean same = Float.floatToRawIntBits(r.values()[p]) == Float.floatToRawIntBits(scan.data()[p]);
                if (r.changed()[p] == 0) {
                    assertThat(same).as("%s: voxel %d", m, p).isTrue();
                }
                assertThat(r.changed()[p] != 0 && r.guard()[p] != 0).isFalse();
                changed += r.changed()[p];
                guard += r.guard()[p];
            }
            assertThat(changed).as("%s", m).isGreaterThan(10_000);
            assertThat(guard).isGreaterThan(50_000);
            assertThat(r.guard()).isEqualTo(RESULTS.get(Method.REFACE).guard());
        }
    }

    @Test
    void removeBlurAndPixelateStayInTheZoneAndShearInFrontOfAPlane() {
        double[] y = new double[3];
        for (int p = 0; p < GRID.size(); p++) {
            double[] x = point(p);
            fit.atlasPoint(x[0], x[1], x[2], y);
            boolean zone = refacer.zone().contains(y[0], y[1], y[2]);
            assertThat(zone || RESULTS.get(Method.REMOVE).changed()[p] == 0).isTrue();
            assertThat(zone || RESULTS.get(Method.BLUR).changed()[p] == 0).isTrue();
            assertThat(zone || RESULTS.get(Method.PIXELATE).changed()[p] == 0).isTrue();
        }
        // flat: the middle of two cut voxels is cut, and that of two kept ones kept
        byte[] cut = RESULTS.get(Method.SHEAR).changed();
        java.util.Random random = new java.util.Random(4);
        for (int n = 0; n < 100_000; n++) {
            int i = 2 * random.nextInt(GRID.nx() / 2),
                    j = 2 * random.nextInt(GRID.ny() / 2),
                    k = 2 * random.nextInt(46);
            int a = 2 * random.nextInt(GRID.nx() / 2),
                    b = 2 * random.nextInt(GRID.ny() / 2),
                    c = 2 * random.nextInt(46);
            byte one = cut[GRID.index(i, j, k)];
            if (one == cut[GRID.index(a, b, c)]) {
                assertThat(cut[GRID.index((i + a) / 2, (j + b) / 2, (k + c) / 2)])
                        .isEqualTo(one);
            }
        }
    }

    @Test
    void aNoseWrappedRoundToBehindTheHeadGoesWhateverTheMethod() {
        float[] wrapped = scan.data().clone();
        for (int k = 80; k < 88; k++) {
            for (int j = 1; j < 6; j++) {
                for (int i = 30; i < 40; i++) {
                    wrapped[GRID.index(i, j, k)] += 300;
                }
            }
        }
        Volume image = new Volume(GRID, wrapped);
        for (Method m : Method.values()) {
            RefaceResult r =
                    refacer.reface(image, fit, RefaceOptions.averageFace().withMethod(m));
            assertThat(r.measures().get("strayMl")).as("%s", m).isBetween(3.0, 30.0);
            for (int k = 80; k < 88; k++) {
                assertThat(r.values()[GRID.index(35, 3, k)]).as("%s", m).isLessThan(100);
            }
        }
    }

    @Test
    void whatIsCutBecomesTheScansAir() {
        for (Method m : List.of(Method.REMOVE, Method.SHEAR)) {
            RefaceResult r = RESULTS.get(m);
            float air = Float.NaN;
            int tissue = 0;
            for (int p = 0; p < GRID.size(); p++) {
                if (r.changed()[p] != 0) {
                    air = Float.isNaN(air) ? r.values()[p] : air;
                    assertThat(r.values()[p]).as("%s: one value", m).isEqualTo(air);
                    tissue += scan.data()[p] > 100 ? 1 : 0;
                }
            }
            // the median of Rician noise of 12 without signal is 14
            assertThat(air).as("%s", m).isBetween(10f, 20f);
            assertThat(tissue).isGreaterThan(5000);
        }
    }

    @Test
    void noseAndMouthGoAndEarsStayWhereTheyShould() {
        int nose = 0, ear = 0;
        for (int p = 0; p < GRID.size(); p++) {
            double[] x = point(p);
            if (HeadPhantom.nose(x[0], x[1], x[2]) > 3 && x[1] > 84) {
                nose++;
                OTHERS.forEach(m -> {
                    RefaceResult r = RESULTS.get(m);
                    assertThat(r.values()[index(x)]).as("%s: nose", m).isNotEqualTo(scan.data()[index(x)]);
                });
            }
            if (Math.abs(x[0]) > 66 && Math.abs(x[1]) < 8 && x[2] > -40 && x[2] < -5) {
                ear++;
                assertThat(RESULTS.get(Method.SHEAR).changed()[p])
                        .as("shear: ear")
                        .isZero();
            }
        }
        assertThat(nose).isGreaterThan(50);
        assertThat(ear).isGreaterThan(50);
    }

    @Test
    void blurSmoothsAndKeepsTheMean() {
        RefaceResult r = RESULTS.get(Method.BLUR);
        double before = 0, after = 0, rough = 0, smooth = 0;
        int n = 0;
        float[] w = refacer.blurWeight(GRID, fit, RefaceOptions.averageFace().brainMarginMm());
        for (int p = 1; p < GRID.size() - 1; p++) {
            if (w[p - 1] > 0.99 && w[p] > 0.99 && w[p + 1] > 0.99) {
                n++;
                before += scan.data()[p];
                after += r.values()[p];
                rough += Math.abs(2 * scan.data()[p] - scan.data()[p - 1] - scan.data()[p + 1]);
                smooth += Math.abs(2 * r.values()[p] - r.values()[p - 1] - r.values()[p + 1]);
            }
        }
        assertThat(n).isGreaterThan(3000);
        assertThat(smooth).isLessThan(0.25 * rough);
        assertThat(after / before).isBetween(0.8, 1.2);
    }

    @Test
    void pixelateCoversWhatBlurCoversWithTheMeansOfBlocks() {
        RefaceResult r = RESULTS.get(Method.PIXELATE);
        assertThat(r.changed()).isEqualTo(RESULTS.get(Method.BLUR).changed());
        float[] w = refacer.blurWeight(GRID, fit, RefaceOptions.averageFace().brainMarginMm());
        int full = 0;
        for (int p = 0; p < GRID.size(); p++) {
            if (w[p] == 1) {
                full++;
                // 8 mm are three voxels of 2.5 mm, counted from the corner of the scan
                int i = p % GRID.nx() / 3 * 3,
                        j = p / GRID.nx() % GRID.ny() / 3 * 3,
                        k = p / GRID.nx() / GRID.ny() / 3 * 3;
                double sum = 0;
                int n = 0;
                for (int c = 0; c < 27; c++) {
                    int x = i + c % 3, y = j + c / 3 % 3, z = k + c / 9;
                    if (x < GRID.nx() && y < GRID.ny() && z < GRID.nz()) {
                        sum += scan.at(x, y, z);
                        n++;
                    }
                }
                assertThat((double) r.values()[p]).isCloseTo(sum / n, within(0.01));
            }
        }
        assertThat(full).isGreaterThan(3000);
    }

    @Test
    void theVerdictAsksNothingAboutOldAndNewSkin() {
        for (Method m : OTHERS) {
            assertThat(RESULTS.get(m).measures()).containsKey("skinLeft").doesNotContainKey("oldSkinNear");
        }
        assertThat(RESULTS.get(Method.REFACE).measures()).containsKey("oldSkinNear");
    }

    @Test
    void oneFitServesAsWellAsAnother() {
        RefaceResult own = refacer.reface(scan, RefaceOptions.averageFace().withMethod(Method.BLUR));
        assertThat(own.values()).isEqualTo(RESULTS.get(Method.BLUR).values());
    }

    private static double[] point(int p) {
        return GRID.voxelToWorld().apply(p % GRID.nx(), p / GRID.nx() % GRID.ny(), p / (GRID.nx() * GRID.ny()));
    }

    private static int index(double[] x) {
        double[] v = GRID.worldToVoxel().apply(x);
        return GRID.index((int) Math.round(v[0]), (int) Math.round(v[1]), (int) Math.round(v[2]));
    }
}
