package org.guise.audit.recognise;

/** How far apart two templates are, turned so that larger is more alike. */
enum Distance {
    /** Cosine of the angle, −1 to 1. */
    COSINE {
        @Override
        double similarity(float[] a, float[] b) {
            double ab = 0, aa = 0, bb = 0;
            for (int i = 0; i < a.length; i++) {
                ab += (double) a[i] * b[i];
                aa += (double) a[i] * a[i];
                bb += (double) b[i] * b[i];
            }
            return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
        }
    },

    /** Minus the Euclidean distance. */
    EUCLIDEAN {
        @Override
        double similarity(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
            }
            return -Math.sqrt(sum);
        }
    };

    /** The similarity of two vectors; NaN if one is empty. */
    double of(float[] a, float[] b) {
        if (a.length == 0 || b.length == 0) {
            return Double.NaN;
        }
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "templates of " + a.length + " and " + b.length + " numbers: they come from different recognisers");
        }
        return similarity(a, b);
    }

    abstract double similarity(float[] a, float[] b);
}
