package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.HeadPhantom;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PartialTest {
    private static final Grid GRID = Grid.isotropic(76, 94, 92, 2.5, -94, -110, -134);
    private static final List<Method> METHODS = List.of(Method.REFACE, Method.REMOVE, Method.BLUR, Method.PIXELATE);
    /** A face 9 mm forward of the atlas's. */
    private static final HeadPhantom.Warp SUBJECT = (x, y, z, o) -> {
        double face = Math.max(0, Math.min(1, (y - 30) / 50)) * Math.exp(-(z + 40) * (z + 40) / 1800.0);
        o[0] = x;
        o[1] = y - 9 * face;
        o[2] = z;
    };
    /** In the left cheek, on thick slices that run from front to back. */
    private static final double[] LESION = {-38, 52, -48};

    private static final double RADIUS_MM = 12;

    private static Parallel par;
    private static Refacer refacer;
    private static Volume scan;
    private static HeadFit fit;
    private static final Map<Method, RefaceResult> WHOLE = new EnumMap<>(Method.class);
    private static final Map<Method, RefaceResult> PARTLY = new EnumMap<>(Method.class);
    private static final Map<Method, RefaceResult> AROUND = new EnumMap<>(Method.class);

    @BeforeAll
    static void deface() {
        par = new Parallel(2);
        refacer = new Refacer(HeadPhantom.atlas(), par);
        scan = HeadPhantom.scan(GRID, SUBJECT, HeadPhantom.t1(), 12);
        fit = refacer.fit(scan);
        Grid m = new Grid(
                20, 8, 20, Affine.of(0, 0, 1, LESION[0] - 10, 0, 6, 0, LESION[1] - 24, 1, 0, 0, LESION[2] - 10));
        float[] mask = new float[m.size()];
        mask[m.index(10, 4, 10)] = 1; // lies at the lesion
        Kept parts = new Kept(Set.of(FacePart.EARS, FacePart.NOSE), Optional.empty());
        Kept around = new Kept(Set.of(), Optional.of(Surroundings.of(new Volume(m, mask), RADIUS_MM, par)));
        for (Method how : METHODS) {
            RefaceOptions options = new RefaceOptions(5, RefaceOptions.Identity.MEAN, 0).withMethod(how);
            WHOLE.put(how, refacer.reface(scan, fit, options));
            PARTLY.put(how, refacer.reface(scan, fit, options.withKept(parts)));
            AROUND.put(how, refacer.reface(scan, fit, options.withKept(around)));
        }
    }

    @AfterAll
    static void end() {
        WHOLE.clear();
        PARTLY.clear();
        AROUND.clear();
        par.close();
    }

    private static boolean same(RefaceResult r, int p) {
        return Float.floatToRawIntBits(r.values()[p]) == Float.floatToRawIntBits(scan.data()[p]);
    }

    @Test
    void keptPartsAndAllOutsideTheZoneKeepTheirBits() {
        double[] y = new double[3];
        for (Method m : METHODS) {
            RefaceResult r = PARTLY.get(m);
            int kept = 0, would = 0;
            for (int p = 0; p < GRID.size(); p++) {
                double[] x = point(p);
                fit.atlasPoint(x[0], x[1], x[2], y);
                Region region = Region.of(refacer.zone().regionAt(y[0], y[1], y[2]));
                boolean part = region == Region.NOSE || region == Region.EAR_LEFT || region == Region.EAR_RIGHT;
                if (part || !refacer.zone().contains(y[0], y[1], y[2])) {
                    assertThat(r.changed()[p]).as("%s: %s", m, region).isZero();
                    kept += part ? 1 : 0;
                    would += part && WHOLE.get(m).changed()[p] != 0 ? 1 : 0;
                }
                assertThat(r.changed()[p] != 0 || same(r, p)).isTrue();
                assertThat(r.changed()[p] != 0 && r.guard()[p] != 0).isFalse();
            }
            assertThat(kept).isGreaterThan(1000);
            assertThat(would).as("%s: of them changed otherwise", m).isGreaterThan(900);
        }
    }

    @Test
    void theSubjectsOwnNoseStaysAndHisMouthGoes() {
        double[] t = new double[3];
        int nose = 0, mouth = 0, gone = 0;
        for (int p = 0; p < GRID.size(); p++) {
            double[] x = point(p);
            SUBJECT.at(x[0], x[1], x[2], t);
            if (HeadPhantom.nose(t[0], t[1], t[2]) > 2 && t[1] > 84) {
                nose++;
                METHODS.forEach(m -> assertThat(PARTLY.get(m).changed()[index(x)])
                        .as("%s", m)
                        .isZero());
            }
            if (Math.abs(t[0]) < 25
                    && t[2] < -72
                    && t[2] > -90
                    && t[1] > 64
                    && HeadPhantom.depth(t[0], t[1], t[2]) > 1) {
                mouth++;
                gone += same(PARTLY.get(Method.REFACE), p) ? 0 : 1;
            }
        }
        assertThat(nose).isGreaterThan(50);
        assertThat(mouth).isGreaterThan(50);
        assertThat(gone).isGreaterThan(mouth * 9 / 10);
    }

    @Test
    void allWithinTheRadiusOfAMarkOnAnotherGridKeepsItsBits() {
        for (Method m : METHODS) {
            RefaceResult r = AROUND.get(m);
            int kept = 0, beyond = 0, changed = 0;
            for (int p = 0; p < GRID.size(); p++) {
                double[] x = point(p);
                double d = Math.hypot(Math.hypot(x[0] - LESION[0], x[1] - LESION[1]), x[2] - LESION[2]);
                if (d <= RADIUS_MM) {
                    assertThat(r.changed()[p]).as("%s: %.1f mm off", m, d).isZero();
                    kept += WHOLE.get(m).changed()[p];
                } else if (d > RADIUS_MM + 14 && WHOLE.get(m).changed()[p] != 0) {
                    beyond++;
                    changed += r.changed()[p];
                }
                assertThat(r.changed()[p] != 0 || same(r, p)).isTrue();
            }
            assertThat(kept).as("%s: kept, changed otherwise", m).isGreaterThan(100);
            assertThat(changed).as("%s: the rest goes", m).isEqualTo(beyond);
        }
    }

    @Test
    void theChangeFadesOutTowardsWhatIsKept() {
        RefaceResult r = PARTLY.get(Method.REMOVE);
        // removal alone has no fade: it goes up to what is kept
        assertThat(r.changed()).isNotEqualTo(WHOLE.get(Method.REMOVE).changed());
        for (Method m : List.of(Method.BLUR, Method.PIXELATE)) {
            double near = 0, far = 0;
            int n = 0, f = 0;
            byte[] changed = PARTLY.get(m).changed(), whole = WHOLE.get(m).changed();
            for (int p = 0; p < GRID.size(); p++) {
                double before = WHOLE.get(m).values()[p] - scan.data()[p];
                if (changed[p] == 0 || Math.abs(before) < 100) {
                    continue;
                }
                double share = (PARTLY.get(m).values()[p] - scan.data()[p]) / before;
                boolean border = false;
                for (int step :
                        new int[] {1, -1, GRID.nx(), -GRID.nx(), GRID.nx() * GRID.ny(), -GRID.nx() * GRID.ny()}) {
                    border |= changed[p + step] == 0 && whole[p + step] != 0;
                }
                near += border ? share : 0;
                n += border ? 1 : 0;
                far += border ? 0 : share;
                f += border ? 0 : 1;
            }
            assertThat(n).isGreaterThan(20);
            assertThat(near / n)
                    .as("%s: share of the change next to what is kept", m)
                    .isLessThan(0.5);
            assertThat(far / f).as("%s: elsewhere", m).isGreaterThan(0.8);
        }
    }

    @Test
    void theVerdictNamesThePriceAndOldSkinThatWasKeptIsNoLeak() {
        for (Method m : METHODS) {
            RefaceResult r = PARTLY.get(m);
            assertThat(r.verdict()).isEqualTo(Verdict.REVIEW);
            assertThat(r.reasons()).as("%s", m).anyMatch(s -> s.contains("kept on purpose") && s.contains("audit"));
            assertThat(r.reasons()).as("%s", m).noneMatch(s -> s.contains("old") || s.contains("left as it was"));
            assertThat(r.measures().get("keptSkin")).isBetween(0.05, 0.6);
            assertThat(WHOLE.get(m).measures()).doesNotContainKeys("keptSkin", "keptMl");
        }
    }

    @Test
    void whatLiesOutsideTheFaceIsSaidToHaveKeptNothing() {
        Grid one = Grid.isotropic(1, 1, 1, 1, 0, -80, 20);
        Kept behind = new Kept(Set.of(), Optional.of(Surroundings.of(new Volume(one, new float[] {1}), 5, par)));
        RefaceOptions options = new RefaceOptions(5, RefaceOptions.Identity.MEAN, 0).withMethod(Method.REMOVE);
        RefaceResult r = refacer.reface(scan, fit, options.withKept(behind));
        assertThat(r.changed()).isEqualTo(WHOLE.get(Method.REMOVE).changed());
        assertThat(r.reasons()).anyMatch(s -> s.contains("outside the face"));
    }

    @Test
    void theNasionIsABallRoundItsLandmark() {
        Atlas a = HeadPhantom.atlas();
        Map<Landmark, double[]> points = new EnumMap<>(a.landmarks());
        points.put(Landmark.SELLION, new double[] {0, 80, -14});
        AtlasModel model = new AtlasModel(new Atlas("with a sellion", a.tissue(), a.region(), points), par);
        Kept nasion = new Kept(Set.of(FacePart.NASION), Optional.empty());
        byte[] marks = KeptMarks.of(nasion, fit, model, par);
        Grid g = model.distanceGrid();
        for (int p = 0; p < marks.length; p++) {
            double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
            boolean near = Math.hypot(Math.hypot(x[0], x[1] - 80), x[2] + 14) <= 12;
            assertThat(marks[p] != 0).isEqualTo(near);
        }
        assertThatThrownBy(() -> KeptMarks.of(nasion, fit, refacer.model(), par))
                .hasMessageContaining("SELLION");
    }

    @Test
    void aPlaneKeepsNothing() {
        RefaceOptions shear = new RefaceOptions(5, RefaceOptions.Identity.MEAN, 0).withMethod(Method.SHEAR);
        Kept ears = new Kept(Set.of(FacePart.EARS), Optional.empty());
        assertThatThrownBy(() -> shear.withKept(ears)).hasMessageContaining("plane");
    }

    private static double[] point(int p) {
        return GRID.voxelToWorld().apply(p % GRID.nx(), p / GRID.nx() % GRID.ny(), p / (GRID.nx() * GRID.ny()));
    }

    private static int index(double[] x) {
        double[] v = GRID.worldToVoxel().apply(x);
        return GRID.index((int) Math.round(v[0]), (int) Math.round(v[1]), (int) Math.round(v[2]));
    }
}
