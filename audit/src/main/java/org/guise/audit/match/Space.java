package org.guise.audit.match;

import java.util.Arrays;

/**
 * The space in which templates are compared by their cosine: each template is scaled to length 1, the mean of its domain is
 * subtracted, then it is whitened if the space was trained, and scaled to length 1 again.
 *
 * @param photoMean mean of photographs; all 0 in a raw space
 * @param renderMean mean of renders
 * @param whitening lower triangle by rows [d][≤ d] that multiplies a centred template; without rows for none
 */
record Space(double[] photoMean, double[] renderMean, double[][] whitening) {
    private static final double[][] NONE = {};

    /** Nothing but the length. */
    static Space raw(int dimension) {
        return new Space(new double[dimension], new double[dimension], NONE);
    }

    /** Centred on the means of two domains. */
    static Space centred(float[][][] photos, float[][][] renders) {
        return new Space(mean(photos), mean(renders), NONE);
    }

    /** The same whitening about other means. */
    Space about(Space means) {
        return new Space(means.photoMean, means.renderMean, whitening);
    }

    /** Brings templates into the space; empty ones are left out. Two threads may do so at once. */
    double[][][] apply(float[][][] templates, double[] mean) {
        double[][][] out = new double[templates.length][][];
        for (int p = 0; p < templates.length; p++) {
            out[p] = Arrays.stream(templates[p])
                    .filter(t -> t.length > 0)
                    .map(t -> unit(whitened(minus(unit(t), mean))))
                    .toArray(double[][]::new);
        }
        return out;
    }

    /** Mean over persons of the mean of their templates of length 1; of no templates, no vector. */
    static double[] mean(float[][][] templates) {
        double[] mean = {};
        int persons = 0;
        for (float[][] person : templates) {
            double[] own = {};
            int n = 0;
            for (float[] t : person) {
                if (t.length > 0) {
                    own = plus(own, unit(t));
                    n++;
                }
            }
            if (n > 0) {
                for (int c = 0; c < own.length; c++) {
                    own[c] /= n;
                }
                mean = plus(mean, own);
                persons++;
            }
        }
        for (int c = 0; c < mean.length; c++) {
            mean[c] /= persons;
        }
        return mean;
    }

    private static double[] plus(double[] sum, double[] v) {
        double[] out = sum.length == 0 ? new double[v.length] : sum;
        for (int c = 0; c < v.length; c++) {
            out[c] += v[c];
        }
        return out;
    }

    static double[] minus(double[] v, double[] mean) {
        if (v.length != mean.length) {
            throw new IllegalArgumentException("templates of " + v.length + " components and of " + mean.length
                    + ": a recogniser with vectors must give the same number always");
        }
        for (int c = 0; c < v.length; c++) {
            v[c] -= mean[c];
        }
        return v;
    }

    private double[] whitened(double[] v) {
        if (whitening.length == 0) {
            return v;
        }
        double[] out = new double[v.length];
        for (int r = 0; r < v.length; r++) {
            double sum = 0;
            for (int c = 0; c < whitening[r].length; c++) {
                sum += whitening[r][c] * v[c];
            }
            out[r] = sum;
        }
        return out;
    }

    static double[] unit(float[] t) {
        double[] v = new double[t.length];
        for (int c = 0; c < t.length; c++) {
            v[c] = t[c];
        }
        return unit(v);
    }

    static double[] unit(double[] v) {
        double squares = 0;
        for (double x : v) {
            squares += x * x;
        }
        double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
        for (int c = 0; c < v.length; c++) {
            v[c] *= scale;
        }
        return v;
    }
}
