package org.guise.audit.match;

import java.util.Arrays;

/**
 * Linear support vector machines, one class against the rest, with squared hinge loss, by dual coordinate descent (Hsieh et
 * al. 2008, algorithm 1) in fixed order. Errors on members weigh as much in sum as errors on the rest. The bias is a
 * component that is 1 in every vector.
 */
final class LinearSvm {
    private static final double COST = 1;
    private static final int SWEEPS = 30;
    private static final double DONE = 1e-3;

    /** [class][component], the bias last; without components for a class without members. */
    private final double[][] weights;

    private LinearSvm(double[][] weights) {
        this.weights = weights;
    }

    /** @param library [class][member][component], vectors of length 1 */
    static LinearSvm learn(double[][][] library) {
        double[][] x = Arrays.stream(library).flatMap(Arrays::stream).toArray(double[][]::new);
        double[][] weights = new double[library.length][];
        int from = 0;
        for (int c = 0; c < library.length; c++) {
            int to = from + library[c].length;
            weights[c] = to == from ? new double[0] : train(x, from, to);
            from = to;
        }
        return new LinearSvm(weights);
    }

    /** Rows {@code from} to {@code to} against the rest. */
    private static double[] train(double[][] x, int from, int to) {
        int d = x[0].length;
        double[] w = new double[d + 1];
        double[] alpha = new double[x.length];
        double rest = Math.max(1, x.length - (to - from));
        double diagonalIn = 1 / (2 * COST * rest / (to - from));
        double diagonalOut = 1 / (2 * COST);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double most = 0;
            for (int i = 0; i < x.length; i++) {
                boolean member = i >= from && i < to;
                double y = member ? 1 : -1;
                double diagonal = member ? diagonalIn : diagonalOut;
                double[] row = x[i];
                double dot = w[d];
                double squares = 1;
                for (int c = 0; c < d; c++) {
                    dot += w[c] * row[c];
                    squares += row[c] * row[c];
                }
                double gradient = y * dot - 1 + diagonal * alpha[i];
                double projected = alpha[i] == 0 ? Math.min(gradient, 0) : gradient;
                most = Math.max(most, Math.abs(projected));
                if (projected != 0) {
                    double before = alpha[i];
                    alpha[i] = Math.max(before - gradient / (squares + diagonal), 0);
                    double step = y * (alpha[i] - before);
                    for (int c = 0; c < d; c++) {
                        w[c] += step * row[c];
                    }
                    w[d] += step;
                }
            }
            if (most < DONE) {
                break;
            }
        }
        return w;
    }

    /** Decision value of a vector for a class; NaN for a class without members. */
    double decide(int c, double[] v) {
        double[] w = weights[c];
        if (w.length == 0) {
            return Double.NaN;
        }
        double sum = w[v.length];
        for (int k = 0; k < v.length; k++) {
            sum += w[k] * v[k];
        }
        return sum;
    }
}
