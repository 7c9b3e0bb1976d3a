package org.guise.people.photo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.guise.people.head.SeededRandom;

/** From linear light to an 8-bit sRGB picture: averaging of the samples, blur, exposure, noise. */
final class Film {
    private static final int STEPS = 4096;
    private static final float[] SRGB = new float[STEPS + 1];
    /** Values above this are compressed, so that highlights do not burn out at once. */
    private static final float SHOULDER = 0.7f;

    static {
        for (int i = 0; i <= STEPS; i++) {
            double l = (double) i / STEPS;
            SRGB[i] = (float) (l <= 0.0031308 ? 12.92 * l : 1.055 * StrictMath.pow(l, 1 / 2.4) - 0.055);
        }
    }

    private Film() {}

    /**
     * Develops a picture.
     *
     * @param samples linear rgb, {@code float[3 · s·width · s·height]}
     * @param s samples per pixel along each axis
     * @param blurPixels standard deviation of the blur, 0 for none
     * @param noise standard deviation of the noise of each channel on the scale of 0 to 1
     */
    static BufferedImage develop(
            float[] samples, int s, int width, int height, double blurPixels, double noise, SeededRandom random) {
        float[] v = averaged(samples, s, width, height);
        blur(v, width, height, blurPixels);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] out = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < out.length; i++) {
            int rgb = 0;
            for (int m = 0; m < 3; m++) {
                double level = srgb(v[3 * i + m]) + (noise > 0 ? noise * random.gaussian() : 0);
                rgb = rgb << 8 | Math.clamp(Math.round(255 * level), 0, 255);
            }
            out[i] = rgb;
        }
        return picture;
    }

    /** The sRGB byte of a linear value, clamped. */
    static int encode(float linear) {
        return Math.round(255 * SRGB[Math.clamp((long) (linear * STEPS + 0.5f), 0, STEPS)]);
    }

    private static float srgb(float linear) {
        float l = linear <= SHOULDER
                ? linear
                : SHOULDER + (1 - SHOULDER) * (1 - 1 / (1 + (linear - SHOULDER) / (1 - SHOULDER)));
        return SRGB[Math.clamp((long) (l * STEPS + 0.5f), 0, STEPS)];
    }

    private static float[] averaged(float[] samples, int s, int width, int height) {
        float[] v = new float[3 * width * height];
        float share = 1f / (s * s);
        for (int y = 0; y < s * height; y++) {
            for (int x = 0; x < s * width; x++) {
                int from = 3 * (y * s * width + x);
                int to = 3 * (y / s * width + x / s);
                for (int m = 0; m < 3; m++) {
                    v[to + m] += share * samples[from + m];
                }
            }
        }
        return v;
    }

    private static void blur(float[] v, int width, int height, double sd) {
        if (sd <= 0) {
            return;
        }
        int r = (int) Math.ceil(3 * sd);
        float[] kernel = new float[2 * r + 1];
        float sum = 0;
        for (int i = -r; i <= r; i++) {
            kernel[i + r] = (float) StrictMath.exp(-0.5 * i * i / (sd * sd));
            sum += kernel[i + r];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        float[] t = new float[v.length];
        pass(v, t, width, height, kernel, r, 1, width);
        pass(t, v, height, width, kernel, r, width, 1);
    }

    /** Convolves n lines of the given length with steps between their pixels and between the lines. */
    private static void pass(float[] in, float[] out, int length, int n, float[] kernel, int r, int step, int line) {
        for (int l = 0; l < n; l++) {
            for (int i = 0; i < length; i++) {
                for (int m = 0; m < 3; m++) {
                    float s = 0;
                    for (int k = -r; k <= r; k++) {
                        int j = Math.clamp(i + k, 0, length - 1);
                        s += kernel[k + r] * in[3 * (l * line + j * step) + m];
                    }
                    out[3 * (l * line + i * step) + m] = s;
                }
            }
        }
    }
}
