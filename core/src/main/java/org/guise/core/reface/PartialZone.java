package org.guise.core.reface;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * The face zone of one fitted scan, less what is kept on purpose.
 *
 * @param zone what goes, in the atlas
 * @param around what is kept in the scan's own world, to the voxel
 * @param measures {@code keptMl}, the volume of the face's tissue that is kept, and {@code keptSkin}, its share of the facial
 *     skin; empty if nothing is to be kept
 */
record PartialZone(AtlasZone zone, Optional<Surroundings> around, Map<String, Double> measures) {
    /** The whole zone. */
    static PartialZone whole(AtlasZone zone) {
        return new PartialZone(zone, Optional.empty(), Map.of());
    }

    /** The zone that the options leave. @throws IllegalArgumentException if the atlas lacks the landmark of a part */
    static PartialZone of(Kept kept, HeadFit fit, AtlasModel model, AtlasZone whole, Parallel par) {
        if (kept.isNothing()) {
            return whole(whole);
        }
        AtlasZone left = whole.without(KeptMarks.of(kept, fit, model, par), par);
        return new PartialZone(left, kept.around(), measures(fit, model, whole, left));
    }

    /** Whether a scan point with this atlas point is in the zone. */
    boolean contains(double x, double y, double z, double[] atlas) {
        return zone.contains(atlas[0], atlas[1], atlas[2])
                && !(around.isPresent() && around.get().contains(x, y, z));
    }

    /** Whether a scan point with this atlas point is kept on purpose. */
    boolean keeps(double x, double y, double z, double[] atlas) {
        return zone.keeps(atlas[0], atlas[1], atlas[2])
                || around.isPresent() && around.get().contains(x, y, z);
    }

    private static Map<String, Double> measures(HeadFit fit, AtlasModel model, AtlasZone whole, AtlasZone left) {
        Grid g = fit.grid();
        Affine v2w = g.voxelToWorld();
        double[] y = new double[3];
        long skin = 0, keptSkin = 0, kept = 0;
        for (int p = 0; p < g.size(); p++) {
            int i = p % g.nx(), j = p / g.nx() % g.ny(), k = p / (g.nx() * g.ny());
            fit.atlasPoint(v2w.x(i, j, k), v2w.y(i, j, k), v2w.z(i, j, k), y);
            float depth = model.skinDepth(y);
            if (depth > 0 && whole.contains(y[0], y[1], y[2])) {
                boolean here = !left.contains(y[0], y[1], y[2]);
                boolean outer = depth > 1 && depth < 4;
                skin += outer ? 1 : 0;
                keptSkin += outer && here ? 1 : 0;
                kept += here ? 1 : 0;
            }
        }
        Map<String, Double> out = new LinkedHashMap<>();
        out.put("keptMl", kept * Math.abs(v2w.det()) / 1000);
        out.put("keptSkin", keptSkin / (double) Math.max(1, skin));
        return out;
    }
}
