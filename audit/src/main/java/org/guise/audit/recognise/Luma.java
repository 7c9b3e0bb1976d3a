package org.guise.audit.recognise;

/** Grey of colours: luma of ITU-R BT.601, a weighted sum of the gamma-coded values. */
final class Luma {
    private static final float RED = 0.299f, GREEN = 0.587f, BLUE = 0.114f;

    private Luma() {}

    /** Luma of planes of red, green and blue of one length; a new array. */
    static float[] of(float[][] planes) {
        float[] grey = new float[planes[0].length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = RED * planes[0][i] + GREEN * planes[1][i] + BLUE * planes[2][i];
        }
        return grey;
    }
}
