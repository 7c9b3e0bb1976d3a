package org.guise.core.register;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * The fit of one image of a person carried into another image: x ↦ lead's fit (rigid (x)). What depends on contrast, the
 * tissue means and the range, is estimated anew, and every figure is measured in the image itself, so that a verdict is about
 * it and not about the lead.
 */
public final class CarriedFit {
    /** An image that the carried atlas explains this well shows its skin, onto which the fitted one may be moved. */
    private static final double SHOWS_SKIN = 0.8;
    /** Beyond the lead's field of view by more than this the fit is a mere continuation. */
    private static final double BEYOND_MM = 4;
    /** As deep as this the scalp is judged. */
    private static final double SCALP_MM = 6;

    private final AtlasModel model;
    private final Parallel par;

    /** Carries fits of one atlas. */
    public CarriedFit(AtlasModel model, Parallel par) {
        this.model = model;
        this.par = par;
    }

    /**
     * The fit of {@code image}. Adds to the usual figures {@code carried} = 1; {@code carriedSkinMm}, the median distance of the
     * carried skin and the seen one before it was moved; {@code beyondLead}, the share of the face and scalp that the lead's
     * field of view does not hold; {@code scalpBlank}, the share of the scalp with the background's very value.
     *
     * @param image one frame; not modified
     * @param lead fit of the leading image
     * @param toLead world of the image → world of the lead, rigid
     */
    public HeadFit carry(Volume image, HeadFit lead, Affine toLead) {
        Map<String, Double> measures = new LinkedHashMap<>();
        double[] range = WorkingScan.range(image);
        Affine affine = lead.affine().after(toLead);
        WorkingScan two = HeadFitter.headBox(WorkingScan.reduce(image, 2, par), range, model, affine, par);
        float[] u = displacement(lead, toLead, two.grid);
        double[] means = TissueMeans.estimate(two, model.levels[0], affine, u);
        FitQuality.measure(two, model, affine, u, means, par, measures);
        double before = measures.get("skinMedianMm");
        if (measures.get("correlation") > SHOWS_SKIN) {
            float[] snapped = u.clone();
            SkinSnap.apply(image, SurfaceThreshold.of(image).value(), two, model, affine, snapped, par);
            double[] snappedMeans = TissueMeans.estimate(two, model.levels[0], affine, snapped);
            Map<String, Double> then = new LinkedHashMap<>(measures);
            FitQuality.measure(two, model, affine, snapped, snappedMeans, par, then);
            // the surface of a noisy PET is rougher than the lead's skin is wrong: then the lead's stays
            if (then.get("skinMedianMm") < before) {
                u = snapped;
                means = snappedMeans;
                measures = then;
            }
        }
        measures.put("carried", 1.0);
        measures.put("carriedSkinMm", before);
        measures.put("headerKept", 1.0);
        HeadFit fit = new HeadFit(model.atlas().id(), affine, two.grid, u, means, range, Map.of());
        scalp(two, fit, lead, toLead, measures);
        return new HeadFit(model.atlas().id(), affine, two.grid, u, means, range, measures);
    }

    /** The same for a frame of the series that was fitted: nothing is moved or measured but the tissues. */
    public HeadFit carryWithin(Volume frame, HeadFit reference, Affine toReference) {
        double[] range = WorkingScan.range(frame);
        Affine affine = reference.affine().after(toReference);
        WorkingScan two = HeadFitter.headBox(WorkingScan.reduce(frame, 2, par), range, model, affine, par);
        float[] u = displacement(reference, toReference, two.grid);
        double[] means = TissueMeans.estimate(two, model.levels[0], affine, u);
        return new HeadFit(model.atlas().id(), affine, two.grid, u, means, range, reference.measures());
    }

    /** The lead's displacement seen from the image; the atlas's side of it stays as it is. */
    private float[] displacement(HeadFit lead, Affine toLead, Grid grid) {
        Grid g = lead.grid();
        Grid seen = new Grid(g.nx(), g.ny(), g.nz(), toLead.inverse().after(g.voxelToWorld()));
        return DeformableFit.resample(seen, lead.displacement(), grid, par);
    }

    private void scalp(WorkingScan two, HeadFit fit, HeadFit lead, Affine toLead, Map<String, Double> measures) {
        Grid g = two.grid, l = lead.grid(), a = model.levels[0].grid;
        Affine v2w = g.voxelToWorld(), toLeadGrid = l.worldToVoxel().after(toLead), toAtlas = a.worldToVoxel();
        double off = BEYOND_MM / l.spacingMm(0);
        double[] y = new double[3];
        long skin = 0, beyond = 0, blank = 0;
        for (int p = 0; p < g.size(); p++) {
            if (two.valid[p] == 0) {
                continue;
            }
            int i = p % g.nx(), j = p / g.nx() % g.ny(), k = p / (g.nx() * g.ny());
            double x = v2w.x(i, j, k), w = v2w.y(i, j, k), z = v2w.z(i, j, k);
            fit.atlasPoint(x, w, z, y);
            double vx = toAtlas.x(y[0], y[1], y[2]), vy = toAtlas.y(y[0], y[1], y[2]), vz = toAtlas.z(y[0], y[1], y[2]);
            if (vz < 0) {
                continue;
            }
            float depth = -Sampling.clamped(model.skinDistance, 0, a.nx(), a.ny(), a.nz(), vx, vy, vz);
            if (depth < 2
                    || depth > SCALP_MM
                    || model.brainDistance[Sampling.nearestClamped(a.nx(), a.ny(), a.nz(), vx, vy, vz)] <= 5) {
                continue;
            }
            double lx = toLeadGrid.x(x, w, z), ly = toLeadGrid.y(x, w, z), lz = toLeadGrid.z(x, w, z);
            skin++;
            blank += two.linear[p] == 0 ? 1 : 0;
            beyond += lx < -off
                            || ly < -off
                            || lz < -off
                            || lx > l.nx() - 1 + off
                            || ly > l.ny() - 1 + off
                            || lz > l.nz() - 1 + off
                    ? 1
                    : 0;
        }
        measures.put("beyondLead", beyond / (double) Math.max(1, skin));
        measures.put("scalpBlank", blank / (double) Math.max(1, skin));
    }
}
