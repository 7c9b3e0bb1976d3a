package org.guise.audit.recognise;

import java.awt.image.BufferedImage;

/**
 * A piece of a picture resampled to a fixed size: float planes {@code [3][height·width]} of red, green, blue, 0 to 255.
 * Bilinear; where the picture is finer than the crop, each crop pixel is the mean of enough samples not to alias.
 */
record Crop(int width, int height, float[][] planes) {
    private static final int MOST_SAMPLES = 16;

    /** A piece by a similarity from crop pixels to picture pixels (both with corner origin). */
    static Crop of(BufferedImage picture, Similarity toPicture, int width, int height) {
        double a = toPicture.a(), b = toPicture.b();
        return sample(picture, new double[] {a, -b, toPicture.tx(), b, a, toPicture.ty()}, width, height);
    }

    /** The piece in a box {left, top, right, bottom}, stretched to the size. */
    static Crop of(BufferedImage picture, double[] box, int width, int height) {
        double[] map = {(box[2] - box[0]) / width, 0, box[0], 0, (box[3] - box[1]) / height, box[1]};
        return sample(picture, map, width, height);
    }

    /** @param m rows of the affine map from crop to picture: x' = m0·x + m1·y + m2, y' = m3·x + m4·y + m5 */
    private static Crop sample(BufferedImage picture, double[] m, int width, int height) {
        double ax = Double.MAX_VALUE, ay = Double.MAX_VALUE, bx = -Double.MAX_VALUE, by = -Double.MAX_VALUE;
        for (int corner = 0; corner < 4; corner++) {
            double u = (corner & 1) * width, v = (corner >> 1) * height;
            ax = Math.min(ax, m[0] * u + m[1] * v + m[2]);
            bx = Math.max(bx, m[0] * u + m[1] * v + m[2]);
            ay = Math.min(ay, m[3] * u + m[4] * v + m[5]);
            by = Math.max(by, m[3] * u + m[4] * v + m[5]);
        }
        PixelBlock block = PixelBlock.of(picture, ax, ay, bx, by);
        double scale = Math.max(Math.hypot(m[0], m[3]), Math.hypot(m[1], m[4]));
        int n = Math.clamp((long) Math.ceil(scale - 1e-9), 1, MOST_SAMPLES);
        float[][] planes = new float[3][width * height];
        double[] rgb = new double[3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[0] = rgb[1] = rgb[2] = 0;
                for (int k = 0; k < n * n; k++) {
                    double u = x + (k % n + 0.5) / n, v = y + (k / n + 0.5) / n;
                    block.addSample(m[0] * u + m[1] * v + m[2], m[3] * u + m[4] * v + m[5], rgb);
                }
                for (int c = 0; c < 3; c++) {
                    planes[c][y * width + x] = (float) (rgb[c] / (n * n));
                }
            }
        }
        return new Crop(width, height, planes);
    }

    /** Grey values (luma), {@code [height·width]}. */
    float[] grey() {
        return Luma.of(planes);
    }
}
