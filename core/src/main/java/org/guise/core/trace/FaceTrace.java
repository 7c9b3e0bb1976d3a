package org.guise.core.trace;

import java.util.ArrayList;
import java.util.List;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Landmark;
import org.guise.core.register.AtlasModel;
import org.guise.core.render.HeadSurface;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * Measures by geometry alone how much of a face stands in a scan: rays are cast from the front at the places where the
 * fitted atlas has its face, and the skin they meet is compared with the atlas person's. Of the fit only the affine part
 * is used, so that a removed face is not pulled out of the brain by the deformation.
 *
 * <p>Two questions are asked of each part of the face. Is there anything as far forward as the atlas's skin, or further? Affine
 * fits of small heads were seen to leave the face 20 to 40 mm behind the person's, never the other way round, and what is cut out
 * of a face lies behind it. And does the surface rise and fall as a face does, the nose above the cheeks, the eyes below the
 * brows? That is the correlation of the two reliefs, each less its best plane. Immutable, thread-safe.
 */
public final class FaceTrace {
    /** Rays stand this far apart in the atlas's frontal plane. */
    private static final double STEP_MM = 3;
    /** Rays start this far in front of the atlas's skin. */
    private static final double START_MM = 60;
    /** Skin at most this far behind the atlas's counts as there. */
    private static final double THERE_MM = 10;
    /** Where a ray meets nothing, this far behind the atlas's skin is taken. */
    private static final double NOTHING_MM = 100;
    /** Where the atlas's skin is steeper than this, rays say little. */
    private static final double STEEPEST = 1.6;

    private static final int FEWEST = 25;

    private final List<Ray> rays;

    /** A part of the face. */
    public enum Part {
        /** Both orbits, the brows and the bridge of the nose. */
        EYES,
        NOSE,
        /** Lips and chin. */
        MOUTH
    }

    /** One place of the atlas's face. @param y where its skin is, atlas mm */
    private record Ray(Part part, double x, double y, double z) {}

    /**
     * What was found of one part.
     *
     * @param seen share of it within the field of view, 0 to 1
     * @param there share of what is seen that has skin no more than 10 mm behind the atlas's
     * @param relief correlation of the reliefs of scan and atlas, −1 to 1; 0 where too little is seen
     */
    public record Found(Part part, double seen, double there, double relief) {}

    /** Prepares the face of an atlas. */
    public FaceTrace(AtlasModel model) {
        Atlas atlas = model.atlas();
        double[] nose = landmark(atlas, Landmark.PRONASALE), sellion = landmark(atlas, Landmark.SELLION);
        double[] chin = landmark(atlas, Landmark.POGONION);
        double[] mouth = landmark(atlas, Landmark.MOUTH_LEFT);
        double eyes = 0.5 * (landmark(atlas, Landmark.EYE_OUTER_LEFT)[2] + landmark(atlas, Landmark.EYE_INNER_LEFT)[2]);
        List<Ray> all = new ArrayList<>();
        add(all, model, Part.EYES, nose[0], 48, eyes - 14, sellion[2] + 22, nose[1]);
        add(all, model, Part.NOSE, nose[0], 32, nose[2] - 14, sellion[2] - 2, nose[1]);
        add(all, model, Part.MOUTH, nose[0], 36, chin[2] - 6, mouth[2] + 14, nose[1]);
        rays = List.copyOf(all);
    }

    private static double[] landmark(Atlas atlas, Landmark which) {
        double[] p = atlas.landmarks().get(which);
        if (p == null) {
            throw new IllegalArgumentException("the atlas has no landmark " + which);
        }
        return p;
    }

    private static void add(
            List<Ray> all,
            AtlasModel model,
            Part part,
            double middle,
            double half,
            double low,
            double high,
            double front) {
        for (double z = low; z <= high; z += STEP_MM) {
            for (double x = middle - half; x <= middle + half; x += STEP_MM) {
                double y = skin(model, x, z, front + 10);
                double steep = Math.max(
                        Math.abs(skin(model, x + 1, z, front + 10) - skin(model, x - 1, z, front + 10)),
                        Math.abs(skin(model, x, z + 1, front + 10) - skin(model, x, z - 1, front + 10)));
                if (steep < 2 * STEEPEST) {
                    all.add(new Ray(part, x, y, z));
                }
            }
        }
    }

    /** Where the atlas's skin is met coming from the front; NaN where it is not. */
    private static double skin(AtlasModel model, double x, double z, double from) {
        double[] p = {x, from, z};
        while (p[1] > from - 140) {
            double depth = model.skinDepth(p);
            if (depth >= 0) {
                return p[1] + depth;
            }
            p[1] -= Math.max(0.25, -0.9 * depth);
        }
        return Double.NaN;
    }

    /**
     * What there is of each part, in the order of {@link Part}.
     *
     * @param surface of the scan
     * @param scanToAtlas the affine part of a fit, see {@link org.guise.core.register.HeadFit#affine}
     * @param grid of the scan: what lies outside was not seen
     */
    public List<Found> of(HeadSurface surface, Affine scanToAtlas, Grid grid) {
        Affine back = scanToAtlas.inverse(), toVoxel = grid.worldToVoxel();
        double[] d = {-back.get(0, 1), -back.get(1, 1), -back.get(2, 1)};
        double scale = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
        for (int a = 0; a < 3; a++) {
            d[a] /= scale;
        }
        int n = rays.size();
        double[] gap = new double[n];
        for (int i = 0; i < n; i++) {
            Ray r = rays.get(i);
            gap[i] = Double.NaN;
            if (inside(toVoxel, back.apply(r.x, r.y - 4, r.z), grid)) {
                double t = surface.depthMm(back.apply(r.x, r.y + START_MM, r.z), d);
                gap[i] = Double.isNaN(t) ? NOTHING_MM : t / scale - START_MM;
            }
        }
        List<Found> all = new ArrayList<>();
        for (Part p : Part.values()) {
            all.add(found(p, gap));
        }
        return List.copyOf(all);
    }

    private static boolean inside(Affine toVoxel, double[] p, Grid grid) {
        double[] v = toVoxel.apply(p);
        int[] box = {grid.nx(), grid.ny(), grid.nz()};
        for (int a = 0; a < 3; a++) {
            if (!(v[a] >= 0.5 && v[a] <= box[a] - 1.5)) {
                return false;
            }
        }
        return true;
    }

    private Found found(Part part, double... gap) {
        int all = 0, seen = 0, there = 0;
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < gap.length; i++) {
            Ray r = rays.get(i);
            if (r.part != part) {
                continue;
            }
            all++;
            if (!Double.isNaN(gap[i])) {
                seen++;
                there += gap[i] < THERE_MM ? 1 : 0;
                rows.add(new double[] {r.x, r.z, r.y, r.y - gap[i]});
            }
        }
        return new Found(
                part,
                (double) seen / Math.max(1, all),
                (double) there / Math.max(1, seen),
                seen < FEWEST ? 0 : relief(rows));
    }

    /** Correlation of the last two columns once each has lost its best plane over the first two. */
    private static double relief(List<double[]> rows) {
        double[] a = flat(rows, 2), b = flat(rows, 3);
        double ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return aa * bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    /** Column {@code c} less its least-squares plane over the centred columns 0 and 1. */
    private static double[] flat(List<double[]> rows, int c) {
        int n = rows.size();
        double mx = 0, mz = 0, mv = 0;
        for (double[] r : rows) {
            mx += r[0] / n;
            mz += r[1] / n;
            mv += r[c] / n;
        }
        double xx = 0, xz = 0, zz = 0, xv = 0, zv = 0;
        for (double[] r : rows) {
            double x = r[0] - mx, z = r[1] - mz, v = r[c] - mv;
            xx += x * x;
            xz += x * z;
            zz += z * z;
            xv += x * v;
            zv += z * v;
        }
        double det = xx * zz - xz * xz;
        double sx = det > 0 ? (xv * zz - zv * xz) / det : 0, sz = det > 0 ? (zv * xx - xv * xz) / det : 0;
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            double[] r = rows.get(i);
            out[i] = r[c] - mv - sx * (r[0] - mx) - sz * (r[1] - mz);
        }
        return out;
    }
}
