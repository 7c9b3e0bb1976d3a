package org.guise.core.reface;

import java.util.HashSet;
import java.util.Set;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/** Marks what is kept on purpose on the atlas's {@link AtlasModel#distanceGrid()}. */
final class KeptMarks {
    /** Air belongs to the part whose tissue is nearest, but not further out than this: a larger ear or nose lies in it. */
    private static final float AIR_MM = 25;

    private static final double NASION_MM = 12;

    private KeptMarks() {}

    /**
     * {@link AtlasZone#GENTLE} for ears, which lie at the side of the face, and {@link AtlasZone#STEEP} for what lies in the
     * middle of it; 0 for the rest.
     *
     * @throws IllegalArgumentException if the atlas lacks the landmark of a part
     */
    static byte[] of(Kept kept, HeadFit fit, AtlasModel model, Parallel par) {
        Grid g = model.distanceGrid();
        byte[] marks = new byte[g.size()];
        Set<FacePart> middle = new HashSet<>(kept.parts());
        if (middle.remove(FacePart.EARS)) {
            mark(marks, AtlasZone.GENTLE, Set.of(FacePart.EARS), model, par);
        }
        if (!middle.isEmpty()) {
            mark(marks, AtlasZone.STEEP, middle, model, par);
        }
        if (kept.parts().contains(FacePart.NASION)) {
            double[] sellion = model.atlas().landmarks().get(Landmark.SELLION);
            if (sellion == null) {
                throw new IllegalArgumentException(
                        "atlas " + model.atlas().id() + " has no landmark SELLION: the nasion cannot be kept with it");
            }
            ball(marks, g, sellion);
        }
        kept.around().ifPresent(s -> {
            double[] y = new double[3];
            Affine toG = g.worldToVoxel();
            s.each(AtlasZone.KEPT_WIDER_MM, (wx, wy, wz) -> {
                fit.atlasPoint(wx, wy, wz, y);
                corners(marks, g, toG.x(y[0], y[1], y[2]), toG.y(y[0], y[1], y[2]), toG.z(y[0], y[1], y[2]));
            });
        });
        return marks;
    }

    /** Marks tissue of the parts and the air in front of it. */
    private static void mark(byte[] marks, byte as, Set<FacePart> parts, AtlasModel model, Parallel par) {
        Grid g = model.distanceGrid(), f = model.atlas().region().grid();
        byte[] region = model.atlas().region().data();
        byte[] tissue = new byte[g.size()];
        boolean[] wanted = new boolean[Region.values().length];
        for (Region r : Region.values()) {
            wanted[r.ordinal()] = parts.stream().anyMatch(p -> p.has(r));
        }
        for (int p = 0; p < tissue.length; p++) {
            int x = 2 * (p % g.nx()), y = 2 * (p / g.nx() % g.ny()), z = 2 * (p / (g.nx() * g.ny()));
            for (int c = 0; c < 8; c++) {
                tissue[p] |= (byte) (wanted[region[f.index(x + (c & 1), y + (c >> 1 & 1), z + (c >> 2))]] ? 1 : 0);
            }
        }
        float[] skin = model.skinDistance();
        double[] h = {g.spacingMm(0), g.spacingMm(1), g.spacingMm(2)};
        float[] toPart = DistanceTransform.distance(g.nx(), g.ny(), g.nz(), h, p -> tissue[p] != 0, par);
        float[] toOther =
                DistanceTransform.distance(g.nx(), g.ny(), g.nz(), h, p -> tissue[p] == 0 && skin[p] < 0, par);
        for (int p = 0; p < tissue.length; p++) {
            boolean air = skin[p] >= 0 && toPart[p] < toOther[p] && toPart[p] <= AIR_MM;
            if (tissue[p] != 0 || air) {
                marks[p] = as;
            }
        }
    }

    private static void ball(byte[] marks, Grid g, double[] centre) {
        Affine v2w = g.voxelToWorld();
        for (int p = 0; p < marks.length; p++) {
            int i = p % g.nx(), j = p / g.nx() % g.ny(), k = p / (g.nx() * g.ny());
            double x = v2w.x(i, j, k) - centre[0], y = v2w.y(i, j, k) - centre[1], z = v2w.z(i, j, k) - centre[2];
            if (x * x + y * y + z * z <= NASION_MM * NASION_MM) {
                marks[p] = AtlasZone.STEEP;
            }
        }
    }

    /** The eight voxels round a point; beyond the atlas box none. */
    private static void corners(byte[] marks, Grid g, double x, double y, double z) {
        int i = (int) Math.floor(x), j = (int) Math.floor(y), k = (int) Math.floor(z);
        for (int c = 0; c < 8; c++) {
            int a = i + (c & 1), b = j + (c >> 1 & 1), d = k + (c >> 2);
            if (a >= 0 && b >= 0 && d >= 0 && a < g.nx() && b < g.ny() && d < g.nz()) {
                marks[g.index(a, b, d)] = AtlasZone.STEEP;
            }
        }
    }
}
