package org.guise.core.register;

import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.jspecify.annotations.Nullable;

/**
 * The face zone in atlas space: which points are replaced and how far they lie from the zone's rim (kept skin) and from any
 * kept tissue. Points beyond the atlas box take the label of the nearest box voxel, so the zone reaches out to the edge of
 * any field of view.
 */
public final class AtlasZone {
    /** The labelled zone is widened by this much, so that a fit that is a millimetre off still covers the whole face. */
    private static final float WIDER_MM = 2;

    /** What is kept on purpose is widened as well, so that every voxel of the labels, however cut by the coarse grid, stays. */
    public static final float KEPT_WIDER_MM = 2.3f;

    /** Mark of what is kept on purpose with a border like the rim of the whole zone. */
    public static final byte GENTLE = 1;

    /** Mark of what is kept on purpose in the middle of the face. */
    public static final byte STEEP = 2;

    /**
     * Distances to skin that is kept in the middle of the face count as this much longer: the new face comes down to it
     * within 20 mm where it has 34 mm at the rim of the whole zone, or too little of it would be left there.
     */
    private static final float KEPT_STEEPER = 1.7f;

    private final Grid fine;
    private final byte[] region;
    private final Affine toFine;
    private final Grid coarse;
    private final Affine toCoarse;
    private final float[] zoneDistance;
    private final float[] rimDistance;
    private final float[] keptDistance;
    private final float[] skin;
    /** Distance to what is kept on purpose; null where nothing is. */
    private final float @Nullable [] onPurpose;

    /** Prepares the zone maps of an atlas. */
    public AtlasZone(AtlasModel model, Parallel par) {
        Atlas atlas = model.atlas();
        fine = atlas.region().grid();
        region = atlas.region().data();
        toFine = fine.worldToVoxel();
        coarse = model.distanceGrid();
        toCoarse = coarse.worldToVoxel();
        byte[] tissue = atlas.tissue().data();
        int n = coarse.size();
        byte[] labelled = new byte[n];
        byte[] solid = new byte[n];
        for (int i = 0; i < n; i++) {
            int x = i % coarse.nx(), y = i / coarse.nx() % coarse.ny(), z = i / (coarse.nx() * coarse.ny());
            int in = 0, air = 0;
            for (int c = 0; c < 8; c++) {
                int p = fine.index(2 * x + (c & 1), 2 * y + (c >> 1 & 1), 2 * z + (c >> 2));
                in += Region.of(region[p]).inFaceZone() ? 1 : 0;
                air += tissue[p] == Tissue.AIR.code() ? 1 : 0;
            }
            labelled[i] = (byte) (in >= 4 ? 1 : 0);
            solid[i] = (byte) (air <= 4 ? 1 : 0);
        }
        double[] h = {coarse.spacingMm(0), coarse.spacingMm(1), coarse.spacingMm(2)};
        zoneDistance = DistanceTransform.distance(coarse.nx(), coarse.ny(), coarse.nz(), h, i -> labelled[i] != 0, par);
        byte[] kept = new byte[n];
        for (int i = 0; i < n; i++) {
            kept[i] = (byte) (zoneDistance[i] > WIDER_MM && solid[i] != 0 ? 1 : 0);
        }
        skin = model.skinDistance();
        onPurpose = null;
        keptDistance = DistanceTransform.distance(coarse.nx(), coarse.ny(), coarse.nz(), h, i -> kept[i] != 0, par);
        rimDistance = DistanceTransform.distance(
                coarse.nx(), coarse.ny(), coarse.nz(), h, i -> kept[i] != 0 && skin[i] > -6, par);
    }

    private AtlasZone(AtlasZone whole, byte[] kept, Parallel par) {
        fine = whole.fine;
        region = whole.region;
        toFine = whole.toFine;
        coarse = whole.coarse;
        toCoarse = whole.toCoarse;
        zoneDistance = whole.zoneDistance;
        skin = whole.skin;
        double[] h = {coarse.spacingMm(0), coarse.spacingMm(1), coarse.spacingMm(2)};
        int nx = coarse.nx(), ny = coarse.ny(), nz = coarse.nz();
        onPurpose = DistanceTransform.distance(nx, ny, nz, h, i -> kept[i] != 0, par);
        float[] toGentle = DistanceTransform.distance(nx, ny, nz, h, i -> kept[i] == GENTLE && skin[i] > -6, par);
        float[] toSteep = DistanceTransform.distance(nx, ny, nz, h, i -> kept[i] == STEEP && skin[i] > -6, par);
        keptDistance = whole.keptDistance.clone();
        rimDistance = whole.rimDistance.clone();
        for (int i = 0; i < rimDistance.length; i++) {
            keptDistance[i] = Math.min(keptDistance[i], Math.max(0, onPurpose[i] - KEPT_WIDER_MM));
            float rim = Math.min(toGentle[i] - KEPT_WIDER_MM, KEPT_STEEPER * (toSteep[i] - KEPT_WIDER_MM));
            rimDistance[i] = Math.min(rimDistance[i], Math.max(0, rim));
        }
    }

    /**
     * This zone less a part that is kept on purpose, whose border is a rim like that of the zone.
     *
     * @param kept {@link #GENTLE} or {@link #STEEP} for each voxel of the atlas's distance grid that is kept, else 0; what is
     *     kept is widened by {@link #KEPT_WIDER_MM}
     */
    public AtlasZone without(byte[] kept, Parallel par) {
        return new AtlasZone(this, kept, par);
    }

    /** Whether the atlas point belongs to the face zone. */
    public boolean contains(double x, double y, double z) {
        return at(zoneDistance, x, y, z) <= WIDER_MM && !keeps(x, y, z);
    }

    /** Whether the atlas point is kept on purpose. */
    public boolean keeps(double x, double y, double z) {
        return onPurposeDistance(x, y, z) <= 0;
    }

    /** Distance in mm to what is kept on purpose, 0 or less inside; very large where nothing is. */
    public float onPurposeDistance(double x, double y, double z) {
        return onPurpose == null ? 1e5f : at(onPurpose, x, y, z) - KEPT_WIDER_MM;
    }

    /** Whether an atlas point near the skin belongs to the front of the face: forehead, eyes, nose, cheeks, mouth, chin. */
    public boolean frontal(double x, double y, double z) {
        return Region.of(regionAt(x, y, z)).frontal()
                || Region.of(regionAt(x, y - 5, z)).frontal();
    }

    /** Region code at an atlas point, the nearest box voxel's beyond the box. */
    public byte regionAt(double x, double y, double z) {
        return region[
                Sampling.nearestClamped(
                        fine.nx(), fine.ny(), fine.nz(), toFine.x(x, y, z), toFine.y(x, y, z), toFine.z(x, y, z))];
    }

    /** Distance in mm to the nearest kept skin. */
    public float rimDistance(double x, double y, double z) {
        return at(rimDistance, x, y, z);
    }

    /** Distance in mm to the nearest kept tissue of any depth. */
    public float keptDistance(double x, double y, double z) {
        return at(keptDistance, x, y, z);
    }

    private float at(float[] map, double x, double y, double z) {
        return Sampling.clamped(
                map,
                0,
                coarse.nx(),
                coarse.ny(),
                coarse.nz(),
                toCoarse.x(x, y, z),
                toCoarse.y(x, y, z),
                toCoarse.z(x, y, z));
    }
}
