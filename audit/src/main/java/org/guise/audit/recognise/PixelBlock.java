package org.guise.audit.recognise;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * A block of a picture as red, green and blue planes of 0 to 255. Pixel (i, j) covers the square from (i, j) to
 * (i + 1, j + 1); beyond the picture its border goes on.
 */
final class PixelBlock {
    private final int x0, y0, width, height;
    private final float[][] planes;

    private PixelBlock(int x0, int y0, int width, int height, float[][] planes) {
        this.x0 = x0;
        this.y0 = y0;
        this.width = width;
        this.height = height;
        this.planes = planes;
    }

    /** The part of a picture between two corners (in any order), and what interpolation there needs. */
    static PixelBlock of(BufferedImage picture, double ax, double ay, double bx, double by) {
        int x0 = clamp(Math.min(ax, bx) - 2, picture.getWidth()), x1 = clamp(Math.max(ax, bx) + 2, picture.getWidth());
        int y0 = clamp(Math.min(ay, by) - 2, picture.getHeight());
        int y1 = clamp(Math.max(ay, by) + 2, picture.getHeight());
        int w = x1 - x0 + 1, h = y1 - y0 + 1;
        return new PixelBlock(x0, y0, w, h, read(picture, x0, y0, w, h));
    }

    private static int clamp(double v, int n) {
        return Math.clamp((long) Math.floor(v), 0, n - 1);
    }

    /** Red, green and blue of the pixels of a rectangle within a picture, each {@code [h·w]}, 0 to 255. */
    static float[][] read(BufferedImage picture, int x0, int y0, int w, int h) {
        int n = w * h;
        // getRGB would bend the greys of a grey picture by the gamma of Java's linear grey colour space.
        if (picture.getType() == BufferedImage.TYPE_BYTE_GRAY || picture.getType() == BufferedImage.TYPE_USHORT_GRAY) {
            Raster raster = picture.getRaster();
            float[] grey = raster.getSamples(x0, y0, w, h, 0, new float[n]);
            if (picture.getType() == BufferedImage.TYPE_USHORT_GRAY) {
                for (int i = 0; i < n; i++) {
                    grey[i] /= 257;
                }
            }
            return new float[][] {grey, grey, grey};
        }
        int[] rgb = picture.getRGB(x0, y0, w, h, null, 0, w);
        float[][] p = new float[3][n];
        for (int i = 0; i < n; i++) {
            p[0][i] = rgb[i] >> 16 & 255;
            p[1][i] = rgb[i] >> 8 & 255;
            p[2][i] = rgb[i] & 255;
        }
        return p;
    }

    /**
     * Adds the bilinear sample of all three colours at a point of the picture to {@code rgb}.
     *
     * @param rgb modified
     */
    void addSample(double px, double py, double[] rgb) {
        double x = Math.clamp(px - 0.5 - x0, 0.0, width - 1.0), y = Math.clamp(py - 0.5 - y0, 0.0, height - 1.0);
        int i = (int) x, j = (int) y;
        double fx = x - i, fy = y - j;
        int right = i + 1 < width ? 1 : 0, below = j + 1 < height ? width : 0, at = j * width + i;
        for (int c = 0; c < 3; c++) {
            float[] p = planes[c];
            double top = p[at] + fx * (p[at + right] - p[at]);
            double bottom = p[at + below] + fx * (p[at + below + right] - p[at + below]);
            rgb[c] += top + fy * (bottom - top);
        }
    }
}
