package org.guise.people.photo;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.UnaryOperator;
import org.guise.core.render.Camera;
import org.guise.core.render.Light;

/** Hair that can be drawn over the render of a bald head: renders with hair resemble photographs more. Immutable. */
public final class HairMesh {
    private final Surface surface;
    private final Texture texture;
    private final float contrast;

    HairMesh(Surface surface, Texture texture, float contrast) {
        this.surface = surface;
        this.texture = texture;
        this.contrast = contrast;
    }

    /**
     * This hair elsewhere, for instance on the head of a scan by its fit.
     *
     * @param by new place of a point {x, y, z}, mm
     */
    public HairMesh moved(UnaryOperator<double[]> by) {
        double[] p = surface.points().clone();
        for (int i = 0; i < p.length; i += 3) {
            double[] q = by.apply(new double[] {p[i], p[i + 1], p[i + 2]});
            System.arraycopy(q, 0, p, i, 3);
        }
        return new HairMesh(Surface.of(p, surface.triangles(), surface.uv(), null), texture, contrast);
    }

    /**
     * Draws the hair over a render. Pixels that it does not touch stay as they are.
     *
     * @param render of the camera's size, sRGB; not modified
     * @param depthMm distance of the rendered skin from the camera along the viewing axis, row by row, infinite where there
     *     is none; not modified
     * @param rgb sRGB colour of the hair
     * @return a picture of the same kind: grey stays grey
     */
    public BufferedImage over(BufferedImage render, float[] depthMm, Camera camera, Light light, int rgb) {
        int w = camera.width();
        int h = camera.height();
        if (render.getWidth() != w || render.getHeight() != h || depthMm.length != w * h) {
            throw new IllegalArgumentException("hair: a render of " + render.getWidth() + "x" + render.getHeight()
                    + " with " + depthMm.length + " depths for a camera of " + w + "x" + h);
        }
        int s = Renderer.SAMPLES;
        int[] under = render.getRGB(0, 0, w, h, null, 0, w);
        if (render.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            // getRGB would convert from linear grey; renders hold the grey levels of a screen.
            int[] grey = render.getRaster().getPixels(0, 0, w, h, (int[]) null);
            for (int i = 0; i < under.length; i++) {
                under[i] = grey[i] * 0x10101;
            }
        }
        float[] samples = new float[3 * s * s * w * h];
        float[] depth = new float[s * s * w * h];
        for (int i = 0; i < depth.length; i++) {
            int pixel = i / (s * w) / s * w + i % (s * w) / s;
            depth[i] = depthMm[pixel];
            for (int m = 0; m < 3; m++) {
                samples[3 * i + m] = Texture.linear(under[pixel] >> 16 - 8 * m);
            }
        }
        float[] before = samples.clone();
        View view = View.of(camera, s);
        Look look = Look.hair(texture, Texture.linearRgb(rgb), contrast);
        Lighting lighting = new Lighting(light.yawDeg(), light.pitchDeg(), light.diffuse(), 0, light.ambient(), 0);
        Scene scene = new Scene(List.of(new Scene.Layer(surface, look)), middle(), view, lighting);
        Renderer.draw(scene, view, samples, depth);
        BufferedImage out = new BufferedImage(w, h, render.getType());
        render.copyData(out.getRaster());
        for (int pixel = 0; pixel < w * h; pixel++) {
            put(out, pixel, s, samples, before);
        }
        return out;
    }

    /** Writes the mean of a pixel's samples where some of them changed. */
    private static void put(BufferedImage out, int pixel, int s, float[] samples, float[] before) {
        int w = out.getWidth();
        float[] mean = new float[3];
        boolean changed = false;
        for (int b = 0; b < s; b++) {
            for (int a = 0; a < s; a++) {
                int at = 3 * ((pixel / w * s + b) * s * w + pixel % w * s + a);
                for (int m = 0; m < 3; m++) {
                    mean[m] += samples[at + m] / (s * s);
                    changed |= samples[at + m] != before[at + m];
                }
            }
        }
        if (!changed) {
            return;
        }
        if (out.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            float grey = (float) Texture.luminance(mean[0], mean[1], mean[2]);
            out.getRaster().setSample(pixel % w, pixel / w, 0, Film.encode(grey));
        } else {
            out.setRGB(
                    pixel % w,
                    pixel / w,
                    0xff000000 | Film.encode(mean[0]) << 16 | Film.encode(mean[1]) << 8 | Film.encode(mean[2]));
        }
    }

    private double[] middle() {
        double[] c = new double[3];
        double[] p = surface.points();
        for (int i = 0; i < p.length; i++) {
            c[i % 3] += 3 * p[i] / p.length;
        }
        return c;
    }
}
