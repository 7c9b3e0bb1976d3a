package org.guise.audit.measure;

/**
 * A sample with weights.
 *
 * @param values rising
 * @param weights one for each value, ≥ 0, not all 0
 */
record Weighted(double[] values, double[] weights) {
    double total() {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        return sum;
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum / total();
    }

    double standardDeviation() {
        double mean = mean();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(sum / total());
    }

    /** The least value that has at least the share {@code q} of the weight at or below it. */
    double quantile(double q) {
        double aim = q * total();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i];
            if (sum >= aim && weights[i] > 0) {
                return values[i];
            }
        }
        return values[values.length - 1];
    }

    /** Silverman's bandwidth (1986, eq. 3.31), for {@code n} independent values. */
    double bandwidth(double n) {
        double spread = Math.min(standardDeviation(), (quantile(0.75) - quantile(0.25)) / 1.349);
        return 0.9 * (spread > 0 ? spread : standardDeviation()) * Math.pow(n, -0.2);
    }
}
