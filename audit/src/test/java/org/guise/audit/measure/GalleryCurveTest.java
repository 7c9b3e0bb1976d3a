package org.guise.audit.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.guise.audit.result.Estimate;
import org.junit.jupiter.api.Test;

class GalleryCurveTest {
    /** Two values with deviation 1 about a mean. */
    private static Weighted about(double mean) {
        return new Weighted(new double[] {mean - 1, mean + 1}, new double[] {1, 1});
    }

    private static double[] normal(double d, int... sizes) {
        return GalleryModel.GAUSSIAN.rank1(about(d), about(0), sizes);
    }

    /** The distance of two normal distributions at which rank-1 in a gallery is this. */
    private static double distance(double rank1, int size) {
        double low = 0;
        double high = 10;
        for (int i = 0; i < 50; i++) {
            double d = (low + high) / 2;
            if (normal(d, size)[0] < rank1) {
                low = d;
            } else {
                high = d;
            }
        }
        return low;
    }

    /** FIELD 3.6: published rates carried to larger galleries, among them Jwa's 0.6 % at 800 000. */
    @Test
    void normalModelGivesTheKnownExtrapolations() {
        assertThat(distance(0.38, 157)).isCloseTo(2.33, within(0.01));
        double[] from38 = normal(distance(0.38, 157), 1000, 10_000, 800_000);
        assertThat(from38[0]).isCloseTo(0.19, within(0.005));
        assertThat(from38[1]).isCloseTo(0.07, within(0.005));
        assertThat(from38[2]).isCloseTo(0.0076, within(0.0001));
        assertThat(normal(distance(0.30, 157), 800_000)[0]).isCloseTo(0.0039, within(0.0001));
        assertThat(normal(distance(0.28, 157), 800_000)[0]).isCloseTo(0.0033, within(0.0001));
        assertThat(distance(0.08, 182)).isCloseTo(1.20, within(0.02));
        double[] from8 = normal(distance(0.08, 182), 1000, 10_000, 800_000);
        assertThat(from8[0]).isCloseTo(0.027, within(0.001));
        assertThat(from8[1]).isCloseTo(0.005, within(0.0005));
        assertThat(from8[2]).isCloseTo(0.0002, within(0.00005));
        assertThat(normal(distance(0.98, 182), 800_000)[0]).isCloseTo(0.55, within(0.02));
        assertThat(normal(distance(0.59, 182), 800_000)[0]).isCloseTo(0.035, within(0.001));
    }

    @Test
    void withoutDistanceEveryModelGuesses() {
        assertThat(normal(0, 1, 84, 10_000)[0]).isCloseTo(1, within(1e-9));
        assertThat(normal(0, 84)[0]).isCloseTo(1.0 / 84, within(1e-6));
        assertThat(normal(0, 10_000)[0]).isCloseTo(1e-4, within(1e-6));
        for (GalleryModel model : GalleryModel.values()) {
            Estimate e = curve(200, 0, 5).rank1(model, new int[] {200}, 0, 1).getFirst();
            assertThat(e.value()).as(model.id()).isCloseTo(0.005, within(0.008));
        }
    }

    private static GalleryCurve curve(int n, double shift, long seed) {
        int[] persons = IntStream.range(0, n).toArray();
        return new GalleryCurve(PairScoresTest.gaussian(n, shift, seed), persons, persons, n);
    }

    @Test
    void modelsAgreeWithTheTruthOfNormalScores() {
        int[] sizes = {300, 3000};
        double[] truth = normal(3, sizes);
        for (GalleryModel model : GalleryModel.values()) {
            List<Estimate> e = curve(300, 3, 4).rank1(model, sizes, 100, 1);
            assertThat(e.get(0).value()).as(model.id()).isCloseTo(truth[0], within(0.08));
            assertThat(e.get(1).value()).as(model.id()).isCloseTo(truth[1], within(0.10));
            assertThat(e.get(1).low()).isLessThanOrEqualTo(e.get(1).value());
            assertThat(e.get(1).high()).isGreaterThanOrEqualTo(e.get(1).value());
            assertThat(e.get(0).high() - e.get(0).low()).isBetween(0.02, 0.3);
        }
    }

    @Test
    void curvesFall() {
        int[] sizes = GalleryCurve.sizes(84);
        assertThat(sizes)
                .containsExactly(
                        84, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
                        1_000_000);
        for (GalleryModel model : GalleryModel.values()) {
            double[] r = curve(84, 2, 8).rank1(model, sizes, 0, 1).stream()
                    .mapToDouble(Estimate::value)
                    .toArray();
            for (int k = 1; k < r.length; k++) {
                assertThat(r[k]).isBetween(0.0, r[k - 1]);
            }
        }
    }

    /** A probe that is alike to all is no good match: its scores are judged among themselves. */
    @Test
    void offsetsOfProbesDoNotMatter() {
        int n = 60;
        int[] persons = IntStream.range(0, n).toArray();
        double[][] plain = PairScoresTest.gaussian(n, 2, 3);
        double[][] moved = new double[n][];
        for (int i = 0; i < n; i++) {
            int row = i;
            moved[i] = Arrays.stream(plain[i]).map(s -> 3 * s + 10 * row).toArray();
        }
        GalleryCurve a = new GalleryCurve(plain, persons, persons, n);
        GalleryCurve b = new GalleryCurve(moved, persons, persons, n);
        for (GalleryModel model : GalleryModel.values()) {
            assertThat(b.rank1(model, new int[] {5000}, 0, 1).getFirst().value())
                    .isCloseTo(a.rank1(model, new int[] {5000}, 0, 1).getFirst().value(), within(1e-6));
        }
    }

    @Test
    void personsWithoutAFaceAreNeverFound() {
        int n = 40;
        int[] persons = IntStream.range(0, n).toArray();
        double[][] scores = PairScoresTest.gaussian(n, 50, 3);
        for (int i = 0; i < 10; i++) {
            Arrays.fill(scores[i], Double.NaN);
        }
        GalleryCurve curve = new GalleryCurve(scores, persons, persons, n);
        for (GalleryModel model : GalleryModel.values()) {
            assertThat(curve.rank1(model, new int[] {1000}, 0, 1).getFirst().value())
                    .isCloseTo(0.75, within(1e-6));
        }
        for (double[] row : scores) {
            Arrays.fill(row, Double.NaN);
        }
        assertThat(new GalleryCurve(scores, persons, persons, n).fits()).isFalse();
    }

    @Test
    void paretoTailIsTheKnownFunction() {
        assertThat(GalleryModel.paretoTail(2, 0)).isCloseTo(Math.exp(-2), within(1e-15));
        assertThat(GalleryModel.paretoTail(2, 0.5)).isCloseTo(0.25, within(1e-15));
        assertThat(GalleryModel.paretoTail(2, -0.5)).isEqualTo(0);
        assertThat(GalleryModel.paretoTail(1, -0.5)).isCloseTo(0.25, within(1e-15));
    }

    /** Exponential non-mated scores have a Pareto tail of shape 0: rank-1 of one mated score is (1 - e^-s)^(N-1). */
    @Test
    void paretoTailIsFound() {
        int n = 20_000;
        double[] values = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = -Math.log(1 - (i + 0.5) / n);
            weights[i] = 1;
        }
        Weighted mated = new Weighted(new double[] {9}, new double[] {1});
        double rank1 = GalleryModel.PARETO_TAIL.rank1(mated, new Weighted(values, weights), new int[] {5000})[0];
        assertThat(rank1).isCloseTo(Math.pow(1 - Math.exp(-9), 4999), within(0.03));
    }
}
