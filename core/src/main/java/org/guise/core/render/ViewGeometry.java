package org.guise.core.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * What one camera sees of a surface: how deep it lies and which way it faces, pixel by pixel (the G-buffer of Saito and
 * Takahashi 1990). Rays are cast once; any number of lights are then drawn from it.
 *
 * <p>One ray a pixel, and four more where the normal changes so much from pixel to pixel that steps would show.
 * Immutable and thread-safe. Memory: about 17 bytes a pixel and 52 more for each refined one.
 */
public final class ViewGeometry {
    /** Share of light that a cut at the border of the field of view keeps where it must not pass for skin. */
    public static final double DARK_CUTS = 0.45;

    /** A cut at the border of the field of view is lit like skin, as in the renders that an attacker would make. */
    public static final double PLAIN_CUTS = 1;

    /**
     * Squared difference of two unit normals from which a pixel is refined: under a light of diffuse 0.65 neighbours then
     * differ by at most 20 of 255 greys.
     */
    private static final double REFINE = 0.0165;

    private static final int SUB = 4;
    private static final byte MISS = 0, SKIN = 1, CUT = 2;

    private final Camera camera;
    private final float[] depth;

    /** Samples: one for each pixel, row by row, then four for each refined pixel. */
    private final byte[] hit;

    private final float[] normal;

    /** Where the four samples of a pixel start; 0: it has none. */
    private final int[] fine;

    private ViewGeometry(Camera camera, float[] depth, byte[] hit, float[] normal, int[] fine) {
        this.camera = camera;
        this.depth = depth;
        this.hit = hit;
        this.normal = normal;
        this.fine = fine;
    }

    /**
     * Casts the rays of one camera.
     *
     * @param threads number of threads; the result does not depend on it
     */
    public static ViewGeometry of(HeadSurface surface, Camera camera, int threads) {
        int w = camera.width(), h = camera.height(), n = w * h;
        float[] depth = new float[n];
        byte[] coarse = new byte[n];
        float[] normals = new float[3 * n];
        Workers.forEach(h, threads, row -> {
            Caster caster = new Caster(surface, camera);
            for (int p = row * w; p < row * w + w; p++) {
                depth[p] = caster.cast(p - row * w + 0.5, row + 0.5, coarse, normals, p);
            }
        });
        int[] fine = new int[n];
        int samples = n;
        for (int p = 0; p < n; p++) {
            if (rough(coarse, normals, w, h, p)) {
                fine[p] = samples;
                samples += SUB;
            }
        }
        byte[] hit = Arrays.copyOf(coarse, samples);
        float[] normal = Arrays.copyOf(normals, 3 * samples);
        Workers.forEach(h, threads, row -> {
            Caster caster = new Caster(surface, camera);
            for (int p = row * w; p < row * w + w; p++) {
                for (int s = 0; s < SUB && fine[p] > 0; s++) {
                    double col = p - row * w + 0.25 + 0.5 * (s & 1);
                    caster.cast(col, row + 0.25 + 0.5 * (s >> 1), hit, normal, fine[p] + s);
                }
            }
        });
        return new ViewGeometry(camera, depth, hit, normal, fine);
    }

    /** The camera. */
    public Camera camera() {
        return camera;
    }

    /**
     * The depth buffer, row by row from the top left: distance in mm of the surface from the camera, measured along the
     * viewing axis, in the middle of each pixel; positive infinity where there is no surface. Not a copy.
     */
    public float[] depthMm() {
        return depth;
    }

    /**
     * The picture under one light, 8-bit grey, of the camera's size.
     *
     * @param cutShade share of light, 0–1, that flat cuts at the border of the field of view keep, e.g. {@link #DARK_CUTS}
     * @param threads number of threads; the picture does not depend on it
     */
    public BufferedImage shade(Light light, double cutShade, int threads) {
        int w = camera.width(), h = camera.height();
        BufferedImage picture = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_GRAY);
        byte[] out = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        double[] toLight = light.direction(camera.axes());
        Workers.forEach(h, threads, row -> {
            for (int p = row * w; p < row * w + w; p++) {
                double level;
                if (fine[p] == 0) {
                    level = level(p, light, toLight, cutShade);
                } else {
                    level = 0;
                    for (int s = 0; s < SUB; s++) {
                        level += level(fine[p] + s, light, toLight, cutShade) / SUB;
                    }
                }
                out[p] = (byte) Math.clamp(Math.round(255 * level), 0, 255);
            }
        });
        return picture;
    }

    private double level(int s, Light light, double[] toLight, double cutShade) {
        if (hit[s] == MISS) {
            return light.background();
        }
        double cos = normal[3 * s] * toLight[0] + normal[3 * s + 1] * toLight[1] + normal[3 * s + 2] * toLight[2];
        double level = light.albedo() * (light.ambient() + light.diffuse() * Math.max(0, cos));
        return hit[s] == CUT ? cutShade * level : level;
    }

    private static boolean rough(byte[] hit, float[] normal, int w, int h, int p) {
        int col = p % w, row = p / w;
        return (col > 0 && differ(hit, normal, p, p - 1))
                || (col + 1 < w && differ(hit, normal, p, p + 1))
                || (row > 0 && differ(hit, normal, p, p - w))
                || (row + 1 < h && differ(hit, normal, p, p + w));
    }

    private static boolean differ(byte[] hit, float[] normal, int p, int q) {
        if (hit[p] != hit[q]) {
            return true;
        }
        double x = normal[3 * p] - normal[3 * q];
        double y = normal[3 * p + 1] - normal[3 * q + 1];
        double z = normal[3 * p + 2] - normal[3 * q + 2];
        return hit[p] != MISS && x * x + y * y + z * z > REFINE;
    }

    /** The state that one thread needs to cast the rays of a camera. */
    private static final class Caster {
        private final HeadSurface.Ray ray;
        private final double[] right, up, eye = new double[3], middle = new double[3], direction = new double[3];
        private final double pixelMm, halfWidth, halfHeight, distanceMm;

        Caster(HeadSurface surface, Camera camera) {
            ray = surface.new Ray();
            double[][] axes = camera.axes();
            right = axes[0];
            up = axes[1];
            pixelMm = camera.fieldWidthMm() / camera.width();
            halfWidth = 0.5 * camera.width();
            halfHeight = 0.5 * camera.height();
            distanceMm = camera.distanceMm();
            for (int a = 0; a < 3; a++) {
                middle[a] = -distanceMm * axes[2][a];
                eye[a] = camera.centreMm()[a] - middle[a];
            }
        }

        /** Casts one ray, stores what it hits as sample s, and returns the depth. */
        float cast(double col, double row, byte[] hit, float[] normal, int s) {
            double u = (col - halfWidth) * pixelMm, v = (halfHeight - row) * pixelMm;
            double n = 0;
            for (int a = 0; a < 3; a++) {
                direction[a] = middle[a] + u * right[a] + v * up[a];
                n += direction[a] * direction[a];
            }
            n = 1 / Math.sqrt(n);
            for (int a = 0; a < 3; a++) {
                direction[a] *= n;
            }
            if (!ray.cast(eye, direction)) {
                hit[s] = MISS;
                return Float.POSITIVE_INFINITY;
            }
            hit[s] = ray.cut ? CUT : SKIN;
            normal[3 * s] = (float) ray.normalX;
            normal[3 * s + 1] = (float) ray.normalY;
            normal[3 * s + 2] = (float) ray.normalZ;
            return (float) (ray.t * n * distanceMm);
        }
    }
}
