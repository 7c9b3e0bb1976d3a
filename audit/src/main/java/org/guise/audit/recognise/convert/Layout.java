package org.guise.audit.recognise.convert;

/** TensorFlow keeps channels last, ONNX first. */
final class Layout {
    private Layout() {}

    /** Filters [h][w][in][out] → [out][in][h][w]. */
    static float[] filters(float[] v, int h, int w, int in, int out) {
        float[] t = new float[v.length];
        int at = 0;
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                for (int i = 0; i < in; i++) {
                    for (int o = 0; o < out; o++) {
                        t[((o * in + i) * h + y) * w + x] = v[at++];
                    }
                }
            }
        }
        return t;
    }

    /** Depthwise filters [h][w][channel][multiplier] → [channel·multiplier][1][h][w]. */
    static float[] depthwise(float[] v, int h, int w, int channels, int multiplier) {
        return filters(v, h, w, 1, channels * multiplier);
    }

    /** [h][w][c] → [c][h][w]. */
    static float[] channelsFirst(float[] v, int h, int w, int c) {
        return filters(v, h, w, 1, c);
    }
}
