package org.guise.core.reface;

import java.util.Map;
import org.guise.core.anatomy.Landmark;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * One plane, upright to the middle plane of the head, that lies just in front of the brain guard and of the ears and cuts
 * off as much of the front of the face as such a plane can (after Schimke &amp; Hale, quickshear defacing for neuroimages,
 * HealthSec 2011, who take it from the convex hull of a brain mask).
 *
 * <p>The plane is flat in the scan: it is sought in atlas millimetres under the affine part of the fit alone. It depends on
 * the fit and the guard only, so that every frame of a series is cut alike.
 *
 * @param scanToAtlas affine part of the fit
 * @param forward component of the unit normal to the front
 * @param down component to below
 * @param offsetMm what lies further along the normal than this, atlas mm, is cut
 */
record CutPlane(Affine scanToAtlas, double forward, double down, double offsetMm) {
    /** Between the guard and the plane, atlas mm. */
    private static final double CLEAR_MM = 1;

    /** The ear reaches this far in front of its tragus and below it, atlas mm. */
    private static final double EAR_FRONT_MM = 5;

    private static final double EAR_BELOW_MM = 25;

    /** The plane leans by 10° … 70° from upright, the lower end to the back. */
    private static final int LEAST_DEG = 10;

    private static final int MOST_DEG = 70;

    /** The plane that cuts most facial skin. */
    static CutPlane of(HeadFit fit, Guard guard, double marginMm, AtlasModel model, AtlasZone zone) {
        int n = MOST_DEG - LEAST_DEG + 1;
        double[] forward = new double[n], down = new double[n], offset = new double[n];
        for (int i = 0; i < n; i++) {
            forward[i] = Math.cos(Math.toRadians(LEAST_DEG + i));
            down[i] = Math.sin(Math.toRadians(LEAST_DEG + i));
            offset[i] = -1e9;
        }
        Affine toAtlas = fit.affine();
        Grid g = fit.grid();
        Affine v2w = g.voxelToWorld();
        double reach = marginMm + g.spacingMm(0) / 2;
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++) {
                    double x = v2w.x(i, j, k), y = v2w.y(i, j, k), z = v2w.z(i, j, k);
                    if (guard.distance(x, y, z) <= reach) {
                        push(offset, forward, down, toAtlas.y(x, y, z), toAtlas.z(x, y, z));
                    }
                }
            }
        }
        Map<Landmark, double[]> landmarks = model.atlas().landmarks();
        for (Landmark l : new Landmark[] {Landmark.TRAGUS_LEFT, Landmark.TRAGUS_RIGHT}) {
            double[] tragus = landmarks.get(l);
            if (tragus != null) {
                double[] p = toAtlas.apply(fit.scanPoint(tragus));
                push(offset, forward, down, p[1] + EAR_FRONT_MM, p[2]);
                push(offset, forward, down, p[1], p[2] - EAR_BELOW_MM);
            }
        }
        int best = mostSkin(offset, forward, down, fit, model, zone);
        return new CutPlane(toAtlas, forward[best], down[best], offset[best] + CLEAR_MM);
    }

    private static void push(double[] offset, double[] forward, double[] down, double y, double z) {
        for (int i = 0; i < offset.length; i++) {
            offset[i] = Math.max(offset[i], forward[i] * y - down[i] * z);
        }
    }

    private static int mostSkin(
            double[] offset, double[] forward, double[] down, HeadFit fit, AtlasModel model, AtlasZone zone) {
        int[] count = new int[offset.length];
        Grid g = fit.grid();
        Affine v2w = g.voxelToWorld();
        double[] q = new double[3];
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++) {
                    double x = v2w.x(i, j, k), y = v2w.y(i, j, k), z = v2w.z(i, j, k);
                    fit.atlasPoint(x, y, z, q);
                    float depth = model.skinDepth(q);
                    if (depth > 1 && depth < 4 && zone.frontal(q[0], q[1], q[2])) {
                        double a = fit.affine().y(x, y, z), b = fit.affine().z(x, y, z);
                        for (int c = 0; c < count.length; c++) {
                            count[c] += forward[c] * a - down[c] * b > offset[c] ? 1 : 0;
                        }
                    }
                }
            }
        }
        int best = 0;
        for (int c = 1; c < count.length; c++) {
            best = count[c] > count[best] ? c : best;
        }
        return best;
    }

    /** Whether a scan point lies in front of the plane. */
    boolean cuts(double x, double y, double z) {
        return forward * scanToAtlas.y(x, y, z) - down * scanToAtlas.z(x, y, z) > offsetMm;
    }
}
