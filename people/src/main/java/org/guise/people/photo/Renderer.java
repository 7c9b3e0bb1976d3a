package org.guise.people.photo;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a scene: opaque layers through a depth buffer, each visible sample shaded once; then the triangles of the blended
 * layers over it, the farthest first. Single-threaded, so that a picture depends on nothing but its scene.
 */
final class Renderer {
    /** Samples per pixel along each axis. */
    static final int SAMPLES = 2;

    private final View view;
    private final int width;
    private final float[] nearest;
    private final int[] layerOf;
    private final int[] triangleOf;
    private final float[] share;
    private final float[] rgb;

    private Renderer(View view, float[] background) {
        this.view = view;
        width = view.width();
        int n = width * view.height();
        nearest = new float[n];
        layerOf = new int[n];
        Arrays.fill(layerOf, -1);
        triangleOf = new int[n];
        share = new float[2 * n];
        rgb = background;
    }

    /**
     * Draws into a background.
     *
     * @param background linear rgb interleaved, {@code float[3 · width · height]} of the view; modified
     * @param depthMm depth of what is already in the background along the viewing axis, of the view's size; infinite where
     *     there is nothing; null for nothing at all
     */
    static void draw(Scene scene, View view, float[] background, float @Nullable [] depthMm) {
        Renderer r = new Renderer(view, background);
        for (int i = 0; depthMm != null && i < depthMm.length; i++) {
            r.nearest[i] = 1 / depthMm[i];
        }
        r.opaque(scene);
        r.blended(scene);
    }

    private void opaque(Scene scene) {
        for (int l = 0; l < scene.layers().size(); l++) {
            if (scene.layers().get(l).look().kind() != Look.Kind.OPAQUE) {
                continue;
            }
            Surface s = scene.layers().get(l).surface();
            double[] p = Rasteriser.project(view, s.points());
            int[] t = s.triangles();
            int layer = l;
            for (int i = 0; i < t.length; i += 3) {
                int first = i;
                Rasteriser.draw(p, t[i], t[i + 1], t[i + 2], width, view.height(), true, (pixel, b, c, near) -> {
                    if (near > nearest[pixel]) {
                        nearest[pixel] = near;
                        layerOf[pixel] = layer;
                        triangleOf[pixel] = first;
                        share[2 * pixel] = b;
                        share[2 * pixel + 1] = c;
                    }
                });
            }
        }
        Shader shader = new Shader(scene, view);
        for (int pixel = 0; pixel < layerOf.length; pixel++) {
            if (layerOf[pixel] >= 0) {
                shader.use(layerOf[pixel]);
                shader.shade(triangleOf[pixel], share[2 * pixel], share[2 * pixel + 1]);
                for (int m = 0; m < 3; m++) {
                    rgb[3 * pixel + m] = shader.rgb[m] + shader.highlight;
                }
            }
        }
    }

    private void blended(Scene scene) {
        int layers = scene.layers().size();
        int[] start = new int[layers + 1];
        double[][] projected = new double[layers][];
        for (int l = 0; l < layers; l++) {
            Scene.Layer layer = scene.layers().get(l);
            boolean mine = layer.look().kind() != Look.Kind.OPAQUE;
            projected[l] = mine ? Rasteriser.project(view, layer.surface().points()) : new double[0];
            for (int i = 2; mine && layer.look().nearerMm() != 0 && i < projected[l].length; i += 3) {
                projected[l][i] = view.nearer(projected[l][i], layer.look().nearerMm());
            }
            start[l + 1] = start[l] + (mine ? layer.surface().triangles().length / 3 : 0);
        }
        int n = start[layers];
        int[] layerOfTriangle = new int[n];
        double[] middle = new double[n];
        for (int l = 0; l < layers; l++) {
            int[] t = scene.layers().get(l).surface().triangles();
            for (int i = start[l]; i < start[l + 1]; i++) {
                layerOfTriangle[i] = l;
                for (int c = 0; c < 3; c++) {
                    middle[i] += projected[l][3 * t[3 * (i - start[l]) + c] + 2];
                }
            }
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(middle[a], middle[b]))
                .mapToInt(i -> i)
                .toArray();
        Shader shader = new Shader(scene, view);
        for (int i : order) {
            int l = layerOfTriangle[i];
            Scene.Layer layer = scene.layers().get(l);
            int[] t = layer.surface().triangles();
            int first = 3 * (i - start[l]);
            boolean glassy = layer.look().kind() == Look.Kind.GLASSY;
            shader.use(l);
            Rasteriser.draw(
                    projected[l],
                    t[first],
                    t[first + 1],
                    t[first + 2],
                    width,
                    view.height(),
                    true,
                    (pixel, b, c, near) -> {
                        if (near >= nearest[pixel] && shader.shade(first, b, c)) {
                            float light = glassy ? shader.highlight : shader.alpha * shader.highlight;
                            for (int m = 0; m < 3; m++) {
                                float under = rgb[3 * pixel + m];
                                rgb[3 * pixel + m] = under + shader.alpha * (shader.rgb[m] - under) + light;
                            }
                        }
                    });
        }
    }
}
