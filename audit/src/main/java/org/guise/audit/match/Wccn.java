package org.guise.audit.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Learns a space from persons of whom photographs and renders are known: the two domain means, and the within-class
 * covariance S of the centred templates about their person's mean, photographs and renders weighing the same. S is shrunk
 * halfway to the sphere of the same trace; with S = L·Lᵀ, L<sup>-1</sup> makes it the identity (WCCN; Hatch, Kajarekar and
 * Stolcke 2006).
 */
final class Wccn {
    private static final double SHRINKAGE = 0.5;

    private Wccn() {}

    /** @param renders the training set's renders to learn from, same persons as {@code photos} */
    static Space learn(float[][][] photos, float[][][] renders) {
        Space centred = Space.centred(photos, renders);
        int d = centred.photoMean().length;
        if (d == 0 || centred.renderMean().length != d) {
            throw new IllegalArgumentException("the training set has no photographs or no renders with a face");
        }
        DMatrixRMaj deviations = deviations(photos, renders, centred, d);
        DMatrixRMaj s = new DMatrixRMaj(d, d);
        CommonOps_DDRM.multTransA(deviations, deviations, s);
        double trace = CommonOps_DDRM.trace(s);
        if (!(trace > 0)) {
            return centred;
        }
        CommonOps_DDRM.scale((1 - SHRINKAGE) * d / trace, s);
        for (int c = 0; c < d; c++) {
            s.add(c, c, SHRINKAGE);
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(d, true);
        if (!cholesky.decompose(s)) {
            throw new IllegalStateException("the within-class covariance is not positive definite");
        }
        DMatrixRMaj lower = cholesky.getT(null);
        DMatrixRMaj inverse = new DMatrixRMaj(d, d);
        TriangularSolver_DDRM.invertLower(lower.data, inverse.data, d);
        double[][] whitening = new double[d][];
        for (int r = 0; r < d; r++) {
            whitening[r] = new double[r + 1];
            for (int c = 0; c <= r; c++) {
                whitening[r][c] = inverse.get(r, c);
            }
        }
        return new Space(centred.photoMean(), centred.renderMean(), whitening);
    }

    /** One row for each picture of a person who has photographs and renders, scaled so that each domain weighs one half. */
    private static DMatrixRMaj deviations(float[][][] photos, float[][][] renders, Space centred, int d) {
        List<double[]> rows = new ArrayList<>();
        for (int p = 0; p < photos.length; p++) {
            double[][][] own = {vectors(photos[p], centred.photoMean()), vectors(renders[p], centred.renderMean())};
            if (own[0].length == 0 || own[1].length == 0) {
                continue;
            }
            double[] mean = new double[d];
            for (double[][] domain : own) {
                for (double[] v : domain) {
                    for (int c = 0; c < d; c++) {
                        mean[c] += v[c] / (2 * domain.length);
                    }
                }
            }
            for (double[][] domain : own) {
                double weight = Math.sqrt(0.5 / domain.length);
                for (double[] v : domain) {
                    double[] row = new double[d];
                    for (int c = 0; c < d; c++) {
                        row[c] = weight * (v[c] - mean[c]);
                    }
                    rows.add(row);
                }
            }
        }
        return new DMatrixRMaj(rows.isEmpty() ? new double[1][d] : rows.toArray(double[][]::new));
    }

    private static double[][] vectors(float[][] templates, double[] mean) {
        return Arrays.stream(templates)
                .filter(t -> t.length > 0)
                .map(t -> Space.minus(Space.unit(t), mean))
                .toArray(double[][]::new);
    }
}
