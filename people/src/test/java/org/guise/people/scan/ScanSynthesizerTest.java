package org.guise.people.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.Meshes;
import org.junit.jupiter.api.Test;

/** A person that is a ball: white matter up to half of the radius, then fat, under a skin. */
class ScanSynthesizerTest {
    private static final double RADIUS = 60;
    private static final Grid GRID = Grid.isotropic(70, 70, 70, 2, -69, -69, -69);
    private static final Map<Landmark, double[]> NOSE = Map.of(Landmark.PRONASALE, new double[] {0, RADIUS, 0});

    private static Atlas atlas() {
        Grid g = Grid.isotropic(150, 150, 150, 1, -74.5, -74.5, -74.5);
        byte[] tissue = new byte[g.size()];
        byte[] region = new byte[g.size()];
        for (int at = 0; at < g.size(); at++) {
            double[] p = g.voxelToWorld().apply(at % 150, at / 150 % 150, at / 22500);
            double r = Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
            tissue[at] = (r > 70 ? Tissue.AIR : r > 67 ? Tissue.SKIN : r > 35 ? Tissue.FAT : Tissue.WHITE).code();
            region[at] = (r < 35 ? Region.BRAIN : Region.CHEEKS).code();
        }
        return new Atlas("ball", new LabelVolume(g, tissue), new LabelVolume(g, region), NOSE);
    }

    private static Person person(double innerSdMm) {
        HeadMesh mesh = Meshes.ball(RADIUS);
        return new Person(mesh, NOSE, atlas(), Meshes.ball(70), 4, innerSdMm);
    }

    private static final Person PLAIN = person(0);

    private static Acquisition quiet(Contrast contrast) {
        return new Acquisition(contrast, GRID, Affine.identity(), 0, 0, 1);
    }

    private static double mean(SyntheticScan s, Tissue t, double fromRadius, double toRadius) {
        Grid g = s.image().grid();
        double sum = 0;
        int n = 0;
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++) {
                    double[] p = g.voxelToWorld().apply(i, j, k);
                    double r = Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
                    if (r >= fromRadius && r < toRadius) {
                        assertThat(s.tissue().data()[g.index(i, j, k)]).isEqualTo(t.code());
                        sum += s.image().at(i, j, k);
                        n++;
                    }
                }
            }
        }
        return sum / n;
    }

    @Test
    void everyContrastShowsItsTissueMeans() {
        for (Contrast c : Contrast.values()) {
            SyntheticScan s = ScanSynthesizer.scan(PLAIN, quiet(c));
            // CT has texture in HU; a PET's blur of 5 mm does not reach so deep.
            double tolerance = c.isCt() ? 3 : c.isPet() ? 0.02 * c.mean(Tissue.WHITE) : 12;
            assertThat(mean(s, Tissue.WHITE, 0, 26))
                    .as("%s white", c)
                    .isCloseTo(c.mean(Tissue.WHITE), within(tolerance));
            assertThat(mean(s, Tissue.FAT, c.isPet() ? 41 : 34, c.isPet() ? 48 : 53))
                    .as("%s fat", c)
                    .isCloseTo(c.mean(Tissue.FAT), within(tolerance));
            if (!c.isPet()) {
                assertThat(mean(s, Tissue.AIR, 64, 68)).as("%s air", c).isCloseTo(c.mean(Tissue.AIR), within(0.01));
            }
        }
    }

    @Test
    void petIsBlurredSmoothNoisyAndNeverNegative() {
        Acquisition how = new Acquisition(Contrast.FDG, GRID, Affine.identity(), 0.3, 10, 7);
        SyntheticScan noisy = ScanSynthesizer.scan(PLAIN, how);
        SyntheticScan clean = ScanSynthesizer.scan(PLAIN, quiet(Contrast.FDG));
        double edge = 0, along = 0, squares = 0, here = 0;
        int n = 0;
        for (int k = 1; k < GRID.nz() - 1; k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    double[] p = GRID.voxelToWorld().apply(i, j, k);
                    double r = Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
                    float value = noisy.image().at(i, j, k);
                    assertThat(value).isGreaterThanOrEqualTo(0);
                    if (r < 20) {
                        double a = value - clean.image().at(i, j, k);
                        along += a
                                * (noisy.image().at(i, j, k + 1) - clean.image().at(i, j, k + 1));
                        squares += a * a;
                        here += a;
                        n++;
                    }
                    edge = Math.max(
                            edge,
                            Math.abs(clean.image().at(i, j, k) - clean.image().at(i, j, k + 1)));
                }
            }
        }
        double white = Contrast.FDG.mean(Tissue.WHITE), grey = Contrast.FDG.mean(Tissue.GREY);
        // Noise in grey is a tenth of its mean; in white less, as its activity is less. No shading.
        assertThat(Math.sqrt(squares / n))
                .isCloseTo(grey / 10 * Math.sqrt(white / grey + 0.01), within(0.15 * grey / 10));
        assertThat(here / n).isCloseTo(0, within(0.02 * white));
        // Neighbours 1.5 mm or so apart under a filter of 4 mm: far from independent.
        assertThat(along / squares).isGreaterThan(0.5);
        // No step between neighbours is as high as the step between the tissues.
        assertThat(edge).isLessThan(0.6 * (white - Contrast.FDG.mean(Tissue.FAT)));
    }

    @Test
    void noiseHasTheStatedLevelAndRepeatsWithTheSeed() {
        Acquisition noisy = new Acquisition(Contrast.CT, GRID, Affine.identity(), 0, 20, 7);
        SyntheticScan a = ScanSynthesizer.scan(PLAIN, noisy);
        assertThat(ScanSynthesizer.scan(PLAIN, noisy).image().data())
                .isEqualTo(a.image().data());
        double sum = 0;
        for (int i = 0; i < 4000; i++) {
            sum += (a.image().data()[i] + 1000) * (a.image().data()[i] + 1000);
        }
        assertThat(Math.sqrt(sum / 4000)).isCloseTo(20, within(1.5));
        // Magnitude images: air of SNR 34 in T1 (white 680) has a Rayleigh mean of 20·√(π/2).
        SyntheticScan mr = ScanSynthesizer.scan(PLAIN, new Acquisition(Contrast.T1, GRID, Affine.identity(), 0, 34, 7));
        assertThat(mean(mr, Tissue.AIR, 64, 68)).isCloseTo(20 * Math.sqrt(Math.PI / 2), within(0.5));
    }

    @Test
    void biasFieldChangesMrByNoMoreThanItsAmplitude() {
        float[] flat = ScanSynthesizer.scan(PLAIN, quiet(Contrast.T1)).image().data();
        float[] shaded = ScanSynthesizer.scan(PLAIN, new Acquisition(Contrast.T1, GRID, Affine.identity(), 0.3, 0, 1))
                .image()
                .data();
        double low = 9;
        double high = 0;
        for (int i = 0; i < flat.length; i++) {
            if (flat[i] > 100) {
                low = Math.min(low, shaded[i] / flat[i]);
                high = Math.max(high, shaded[i] / flat[i]);
            }
        }
        assertThat(low).isGreaterThan(0.699);
        assertThat(high).isLessThan(1.301);
        assertThat(high - low).isGreaterThan(0.1);
    }

    @Test
    void thickSlicesAverageWhatThinOnesShow() {
        Grid thick = GridVariant.resized(GRID, 2, 2, 10);
        float[] a = ScanSynthesizer.scan(PLAIN, quiet(Contrast.T2).on(thick))
                .image()
                .data();
        float[] thin = ScanSynthesizer.scan(PLAIN, quiet(Contrast.T2)).image().data();
        double worst = 0;
        for (int at = 0; at < 4900; at++) {
            double sum = 0;
            for (int k = 0; k < 5; k++) {
                sum += thin[at + 4900 * (5 * 7 - 5 + k)] / 5;
            }
            worst += Math.abs(a[at + 4900 * 6] - sum) / 4900;
        }
        // The point spread acts over neighbouring slices, which differ in thickness.
        assertThat(worst).isLessThan(12);
    }

    @Test
    void headerVariantsHoldTheSameSamples() {
        Grid v = GridVariant.reordered(GRID, new int[] {1, 2, 0}, new boolean[] {false, true, false});
        float[] plain = ScanSynthesizer.scan(PLAIN, quiet(Contrast.T1)).image().data();
        SyntheticScan s = ScanSynthesizer.scan(PLAIN, quiet(Contrast.T1).on(v));
        assertThat(s.image().at(30, 70 - 1 - 25, 12)).isCloseTo(plain[GRID.index(12, 30, 25)], within(2f));
        assertThat(s.tissue().data()[v.index(35, 70 - 1 - 20, 40)])
                .isEqualTo(
                        ScanSynthesizer.scan(PLAIN, quiet(Contrast.T1)).tissue().data()[GRID.index(40, 35, 20)]);
    }

    @Test
    void theHeadMovesWithItsPose() {
        Affine pose = Affine.shift(8, -4, 6).after(Affine.rotation(0, 0, Math.PI / 2));
        SyntheticScan s = ScanSynthesizer.scan(PLAIN, quiet(Contrast.T1).posed(pose));
        assertThat(s.landmarks().get(Landmark.PRONASALE))
                .containsExactly(new double[] {8 - RADIUS, -4, 6}, within(1e-9));
        double[] centre = new double[3];
        double n = 0;
        for (int at = 0; at < GRID.size(); at++) {
            if (s.tissue().data()[at] != 0) {
                double[] p = GRID.voxelToWorld().apply(at % 70, at / 70 % 70, at / 4900);
                n++;
                for (int a = 0; a < 3; a++) {
                    centre[a] += p[a];
                }
            }
        }
        assertThat(new double[] {centre[0] / n, centre[1] / n, centre[2] / n})
                .containsExactly(new double[] {8, -4, 6}, within(0.3));
    }

    @Test
    void innerVariationMovesTheInsideAndNotTheSkin() {
        SyntheticScan plain = ScanSynthesizer.scan(PLAIN, quiet(Contrast.T1));
        SyntheticScan varied = ScanSynthesizer.scan(person(2), quiet(Contrast.T1));
        int inside = 0;
        for (int i = 0; i < GRID.size(); i++) {
            byte a = plain.tissue().data()[i];
            byte b = varied.tissue().data()[i];
            assertThat(b == 0).isEqualTo(a == 0);
            inside += a == Tissue.WHITE.code() && b == Tissue.FAT.code() ? 1 : 0;
        }
        assertThat(inside).isGreaterThan(100);
    }
}
