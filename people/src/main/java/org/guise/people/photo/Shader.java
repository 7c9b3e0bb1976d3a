package org.guise.people.photo;

import org.jspecify.annotations.Nullable;

/**
 * The colour of a point of a layer: wrapped Lambert, Blinn-Phong highlight (Blinn 1977), shadow map and ambient occlusion,
 * all in linear light. For one thread.
 */
final class Shader {
    private static final double SHADOW_BIAS_MM = 1.6;
    /** Softening reaches furthest in red, as light in skin does. */
    private static final float[] SOFT = {1, 0.7f, 0.6f};

    private final Scene scene;
    private final float[] texel = new float[4];
    private final double[] scratch = new double[3];
    private final float[] keyColour;
    private final double[] eye;

    private int layer;
    private Surface surface;
    private Look look;
    private float[] open;
    private float brightness;

    /** Linear red, green, blue; not multiplied with alpha. */
    final float[] rgb = new float[3];
    /** Linear highlight. */
    float highlight;

    float alpha;

    Shader(Scene scene, View view) {
        this.scene = scene;
        eye = view.eye();
        double warm = scene.lighting().warmth();
        keyColour = new float[] {(float) (1 + warm), 1, (float) (1 - warm)};
        layer = -1;
        Scene.Layer first = scene.layers().getFirst();
        surface = first.surface();
        look = first.look();
        open = scene.open(0);
        use(0);
    }

    /** Chooses the layer of the following points. */
    void use(int newLayer) {
        if (newLayer == layer) {
            return;
        }
        layer = newLayer;
        surface = scene.layers().get(layer).surface();
        look = scene.layers().get(layer).look();
        open = scene.open(layer);
        brightness = look.recolour() ? 1 / Math.max(0.005f, look.texture().meanLuminance()) : 1;
    }

    /**
     * Shades a point of a triangle.
     *
     * @param t first corner of the triangle in the layer's list
     * @return whether anything is there
     */
    boolean shade(int t, float b, float c) {
        float a = 1 - b - c;
        float[] uv = surface.uv();
        look.texture()
                .sample(
                        a * uv[2 * t] + b * uv[2 * t + 2] + c * uv[2 * t + 4],
                        a * uv[2 * t + 1] + b * uv[2 * t + 3] + c * uv[2 * t + 5],
                        texel);
        alpha = look.kind() == Look.Kind.OPAQUE ? 1 : texel[3];
        if (alpha < 0.004f && look.kind() != Look.Kind.GLASSY) {
            return false;
        }
        int i = surface.triangles()[t];
        int j = surface.triangles()[t + 1];
        int k = surface.triangles()[t + 2];
        float[] n = surface.normals();
        double nx = a * n[3 * i] + b * n[3 * j] + c * n[3 * k];
        double ny = a * n[3 * i + 1] + b * n[3 * j + 1] + c * n[3 * k + 1];
        double nz = a * n[3 * i + 2] + b * n[3 * j + 2] + c * n[3 * k + 2];
        double l = 1 / Math.max(1e-6, Math.sqrt(nx * nx + ny * ny + nz * nz));
        double[] p = surface.points();
        double x = a * p[3 * i] + b * p[3 * j] + c * p[3 * k];
        double y = a * p[3 * i + 1] + b * p[3 * j + 1] + c * p[3 * k + 1];
        double z = a * p[3 * i + 2] + b * p[3 * j + 2] + c * p[3 * k + 2];
        double vx = eye[0] - x;
        double vy = eye[1] - y;
        double vz = eye[2] - z;
        double lv = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
        if (look.kind() == Look.Kind.BLENDED && nx * vx + ny * vy + nz * vz < 0) {
            l = -l; // hair and brows are sheets with two sides
        }
        nx *= l;
        ny *= l;
        nz *= l;
        double[] key = scene.toKey();
        double cos = nx * key[0] + ny * key[1] + nz * key[2];
        float reach = cos + look.softness() <= 0
                ? 0
                : scene.shadow().light(x + 1.2 * nx, y + 1.2 * ny, z + 1.2 * nz, SHADOW_BIAS_MM, scratch);
        double[] fill = scene.toFill();
        double cosFill = nx * fill[0] + ny * fill[1] + nz * fill[2];
        float free = a * open[i] + b * open[j] + c * open[k];
        free = look.leastOpen() + (1 - look.leastOpen()) * free;
        Lighting lights = scene.lighting();
        double around = lights.ambient() * free * (0.75 + 0.25 * nz);
        float luminance = (float) Texture.luminance(texel[0], texel[1], texel[2]);
        float grey = 1 + look.contrast() * (Math.min(2, brightness * luminance) - 1);
        float[] fabric = worn(a, b, c, i, j, k);
        for (int m = 0; m < 3; m++) {
            double soft = look.softness() * SOFT[m];
            double direct = Math.max(0, (cos + soft) / (1 + soft)) * lights.key() * keyColour[m];
            double other = Math.max(0, (cosFill + soft) / (1 + soft)) * lights.fill() * (0.4 + 0.6 * free);
            float own = texel[m] + look.pallor() * (luminance - texel[m]);
            float albedo = fabric != null ? fabric[m] : look.colour()[m] * (look.recolour() ? grey : own);
            rgb[m] = (float) (albedo * (direct * reach + other + around));
        }
        double hx = vx * lv + key[0];
        double hy = vy * lv + key[1];
        double hz = vz * lv + key[2];
        double h = (nx * hx + ny * hy + nz * hz) / Math.sqrt(hx * hx + hy * hy + hz * hz);
        highlight = fabric != null || h <= 0
                ? 0
                : (float) (look.specular() * lights.key() * reach * Math.exp(look.gloss() * Math.log(h)));
        return true;
    }

    /** The colour of the shirt at a point; null where skin is bare. */
    private float @Nullable [] worn(float a, float b, float c, int i, int j, int k) {
        float[] above = surface.aboveCollarMm();
        return above != null && a * above[i] + b * above[j] + c * above[k] < 0 ? look.fabric() : null;
    }
}
