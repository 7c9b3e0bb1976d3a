package org.guise.audit.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningTest {
    /** The whitening is the inverse Cholesky factor of the shrunk covariance: checked by multiplying back. */
    @Test
    void whiteningMakesTheShrunkCovarianceTheIdentity() {
        float[][][] photos = Planted.pictures(40, 3, 1, "photo", 0.8, 4);
        float[][][] renders = Planted.pictures(40, 5, 1, "render", 0.8, 4);
        int d = Planted.DIMENSION;
        Space space = Wccn.learn(photos, renders);
        double[][] s = new double[d][d];
        for (int p = 0; p < 40; p++) {
            double[][][] own = {vectors(photos[p], space.photoMean()), vectors(renders[p], space.renderMean())};
            double[] mean = new double[d];
            for (double[][] domain : own) {
                for (double[] v : domain) {
                    for (int c = 0; c < d; c++) {
                        mean[c] += v[c] / domain.length / 2;
                    }
                }
            }
            for (double[][] domain : own) {
                for (double[] v : domain) {
                    for (int r = 0; r < d; r++) {
                        for (int c = 0; c < d; c++) {
                            s[r][c] += (v[r] - mean[r]) * (v[c] - mean[c]) / domain.length;
                        }
                    }
                }
            }
        }
        double trace = 0;
        for (int c = 0; c < d; c++) {
            trace += s[c][c];
        }
        double[][] w = space.whitening();
        for (int a = 0; a < d; a += 9) {
            for (int b = 0; b <= a; b += 7) {
                double sum = 0;
                for (int r = 0; r < w[a].length; r++) {
                    for (int c = 0; c < w[b].length; c++) {
                        double shrunk = 0.5 * s[r][c] / trace * d + (r == c ? 0.5 : 0);
                        sum += w[a][r] * shrunk * w[b][c];
                    }
                }
                assertThat(sum).isCloseTo(a == b ? 1 : 0, within(1e-9));
            }
        }
    }

    private static double[][] vectors(float[][] templates, double[] mean) {
        double[][] out = new double[templates.length][];
        for (int k = 0; k < templates.length; k++) {
            out[k] = Space.minus(Space.unit(templates[k]), mean);
        }
        return out;
    }

    /** Two classes of one member each, ±x: by symmetry w = βx, and the optimum of β²/2 + Σ C·ξ² is β = 4C / (1 + 4C). */
    @Test
    void machineFindsTheKnownOptimum() {
        LinearSvm svm = LinearSvm.learn(new double[][][] {{{1, 0}}, {{-1, 0}}});
        assertThat(svm.decide(0, new double[] {1, 0})).isCloseTo(4.0 / 5, within(1e-3));
        assertThat(svm.decide(0, new double[] {-1, 0})).isCloseTo(-4.0 / 5, within(1e-3));
        assertThat(svm.decide(0, new double[] {0, 1})).isCloseTo(0, within(1e-3));
        assertThat(svm.decide(1, new double[] {-1, 0})).isCloseTo(4.0 / 5, within(1e-3));
    }

    @Test
    void classesWithoutMembersAreNotDecided() {
        LinearSvm svm = LinearSvm.learn(new double[][][] {{{1, 0}}, {}, {{0, 1}}});
        assertThat(svm.decide(1, new double[] {1, 0})).isNaN();
        assertThat(svm.decide(0, new double[] {1, 0})).isGreaterThan(svm.decide(2, new double[] {1, 0}));
    }

    /** Members that differ in a loud component: the machine learns to ignore it, the mean cannot. */
    @Test
    void machineLearnsWhatTellsApart() {
        double[][][] library = new double[3][6][];
        for (int c = 0; c < 3; c++) {
            for (int k = 0; k < 6; k++) {
                double[] v = new double[4];
                v[c] = 0.4;
                v[3] = (k - 2.5) + 0.3 * c;
                library[c][k] = Space.unit(v);
            }
        }
        LinearSvm svm = LinearSvm.learn(library);
        for (int c = 0; c < 3; c++) {
            double[] probe = new double[4];
            probe[c] = 0.4;
            probe[3] = -1.7;
            Space.unit(probe);
            for (int o = 0; o < 3; o++) {
                if (o != c) {
                    assertThat(svm.decide(c, probe)).isGreaterThan(svm.decide(o, probe));
                }
            }
        }
    }
}
