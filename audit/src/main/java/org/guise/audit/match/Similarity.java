package org.guise.audit.match;

/** How alike two templates are; larger is more alike. A recogniser's {@code similarity} as a method reference. */
@FunctionalInterface
public interface Similarity {
    /** Compares two templates, neither empty. */
    double of(float[] a, float[] b);

    /** Cosine of the angle between two vectors. */
    static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }
}
