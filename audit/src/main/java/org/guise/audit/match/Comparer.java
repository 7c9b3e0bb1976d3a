package org.guise.audit.match;

import java.util.Arrays;
import org.guise.core.parallel.Parallel;

/**
 * Scores of all probes against all gallery persons. A probe with several pictures scores the mean over those in which a face
 * was found (the sum of Schwarz et al. divided by their number: the same ranks); NaN where either side has none.
 */
final class Comparer {
    private Comparer() {}

    /** Vectors of length 1: mean over the gallery person's, or the best. */
    static double[][] cosines(double[][][] probes, double[][][] gallery, boolean best) {
        if (!best) {
            return dots(means(probes), means(gallery));
        }
        double[][] scores = new double[probes.length][gallery.length];
        for (int i = 0; i < probes.length; i++) {
            for (int j = 0; j < gallery.length; j++) {
                double sum = 0;
                for (double[] a : probes[i]) {
                    double top = Double.NEGATIVE_INFINITY;
                    for (double[] b : gallery[j]) {
                        top = Math.max(top, dot(a, b));
                    }
                    sum += top;
                }
                scores[i][j] = gallery[j].length == 0 ? Double.NaN : sum / probes[i].length;
            }
        }
        return scores;
    }

    /** Decision values of an SVM learned on the gallery. */
    static double[][] decisions(double[][][] probes, double[][][] gallery) {
        LinearSvm svm = LinearSvm.learn(gallery);
        double[][] scores = new double[probes.length][gallery.length];
        for (int i = 0; i < probes.length; i++) {
            for (int j = 0; j < gallery.length; j++) {
                double sum = 0;
                for (double[] v : probes[i]) {
                    sum += svm.decide(j, v);
                }
                scores[i][j] = sum / probes[i].length;
            }
        }
        return scores;
    }

    /**
     * The recogniser's own similarities of photographs (rows) and renders, pooled.
     *
     * @param mean [photographed][scanned] mean over all pairs of pictures
     * @param nearest [photographed][scanned] best render of each photograph, mean over the photographs
     * @param best [scanned][photographed] mean over the renders for each photograph, the best photograph
     */
    record Pooled(double[][] mean, double[][] nearest, double[][] best) {}

    /** Compares every photograph with every render once. */
    static Pooled similarities(float[][][] photos, float[][][] renders, Similarity similarity) {
        double[][] mean = new double[photos.length][renders.length];
        double[][] nearest = new double[photos.length][renders.length];
        double[][] best = new double[renders.length][photos.length];
        for (int i = 0; i < photos.length; i++) {
            float[][] a = present(photos[i]);
            for (int j = 0; j < renders.length; j++) {
                float[][] b = present(renders[j]);
                double sum = 0;
                double tops = 0;
                double bestPhoto = Double.NaN;
                for (float[] photo : a) {
                    double top = Double.NEGATIVE_INFINITY;
                    double own = 0;
                    for (float[] render : b) {
                        double s = similarity.of(photo, render);
                        own += s;
                        top = Math.max(top, s);
                    }
                    sum += own;
                    tops += top;
                    own /= b.length;
                    bestPhoto = Double.isNaN(bestPhoto) ? own : Math.max(bestPhoto, own);
                }
                boolean none = a.length == 0 || b.length == 0;
                mean[i][j] = none ? Double.NaN : sum / (a.length * (double) b.length);
                nearest[i][j] = none ? Double.NaN : tops / a.length;
                best[j][i] = none ? Double.NaN : bestPhoto;
            }
        }
        return new Pooled(mean, nearest, best);
    }

    private static float[][] present(float[][] templates) {
        return Arrays.stream(templates).filter(t -> t.length > 0).toArray(float[][]::new);
    }

    /** Each person's vectors replaced by their mean. */
    static double[][][] averaged(double[][][] vectors) {
        return Arrays.stream(means(vectors))
                .map(m -> m.length == 0 ? new double[0][] : new double[][] {m})
                .toArray(double[][][]::new);
    }

    private static double[][] means(double[][][] vectors) {
        double[][] means = new double[vectors.length][];
        for (int p = 0; p < vectors.length; p++) {
            if (vectors[p].length == 0) {
                means[p] = new double[0];
                continue;
            }
            double[] sum = new double[vectors[p][0].length];
            for (double[] v : vectors[p]) {
                for (int c = 0; c < sum.length; c++) {
                    sum[c] += v[c] / vectors[p].length;
                }
            }
            means[p] = sum;
        }
        return means;
    }

    /** Dot products of vectors that may be missing (no components): NaN then. */
    private static double[][] dots(double[][] a, double[][] b) {
        double[][] out = new double[a.length][b.length];
        int dimension = Arrays.stream(b).mapToInt(v -> v.length).max().orElse(0);
        if (dimension == 0) {
            Arrays.stream(out).forEach(row -> Arrays.fill(row, Double.NaN));
            return out;
        }
        VectorGallery gallery = new VectorGallery(b.length, dimension);
        for (int j = 0; j < b.length; j++) {
            if (b[j].length > 0) {
                gallery.set(j, floats(b[j]));
            }
        }
        float[] scores = new float[b.length];
        for (int i = 0; i < a.length; i++) {
            if (a[i].length > 0) {
                gallery.compare(floats(a[i]), scores, Parallel.CALLER);
            }
            for (int j = 0; j < b.length; j++) {
                out[i][j] = a[i].length == 0 || b[j].length == 0 ? Double.NaN : scores[j];
            }
        }
        return out;
    }

    private static float[] floats(double[] v) {
        float[] f = new float[v.length];
        for (int c = 0; c < f.length; c++) {
            f[c] = (float) v[c];
        }
        return f;
    }

    /** Sum over the components of {@code a}; {@code b} may have more. Four sums side by side keep the processor busy. */
    static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int c = 0;
        for (; c + 3 < a.length; c += 4) {
            s0 += a[c] * b[c];
            s1 += a[c + 1] * b[c + 1];
            s2 += a[c + 2] * b[c + 2];
            s3 += a[c + 3] * b[c + 3];
        }
        for (; c < a.length; c++) {
            s0 += a[c] * b[c];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
