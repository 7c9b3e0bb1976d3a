package org.guise.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.Signal;
import org.junit.jupiter.api.Test;

/** A ball of white matter in shells of grey matter and CSF, whose volumes are known. */
class SegmenterTest {
    private static final int N = 80;
    private static final double WHITE_MM = 26;
    private static final double CSF_MM = 36;

    private static double ball(double r) {
        return 4.0 / 3 * Math.PI * r * r * r / 1000;
    }

    /** Radius of the pial surface for a volume of grey matter. */
    private static double pial(double greyMl) {
        return Math.cbrt((greyMl + ball(WHITE_MM)) * 1000 * 3 / (4 * Math.PI));
    }

    /** @param means of CSF, grey and white matter */
    private static Segmentation segment(double pialMm, double[] means, double noise, double shading, int threads) {
        float[] sample = new float[N * N * N], prior = new float[3 * sample.length];
        Random random = new Random(5);
        double c = (N - 1) / 2.0;
        for (int b = 0; b < sample.length; b++) {
            double x = b % N - c, y = b / N % N - c, z = b / (N * N) - c;
            double r = Math.sqrt(x * x + y * y + z * z);
            double w = inside(WHITE_MM, r), g = inside(pialMm, r) - w, f = inside(CSF_MM, r) - g - w;
            double signal = f * means[0] + g * means[1] + w * means[2];
            double coil = 1 + shading * (x + 0.5 * z) / c;
            sample[b] = (float) (signal * coil + noise * random.nextGaussian());
            double in = 1 / (1 + Math.exp((r - CSF_MM) / 0.7));
            // the atlas knows the layers to some millimetres only
            double white = in / (1 + Math.exp((r - WHITE_MM) / 1.5)), brain = in / (1 + Math.exp((r - 31) / 1.5));
            prior[3 * b] = (float) Math.max(1e-4, in - brain);
            prior[3 * b + 1] = (float) Math.max(1e-4, brain - white);
            prior[3 * b + 2] = (float) Math.max(1e-4, white);
        }
        try (Parallel par = new Parallel(threads)) {
            return Segmenter.of(
                    BrainVoxels.of(new int[] {N, N, N}, new double[] {1, 1, 1}, sample, prior),
                    Signal.MAGNETIC_RESONANCE,
                    par);
        }
    }

    /** Share of a voxel within a radius, to first order. */
    private static double inside(double radius, double r) {
        return Math.clamp(radius - r + 0.5, 0, 1);
    }

    @Test
    void volumesOfAShadedNoisyT1AreTheTrueOnes() {
        double pial = 31;
        Segmentation s = segment(pial, new double[] {170, 470, 680}, 20, 0.2, 2);
        assertThat(s.ml(BrainPriors.WHITE) / ball(WHITE_MM)).isCloseTo(1, within(0.02));
        assertThat(s.ml(BrainPriors.GREY) / (ball(pial) - ball(WHITE_MM))).isCloseTo(1, within(0.03));
        assertThat(s.ml(BrainPriors.CSF) / (ball(CSF_MM) - ball(pial))).isCloseTo(1, within(0.06));
    }

    @Test
    void theOrderOfTheTissuesDoesNotMatter() {
        Segmentation s = segment(31, new double[] {1000, 500, 370}, 20, 0, 2);
        assertThat(s.ml(BrainPriors.WHITE) / ball(WHITE_MM)).isCloseTo(1, within(0.03));
        assertThat(s.ml(BrainPriors.GREY) / (ball(31) - ball(WHITE_MM))).isCloseTo(1, within(0.1));
    }

    @Test
    void aLossOfThreePerCentOfGreyMatterIsSeen() {
        double[] means = {170, 470, 680};
        double all = ball(31) - ball(WHITE_MM);
        double before = segment(31, means, 20, 0.2, 2).ml(BrainPriors.GREY);
        double after = segment(pial(0.97 * all), means, 20, 0.2, 2).ml(BrainPriors.GREY);
        assertThat(after / before).isCloseTo(0.97, within(0.003));
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        double[] means = {170, 470, 680};
        assertThat(segment(31, means, 20, 0.2, 1).share())
                .isEqualTo(segment(31, means, 20, 0.2, 2).share());
    }
}
