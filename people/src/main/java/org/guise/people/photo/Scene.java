package org.guise.people.photo;

import java.util.List;

/**
 * Surfaces with their looks, lit and ready to be seen.
 *
 * <p>Ambient occlusion: how much of the light from all around reaches each point, by depth maps from eight directions.
 */
final class Scene {
    /** A surface and how it takes light. */
    record Layer(Surface surface, Look look) {}

    private static final double FIELD_MM = 420;
    private static final int SHADOW_PIXELS = 512;
    private static final int AMBIENT_PIXELS = 160;
    private static final double AMBIENT_BIAS_MM = 3.5;
    private static final int DIRECTIONS = 8;

    private final List<Layer> layers;
    private final float[][] open;
    private final DepthMap shadow;
    private final Lighting lighting;
    private final double[] toKey;
    private final double[] toFill;

    /**
     * @param centre of the head, mm
     * @param view of the camera, to which the lights are fixed
     */
    Scene(List<Layer> layers, double[] centre, View view, Lighting lighting) {
        this.layers = layers;
        this.lighting = lighting;
        toKey = lighting.toKey(view);
        toFill = lighting.toFill(view);
        shadow = new DepthMap(toKey, centre, FIELD_MM, SHADOW_PIXELS, layers);
        open = new float[layers.size()][];
        DepthMap[] maps = new DepthMap[DIRECTIONS];
        double[][] from = new double[DIRECTIONS][];
        for (int d = 0; d < DIRECTIONS; d++) {
            // A golden spiral from the zenith down to 45 degrees below the horizon: little light comes from the floor.
            double z = 1 - 1.7 * (d + 0.5) / DIRECTIONS;
            double r = Math.sqrt(1 - z * z);
            double phi = d * Math.PI * (3 - Math.sqrt(5));
            from[d] = new double[] {r * StrictMath.cos(phi), r * StrictMath.sin(phi), z};
            maps[d] = new DepthMap(from[d], centre, FIELD_MM, AMBIENT_PIXELS, layers);
        }
        for (int l = 0; l < open.length; l++) {
            open[l] = openness(layers.get(l).surface(), maps, from);
        }
    }

    private static float[] openness(Surface s, DepthMap[] maps, double[][] from) {
        float[] n = s.normals();
        double[] p = s.points();
        float[] out = new float[p.length / 3];
        for (int i = 0; i < out.length; i++) {
            double all = 1e-6;
            double seen = 0;
            for (int d = 0; d < maps.length; d++) {
                double cos = n[3 * i] * from[d][0] + n[3 * i + 1] * from[d][1] + n[3 * i + 2] * from[d][2];
                if (cos > 0) {
                    all += cos;
                    seen += maps[d].lit(
                                    p[3 * i] + n[3 * i],
                                    p[3 * i + 1] + n[3 * i + 1],
                                    p[3 * i + 2] + n[3 * i + 2],
                                    AMBIENT_BIAS_MM)
                            ? cos
                            : 0;
                }
            }
            out[i] = (float) (seen / all);
        }
        return out;
    }

    List<Layer> layers() {
        return layers;
    }

    /** Share of the ambient light that reaches each point of a layer. */
    float[] open(int layer) {
        return open[layer];
    }

    DepthMap shadow() {
        return shadow;
    }

    Lighting lighting() {
        return lighting;
    }

    double[] toKey() {
        return toKey;
    }

    double[] toFill() {
        return toFill;
    }
}
