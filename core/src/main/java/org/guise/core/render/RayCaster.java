package org.guise.core.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Draws a head surface with one camera and one light. */
public final class RayCaster {
    /** Share of light that the flat cut at the border of the field of view keeps: it must not pass for skin. */
    static final double CUT_SHADE = 0.45;

    /** Neighbouring pixels that differ by more grey levels than this are refined by four rays. */
    private static final int REFINE_STEP = 20;

    private RayCaster() {}

    /**
     * The picture of a surface.
     *
     * @param threads number of threads; the picture does not depend on it
     * @return 8-bit grey picture of the camera's size; edges are smoothed by four rays a pixel
     */
    public static BufferedImage render(HeadSurface surface, Camera camera, Light light, int threads) {
        int w = camera.width(), h = camera.height();
        byte[] once = new byte[w * h];
        Workers.forEach(h, threads, row -> {
            Pen pen = new Pen(surface, camera, light);
            for (int col = 0; col < w; col++) {
                once[row * w + col] = grey(pen.level(col + 0.5, row + 0.5));
            }
        });
        BufferedImage picture = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_GRAY);
        byte[] out = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        Workers.forEach(h, threads, row -> {
            Pen pen = new Pen(surface, camera, light);
            for (int col = 0; col < w; col++) {
                out[row * w + col] = rough(once, w, h, col, row) ? grey(pen.fourRays(col, row)) : once[row * w + col];
            }
        });
        return picture;
    }

    private static boolean rough(byte[] v, int w, int h, int col, int row) {
        int here = v[row * w + col] & 255;
        return (col > 0 && Math.abs(here - (v[row * w + col - 1] & 255)) > REFINE_STEP)
                || (col + 1 < w && Math.abs(here - (v[row * w + col + 1] & 255)) > REFINE_STEP)
                || (row > 0 && Math.abs(here - (v[row * w - w + col] & 255)) > REFINE_STEP)
                || (row + 1 < h && Math.abs(here - (v[row * w + w + col] & 255)) > REFINE_STEP);
    }

    private static byte grey(double level) {
        return (byte) Math.clamp(Math.round(255 * level), 0, 255);
    }

    /** The state one thread needs to find the grey of a point of the picture. */
    private static final class Pen {
        private final HeadSurface.Ray ray;
        private final Light light;
        private final double[] right, up, eye = new double[3], middle = new double[3];
        private final double[] toLight = new double[3], direction = new double[3];
        private final double pixelMm, halfWidth, halfHeight;

        Pen(HeadSurface surface, Camera camera, Light light) {
            this.light = light;
            ray = surface.new Ray();
            double[][] axes = camera.axes();
            right = axes[0];
            up = axes[1];
            pixelMm = camera.fieldWidthMm() / camera.width();
            halfWidth = 0.5 * camera.width();
            halfHeight = 0.5 * camera.height();
            double yaw = Math.toRadians(light.yawDeg()), pitch = Math.toRadians(light.pitchDeg());
            for (int a = 0; a < 3; a++) {
                eye[a] = camera.centreMm()[a] + camera.distanceMm() * axes[2][a];
                middle[a] = -camera.distanceMm() * axes[2][a];
                toLight[a] = Math.cos(pitch) * (Math.cos(yaw) * axes[2][a] + Math.sin(yaw) * right[a])
                        + Math.sin(pitch) * up[a];
            }
        }

        double level(double col, double row) {
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
                return light.background();
            }
            double cos = ray.normalX * toLight[0] + ray.normalY * toLight[1] + ray.normalZ * toLight[2];
            double level = light.albedo() * (light.ambient() + light.diffuse() * Math.max(0, cos));
            return ray.cut ? CUT_SHADE * level : level;
        }

        double fourRays(int col, int row) {
            return 0.25
                    * (level(col + 0.25, row + 0.25)
                            + level(col + 0.75, row + 0.25)
                            + level(col + 0.25, row + 0.75)
                            + level(col + 0.75, row + 0.75));
        }
    }
}
