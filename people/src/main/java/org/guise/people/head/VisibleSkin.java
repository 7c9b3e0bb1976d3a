package org.guise.people.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The skin of head, neck and shoulders as a camera sees it: refined once, with texture coordinates, and with the insides of
 * lids and lips, which {@link HeadMesh} closes. Thread-safe.
 */
public final class VisibleSkin {
    /** Height of the cut in the base mesh: below the armpits, so that no picture of a face shows it. */
    private static final double CUT_MM = 440;

    /** Height of the pit of the neck in the base mesh. */
    private static final double COLLAR_MM = 562;

    /** How much the collar rises per mm towards the back. */
    private static final double COLLAR_RISE = 0.42;

    private static final double COLLAR_FRONT_MM = 90;

    private final int[] cageToBody;
    private final CatmullClark refine;
    private final int[] triangles;
    private final float[] uv;
    private final float[] aboveCollarMm;

    VisibleSkin(MakeHuman human) {
        double[] base = human.shape(Map.of());
        MakeHuman.Quads body = human.group("body");
        float[] texture = human.texture();
        List<int[]> faces = new ArrayList<>();
        List<int[]> corners = new ArrayList<>();
        for (int q = 0; q < body.vertices().length; q += 4) {
            int[] quad = Arrays.copyOfRange(body.vertices(), q, q + 4);
            if (Arrays.stream(quad).allMatch(v -> base[3 * v + 2] > CUT_MM)) {
                faces.add(quad);
                corners.add(Arrays.copyOfRange(body.texture(), q, q + 4));
            }
        }
        int open = faces.size();
        faces = HeadTopology.closed(faces);
        Map<Integer, Integer> number = new HashMap<>();
        faces.forEach(f -> Arrays.stream(f).forEach(v -> number.putIfAbsent(v, number.size())));
        cageToBody = new int[number.size()];
        number.forEach((v, n) -> cageToBody[n] = v);
        refine = new CatmullClark(
                cageToBody.length,
                faces.stream()
                        .map(f -> Arrays.stream(f).map(number::get).toArray())
                        .toArray(int[][]::new));
        // Six corners per corner of a face, in the order of the faces: the polygons that close the cut come last.
        triangles = Arrays.copyOf(refine.triangles(), 24 * open);
        uv = uv(corners, texture);
        double[] p = refine.apply(cage(base));
        aboveCollarMm = new float[p.length / 3];
        for (int i = 0; i < aboveCollarMm.length; i++) {
            double collar = COLLAR_MM + COLLAR_RISE * (COLLAR_FRONT_MM - p[3 * i + 1]);
            aboveCollarMm[i] = (float) (p[3 * i + 2] - collar);
        }
    }

    /** Texture coordinates are refined linearly: corner, middle of edge, middle of face. */
    private static float[] uv(List<int[]> corners, float[] texture) {
        float[] uv = new float[48 * corners.size()];
        int at = 0;
        for (int[] f : corners) {
            for (int c = 0; c < 4; c++) {
                for (int a = 0; a < 2; a++) {
                    float here = texture[2 * f[c] + a];
                    float after = 0.5f * (here + texture[2 * f[(c + 1) % 4] + a]);
                    float before = 0.5f * (here + texture[2 * f[(c + 3) % 4] + a]);
                    float middle = 0.25f
                            * (texture[2 * f[0] + a]
                                    + texture[2 * f[1] + a]
                                    + texture[2 * f[2] + a]
                                    + texture[2 * f[3] + a]);
                    float[] six = {here, after, middle, here, middle, before};
                    for (int k = 0; k < 6; k++) {
                        uv[at + 2 * k + a] = six[k];
                    }
                }
                at += 12;
            }
        }
        return uv;
    }

    private double[] cage(double[] body) {
        double[] p = new double[3 * cageToBody.length];
        for (int i = 0; i < cageToBody.length; i++) {
            System.arraycopy(body, 3 * cageToBody[i], p, 3 * i, 3);
        }
        return p;
    }

    /** The refined points of a body as {@link HeadModel#body} gives it, mm, xyz interleaved. */
    public double[] points(double[] body) {
        return refine.apply(cage(body));
    }

    /** Three point numbers per triangle, counter-clockwise from outside; shared, not copied. */
    public int[] triangles() {
        return triangles;
    }

    /** Texture coordinates, u and v of each of the three corners per triangle, v upwards; shared, not copied. */
    public float[] uv() {
        return uv;
    }

    /** Height of each point above the collar of a round-necked shirt, mm on the base mesh; shared, not copied. */
    public float[] aboveCollarMm() {
        return aboveCollarMm;
    }
}
