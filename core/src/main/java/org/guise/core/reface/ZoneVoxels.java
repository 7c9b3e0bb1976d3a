package org.guise.core.reface;

import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * Which voxels of a scan the brain guard holds, which of the others lie in the face zone, and how fully the surface coat of
 * the face covers them. All arrays lie on the scan's grid.
 *
 * @param guard 1 for brain plus margin
 * @param zone 1 for voxels of the face zone that are not guarded
 * @param skin 1 for voxels of the zone, guarded or not, 1 … 4 mm under the fitted skin; 2 where the face is frontal
 * @param coat 0 … 1: weight of a change that is confined to the surface of the face; 0 outside {@code zone}
 */
record ZoneVoxels(byte[] guard, byte[] zone, byte[] skin, float[] coat) {
    /** Blurred skin looks thicker than kept skin, so the change between them is spread further than for a new face. */
    private static final float RIM_FADE_MM = 12;

    /** The coat covers this depth under the skin fully and ends at {@link #COAT_END_MM}; atlas mm. */
    private static final float COAT_MM = 8;

    private static final float COAT_END_MM = 14;

    /** The same in the air in front. */
    private static final float AIR_COAT_MM = 12;

    private static final float AIR_COAT_END_MM = 16;

    /** Looks at every voxel of a fitted scan's grid. */
    static ZoneVoxels of(
            Grid g, HeadFit fit, Guard guard, double marginMm, AtlasModel model, PartialZone part, Parallel par) {
        AtlasZone zone = part.zone();
        Affine v2w = g.voxelToWorld();
        Grid w = fit.grid();
        Affine toW = w.worldToVoxel().after(v2w);
        byte[] candidates = candidates(fit, zone, par);
        byte[] guarded = new byte[g.size()], in = new byte[g.size()], skin = new byte[g.size()];
        float[] coat = new float[g.size()];
        par.ranges(g.nz(), (from, to) -> {
            double[] y = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    int p = g.index(0, j, k);
                    for (int i = 0; i < g.nx(); i++, p++) {
                        double gx = toW.x(i, j, k), gy = toW.y(i, j, k), gz = toW.z(i, j, k);
                        boolean inBox = gx >= -0.5
                                && gy >= -0.5
                                && gz >= -0.5
                                && gx <= w.nx() - 0.5
                                && gy <= w.ny() - 0.5
                                && gz <= w.nz() - 0.5;
                        double x = v2w.x(i, j, k), yy = v2w.y(i, j, k), z = v2w.z(i, j, k);
                        float toBrain = inBox ? guard.distance(x, yy, z) : 1000f;
                        guarded[p] = (byte) (toBrain <= marginMm ? 1 : 0);
                        if (inBox && candidates[Sampling.nearestClamped(w.nx(), w.ny(), w.nz(), gx, gy, gz)] == 0) {
                            continue;
                        }
                        fit.atlasPoint(x, yy, z, y);
                        if (!part.contains(x, yy, z, y)) {
                            continue;
                        }
                        float depth = model.skinDepth(y);
                        if (inBox && depth > 1 && depth < 4) {
                            skin[p] = (byte) (zone.frontal(y[0], y[1], y[2]) ? 2 : 1);
                        }
                        if (guarded[p] == 0) {
                            in[p] = 1;
                            coat[p] = smooth(zone.keptDistance(y[0], y[1], y[2]) / Refacer.DEEP_FADE_MM)
                                    * smooth(zone.rimDistance(y[0], y[1], y[2]) / RIM_FADE_MM)
                                    * smooth((float) (toBrain - marginMm) / Refacer.GUARD_FADE_MM)
                                    * smooth((COAT_END_MM - depth) / (COAT_END_MM - COAT_MM))
                                    * smooth((AIR_COAT_END_MM + depth) / (AIR_COAT_END_MM - AIR_COAT_MM));
                        }
                    }
                }
            }
        });
        return new ZoneVoxels(guarded, in, skin, coat);
    }

    /** Cubic step from 0 at t ≤ 0 to 1 at t ≥ 1. */
    static float smooth(float t) {
        return t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t);
    }

    /** Working voxels that have a zone voxel among their 27 neighbours. */
    static byte[] candidates(HeadFit fit, AtlasZone zone, Parallel par) {
        Grid w = fit.grid();
        byte[] in = new byte[w.size()];
        par.ranges(w.nz(), (a, b) -> {
            double[] y = new double[3];
            for (int p = a * w.nx() * w.ny(); p < b * w.nx() * w.ny(); p++) {
                int i = p % w.nx(), j = p / w.nx() % w.ny(), k = p / (w.nx() * w.ny());
                fit.atlasPoint(
                        w.voxelToWorld().x(i, j, k),
                        w.voxelToWorld().y(i, j, k),
                        w.voxelToWorld().z(i, j, k),
                        y);
                in[p] = (byte) (zone.contains(y[0], y[1], y[2]) ? 1 : 0);
            }
        });
        byte[] out = new byte[w.size()];
        par.ranges(w.nz(), (a, b) -> {
            for (int k = a; k < b; k++) {
                for (int j = 0; j < w.ny(); j++) {
                    for (int i = 0; i < w.nx(); i++) {
                        boolean any = false;
                        for (int c = 0; c < 27 && !any; c++) {
                            int x = i + c % 3 - 1, y = j + c / 3 % 3 - 1, z = k + c / 9 - 1;
                            any = x >= 0
                                    && y >= 0
                                    && z >= 0
                                    && x < w.nx()
                                    && y < w.ny()
                                    && z < w.nz()
                                    && in[w.index(x, y, z)] != 0;
                        }
                        out[w.index(i, j, k)] = (byte) (any ? 1 : 0);
                    }
                }
            }
        });
        return out;
    }
}
