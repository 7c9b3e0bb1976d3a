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
    private static final double DONE = 0.02;

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
        Dual dual = new Dual(x, from, to);
        for (int sweep = 0; sweep < SWEEPS && dual.sweep() >= DONE; sweep++) {}
        return dual.w;
    }

    /** The dual problem of one class and its state. */
    private static final class Dual {
        private final double[][] x;
        private final int from;
        private final int to;
        private final double diagonalIn;
        private final double diagonalOut = 1 / (2 * COST);
        private final double[] squares;
        private final double[] alpha;
        private final double[] w;

        Dual(double[][] x, int from, int to) {
            this.x = x;
            this.from = from;
            this.to = to;
            double rest = Math.max(1, x.length - (to - from));
            diagonalIn = 1 / (2 * COST * rest / (to - from));
            squares = Arrays.stream(x).mapToDouble(v -> 1 + Comparer.dot(v, v)).toArray();
            alpha = new double[x.length];
            w = new double[x[0].length + 1];
        }

        /** One step for each row; returns the largest violation met. */
        double sweep() {
            int bias = w.length - 1;
            double most = 0;
            for (int i = 0; i < x.length; i++) {
                boolean member = i >= from && i < to;
                double y = member ? 1 : -1;
                double diagonal = member ? diagonalIn : diagonalOut;
                double gradient = y * (Comparer.dot(x[i], w) + w[bias]) - 1 + diagonal * alpha[i];
                double projected = alpha[i] == 0 ? Math.min(gradient, 0) : gradient;
                most = Math.max(most, Math.abs(projected));
                if (projected != 0) {
                    double before = alpha[i];
                    alpha[i] = Math.max(before - gradient / (squares[i] + diagonal), 0);
                    double step = y * (alpha[i] - before);
                    for (int c = 0; c < bias; c++) {
                        w[c] += step * x[i][c];
                    }
                    w[bias] += step;
                }
            }
            return most;
        }
    }

    /** Decision value of a vector for a class; NaN for a class without members. */
    double decide(int c, double[] v) {
        double[] w = weights[c];
        if (w.length == 0) {
            return Double.NaN;
        }
        return Comparer.dot(v, w) + w[v.length];
    }
}
