package org.guise.audit.measure;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.guise.audit.result.Estimate;

/**
 * How well an attribute can be told from templates: balanced accuracy (mean of the classes' recalls) of a ridge-penalised
 * logistic regression, one class against the rest, cross-validated over persons. The classes' shares in the training folds
 * are taken out of the intercepts, so that rare classes are not passed over for frequent ones. Folds are drawn without
 * regard to the labels, so that permuting the labels gives the exact null.
 *
 * <p>Each fold works in the space its training templates span, where the penalised problem has the same solution: the
 * features have a diagonal covariance there, and the quadratic lower bound of Böhning and Lindsay (1988) makes every step a
 * division. 40 steps, from zero.
 */
public final class AttributeClassifier {
    private static final int FOLDS = 5;
    private static final int STEPS = 40;
    /** Ridge as a share of the mean squared length of the centred templates. */
    private static final double RIDGE = 0.1;

    private final int n;
    private final int[][] train = new int[FOLDS][];
    private final int[][] test = new int[FOLDS][];
    private final double[][][] trainFeatures = new double[FOLDS][][];
    private final double[][][] testFeatures = new double[FOLDS][][];
    private final double[][] squares = new double[FOLDS][];
    private final double[] ridge = new double[FOLDS];

    /**
     * @param templates one row for each person, at least 10 persons
     * @param seed decides the folds
     */
    public AttributeClassifier(double[][] templates, long seed) {
        n = templates.length;
        if (n < 2 * FOLDS) {
            throw new IllegalArgumentException("cross-validation needs at least " + 2 * FOLDS + " persons, got " + n);
        }
        int[] order = SeededRandom.of(seed, "folds", n).permutation(n);
        for (int f = 0; f < FOLDS; f++) {
            int fold = f;
            test[f] = Arrays.stream(order)
                    .filter(i -> position(order, i) % FOLDS == fold)
                    .toArray();
            train[f] = Arrays.stream(order)
                    .filter(i -> position(order, i) % FOLDS != fold)
                    .toArray();
            prepare(f, templates);
        }
    }

    private static int position(int[] order, int value) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] == value) {
                return i;
            }
        }
        throw new IllegalArgumentException("not in the order: " + value);
    }

    private void prepare(int f, double[][] templates) {
        int d = templates[0].length;
        double[] mean = new double[d];
        for (int i : train[f]) {
            for (int c = 0; c < d; c++) {
                mean[c] += templates[i][c] / train[f].length;
            }
        }
        DMatrixRMaj x = centred(templates, train[f], mean);
        DMatrixRMaj t = centred(templates, test[f], mean);
        int m = train[f].length;
        DMatrixRMaj gram = new DMatrixRMaj(m, m);
        CommonOps_DDRM.multTransB(x, x, gram);
        DMatrixRMaj cross = new DMatrixRMaj(test[f].length, m);
        CommonOps_DDRM.multTransB(t, x, cross);
        ridge[f] = Math.max(RIDGE * CommonOps_DDRM.trace(gram) / m, Double.MIN_NORMAL);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(m, true, true);
        if (!eigen.decompose(gram.copy())) {
            throw new IllegalStateException("eigenvectors of the templates' Gram matrix did not converge");
        }
        double largest = 0;
        for (int k = 0; k < m; k++) {
            largest = Math.max(largest, eigen.getEigenvalue(k).getReal());
        }
        double least = 1e-10 * largest;
        int[] kept = IntStream.range(0, m)
                .filter(k -> eigen.getEigenvalue(k).getReal() > least)
                .toArray();
        trainFeatures[f] = new double[m][kept.length];
        testFeatures[f] = new double[test[f].length][kept.length];
        squares[f] = new double[kept.length];
        for (int k = 0; k < kept.length; k++) {
            double value = eigen.getEigenvalue(kept[k]).getReal();
            double length = Math.sqrt(value);
            DMatrixRMaj vector = eigen.getEigenVector(kept[k]);
            squares[f][k] = value;
            for (int i = 0; i < m; i++) {
                trainFeatures[f][i][k] = vector.get(i) * length;
            }
            for (int i = 0; i < test[f].length; i++) {
                double sum = 0;
                for (int j = 0; j < m; j++) {
                    sum += cross.get(i, j) * vector.get(j);
                }
                testFeatures[f][i][k] = sum / length;
            }
        }
    }

    private static DMatrixRMaj centred(double[][] templates, int[] rows, double[] mean) {
        DMatrixRMaj out = new DMatrixRMaj(rows.length, mean.length);
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < mean.length; c++) {
                out.set(i, c, templates[rows[i]][c] - mean[c]);
            }
        }
        return out;
    }

    /**
     * The outcome.
     *
     * @param accuracy balanced accuracy with a percentile interval over draws of persons within classes
     * @param chance 1 / classes
     * @param p (1 + number of label permutations with at least this accuracy) / (1 + permutations)
     */
    public record Result(Estimate accuracy, double chance, double p) {}

    /**
     * Predicts each person's class from the others.
     *
     * @param labels class of each person, 0 ≤ class &lt; classes, every class present
     */
    public Result test(int[] labels, int classes, int replicates, int permutations, long seed) {
        int[] predicted = predict(labels, classes);
        double value = balanced(labels, predicted, classes);
        double[] drawn = new double[replicates];
        for (int b = 0; b < replicates; b++) {
            drawn[b] = redraw(labels, predicted, classes, SeededRandom.of(seed, "accuracy", b));
        }
        SeededRandom random = SeededRandom.of(seed, "labels", 0);
        int asGood = 0;
        for (int r = 0; r < permutations; r++) {
            int[] order = random.permutation(n);
            int[] permuted = new int[n];
            for (int i = 0; i < n; i++) {
                permuted[i] = labels[order[i]];
            }
            asGood += balanced(permuted, predict(permuted, classes), classes) >= value - 1e-12 ? 1 : 0;
        }
        return new Result(Intervals.percentile(value, drawn), 1.0 / classes, (1.0 + asGood) / (1.0 + permutations));
    }

    /** Mean over the classes of the share of its members that were told. */
    static double balanced(int[] labels, int[] predicted, int classes) {
        double[] right = new double[classes];
        double[] all = new double[classes];
        for (int i = 0; i < labels.length; i++) {
            all[labels[i]]++;
            right[labels[i]] += labels[i] == predicted[i] ? 1 : 0;
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            if (all[c] == 0) {
                throw new IllegalArgumentException("class " + c + " has no member");
            }
            sum += right[c] / all[c];
        }
        return sum / classes;
    }

    private static double redraw(int[] labels, int[] predicted, int classes, SeededRandom random) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            int label = c;
            int[] members = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            int right = 0;
            for (int k = 0; k < members.length; k++) {
                right += predicted[members[random.below(members.length)]] == c ? 1 : 0;
            }
            sum += (double) right / members.length;
        }
        return sum / classes;
    }

    /** Each person's class as told from the other folds. */
    int[] predict(int[] labels, int classes) {
        int[] predicted = new int[n];
        for (int f = 0; f < FOLDS; f++) {
            double[][] scores = new double[test[f].length][classes];
            for (int c = 0; c < classes; c++) {
                // Of two classes, the second is the first's negative.
                if (classes == 2 && c == 1) {
                    for (double[] s : scores) {
                        s[1] = -s[0];
                    }
                } else {
                    score(f, labels, c, scores);
                }
            }
            for (int i = 0; i < test[f].length; i++) {
                int best = 0;
                for (int c = 1; c < classes; c++) {
                    best = scores[i][c] > scores[i][best] ? c : best;
                }
                predicted[test[f][i]] = best;
            }
        }
        return predicted;
    }

    /** Fits class c against the rest and writes the log odds of the test persons, at equal shares. */
    private void score(int f, int[] labels, int c, double[][] scores) {
        int m = train[f].length;
        int d = squares[f].length;
        double[][] x = trainFeatures[f];
        double positive = 0;
        for (int i : train[f]) {
            positive += labels[i] == c ? 1 : 0;
        }
        if (positive == 0 || positive == m) {
            for (double[] s : scores) {
                s[c] = positive == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            return;
        }
        double share = Math.log(positive / (m - positive));
        double[] beta = new double[d];
        double intercept = share;
        double[] gradient = new double[d];
        for (int step = 0; step < STEPS; step++) {
            Arrays.fill(gradient, 0);
            double gradient0 = 0;
            for (int i = 0; i < m; i++) {
                double odds = intercept;
                for (int k = 0; k < d; k++) {
                    odds += beta[k] * x[i][k];
                }
                double residual = (labels[train[f][i]] == c ? 1 : 0) - 1 / (1 + Math.exp(-odds));
                gradient0 += residual;
                for (int k = 0; k < d; k++) {
                    gradient[k] += residual * x[i][k];
                }
            }
            intercept += gradient0 / (0.25 * m);
            for (int k = 0; k < d; k++) {
                beta[k] += (gradient[k] - ridge[f] * beta[k]) / (0.25 * squares[f][k] + ridge[f]);
            }
        }
        for (int i = 0; i < scores.length; i++) {
            double odds = intercept - share;
            for (int k = 0; k < d; k++) {
                odds += beta[k] * testFeatures[f][i][k];
            }
            scores[i][c] = odds;
        }
    }
}
