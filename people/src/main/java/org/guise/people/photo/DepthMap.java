package org.guise.people.photo;

import java.util.Arrays;
import java.util.List;

/** What a distant light sees first: a shadow map (Williams 1978). Immutable once made, thread-safe. */
final class DepthMap {
    /** Hair thinner than this lets the light through. */
    private static final float SOLID_ALPHA = 0.5f;

    private final View view;
    private final float[] nearest;

    /**
     * @param from unit vector towards the light
     * @param centre of the square that is covered, mm
     * @param fieldMm its side
     */
    DepthMap(double[] from, double[] centre, double fieldMm, int pixels, List<Scene.Layer> layers) {
        view = View.parallel(from, centre, fieldMm, pixels);
        nearest = new float[pixels * pixels];
        Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
        for (Scene.Layer layer : layers) {
            if (layer.look().nearerMm() == 0 && layer.look().kind() != Look.Kind.GLASSY) {
                draw(layer);
            }
        }
    }

    private void draw(Scene.Layer layer) {
        Surface s = layer.surface();
        double[] p = Rasteriser.project(view, s.points());
        int[] t = s.triangles();
        float[] uv = s.uv();
        boolean solid = layer.look().kind() == Look.Kind.OPAQUE;
        Texture texture = layer.look().texture();
        for (int i = 0; i < t.length; i += 3) {
            int at = 2 * i;
            Rasteriser.draw(p, t[i], t[i + 1], t[i + 2], view.width(), view.height(), false, (pixel, b, c, near) -> {
                if (near > nearest[pixel]
                        && (solid
                                || texture.alpha(
                                                uv[at] + b * (uv[at + 2] - uv[at]) + c * (uv[at + 4] - uv[at]),
                                                uv[at + 1]
                                                        + b * (uv[at + 3] - uv[at + 1])
                                                        + c * (uv[at + 5] - uv[at + 1]))
                                        > SOLID_ALPHA)) {
                    nearest[pixel] = near;
                }
            });
        }
    }

    /** Whether the light reaches a point: nothing lies more than {@code biasMm} before it. */
    boolean lit(double x, double y, double z, double biasMm) {
        double[] q = new double[3];
        view.project(x, y, z, q, 0);
        int i = (int) Math.floor(q[0]);
        int j = (int) Math.floor(q[1]);
        return i < 0
                || j < 0
                || i >= view.width()
                || j >= view.height()
                || q[2] + biasMm >= nearest[j * view.width() + i];
    }

    /** Share of the light that reaches a point, softened over four by four samples. */
    float light(double x, double y, double z, double biasMm, double[] scratch) {
        view.project(x, y, z, scratch, 0);
        int w = view.width();
        double u = scratch[0] - 0.5;
        double v = scratch[1] - 0.5;
        int i = (int) Math.floor(u) - 1;
        int j = (int) Math.floor(v) - 1;
        if (i < 0 || j < 0 || i + 3 >= w || j + 3 >= view.height()) {
            return 1;
        }
        float fu = (float) (u - i - 1);
        float fv = (float) (v - j - 1);
        float level = (float) (scratch[2] + biasMm);
        float sum = 0;
        for (int b = 0; b < 4; b++) {
            float wv = b == 0 ? 1 - fv : b == 3 ? fv : 1;
            for (int a = 0; a < 4; a++) {
                float wu = a == 0 ? 1 - fu : a == 3 ? fu : 1;
                sum += level >= nearest[(j + b) * w + i + a] ? wu * wv : 0;
            }
        }
        return sum / 9;
    }
}
