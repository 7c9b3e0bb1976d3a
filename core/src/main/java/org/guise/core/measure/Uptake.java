package org.guise.core.measure;

/**
 * Uptake of a tracer in parts of the brain relative to cerebellar grey matter (SUVR): the mean sample of the scan, weighted
 * by how likely the fitted atlas finds grey matter there. No other scan of the person is needed, and the division takes out
 * dose and weight.
 */
final class Uptake {
    private static final double LEAST_SHARE = 0.4;
    /** Summed weight that a part must have, ml: fewer voxels are cut off by the field of view. */
    private static final double LEAST_ML = 0.5;

    private Uptake() {}

    /** The ratio for each part of {@link Parcellation#all}, then that of all cortex together; NaN where it is out of view. */
    static double[] ratios(BrainVoxels v) {
        int parts = Parcellation.all().size();
        double[] sum = new double[parts + 1], weight = new double[parts + 1];
        double reference = 0, referenceWeight = 0;
        for (int q = 0; q < v.size(); q++) {
            double w = v.prior[3 * q + BrainPriors.GREY];
            Parcellation.Part part = Parcellation.all().get(v.part[q]);
            if (part.lobe() == Lobe.BRAINSTEM) {
                w += v.prior[3 * q + BrainPriors.WHITE];
            }
            if (w < LEAST_SHARE) {
                continue;
            }
            sum[v.part[q]] += w * v.sample[q];
            weight[v.part[q]] += w;
            if (part.lobe().cortical()) {
                sum[parts] += w * v.sample[q];
                weight[parts] += w;
            } else if (part.lobe() == Lobe.CEREBELLUM) {
                reference += w * v.sample[q];
                referenceWeight += w;
            }
        }
        double[] ratio = new double[parts + 1];
        double least = LEAST_ML / v.ml();
        for (int i = 0; i <= parts; i++) {
            boolean seen = weight[i] > least && referenceWeight > least && reference > 0;
            ratio[i] = seen ? sum[i] / weight[i] / (reference / referenceWeight) : Double.NaN;
        }
        return ratio;
    }
}
