package org.guise.core.reface;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.register.StrayTissue;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/** Removes, shears, blurs or pixelates the face under a fit; nothing is drawn anew. See {@link Method}. */
final class OtherMethods {
    private final AtlasModel model;
    private final AtlasZone zone;
    private final Parallel par;

    OtherMethods(AtlasModel model, AtlasZone zone, Parallel par) {
        this.model = model;
        this.zone = zone;
        this.par = par;
    }

    /** Applies the method of the options to one frame. The input is not modified. */
    RefaceResult apply(Volume given, HeadFit fit, Guard guard, double fitSeconds, RefaceOptions options) {
        long t0 = System.nanoTime();
        Padding padding = Padding.of(given, fit);
        Volume scan = padding.asAir();
        ScanVoice voice = ScanVoice.learn(scan, fit, model, zone, par);
        PartialZone part = PartialZone.of(options.kept(), fit, model, zone, par);
        ZoneVoxels voxels = ZoneVoxels.of(scan.grid(), fit, guard, options.brainMarginMm(), model, part, par);
        long t1 = System.nanoTime();
        byte[] changed;
        float[] values;
        switch (options.method()) {
            case REMOVE -> {
                changed = voxels.zone();
                values = emptied(scan, changed, voice.airMedian());
            }
            case SHEAR -> {
                changed = inFront(scan.grid(), CutPlane.of(fit, guard, options.brainMarginMm(), model, zone), voxels);
                values = emptied(scan, changed, voice.airMedian());
            }
            case BLUR -> {
                changed = positive(voxels.coat());
                values = FaceBlur.apply(scan, voxels.coat(), FaceBlur.SIGMA_MM, voice.airMedian(), par);
            }
            case PIXELATE -> {
                changed = positive(voxels.coat());
                values = FaceBlocks.apply(scan, voxels.coat(), FaceBlocks.BLOCK_MM, voice.airMedian(), par);
            }
            default -> throw new IllegalArgumentException("no such method here: " + options.method());
        }
        double strayMl = voice.magnitude ? emptyStray(scan, fit, part, voxels, voice.airMedian(), changed, values) : 0;
        padding.restore(values, changed);
        long t2 = System.nanoTime();
        Map<String, Double> measures = new LinkedHashMap<>(fit.measures());
        measures.putAll(part.measures());
        measures.put("strayMl", strayMl);
        count(scan, voxels, changed, voice.airLevel(), measures);
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("fit", fitSeconds);
        seconds.put("learn", (t1 - t0) / 1e9);
        seconds.put("replace", (t2 - t1) / 1e9);
        Judge.Ruling ruling = Judge.rule(options.method(), measures);
        Affine similarity = Placement.similarity(fit, model, zone);
        return new RefaceResult(
                ruling.verdict(),
                ruling.reasons(),
                changed,
                values,
                voxels.guard(),
                measures,
                seconds,
                similarity,
                similarity,
                fit);
    }

    private static float[] emptied(Volume scan, byte[] changed, float air) {
        float[] out = scan.data().clone();
        for (int p = 0; p < out.length; p++) {
            out[p] = changed[p] != 0 ? air : out[p];
        }
        return out;
    }

    /** A nose that is wrapped round to behind the head is a face too, whatever the method does to the one in front. */
    private double emptyStray(
            Volume scan, HeadFit fit, PartialZone part, ZoneVoxels voxels, float air, byte[] changed, float[] values) {
        StrayTissue stray = StrayTissue.find(scan, fit, model, par);
        Grid g = scan.grid();
        Affine v2w = g.voxelToWorld();
        par.ranges(stray.volumeMl() > 0 ? g.nz() : 0, (from, to) -> {
            double[] y = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    int p = g.index(0, j, k);
                    for (int i = 0; i < g.nx(); i++, p++) {
                        double x = v2w.x(i, j, k), yy = v2w.y(i, j, k), z = v2w.z(i, j, k);
                        if (voxels.guard()[p] != 0 || !stray.contains(x, yy, z)) {
                            continue;
                        }
                        fit.atlasPoint(x, yy, z, y);
                        if (!part.keeps(x, yy, z, y)) {
                            values[p] = air;
                            changed[p] = 1;
                        }
                    }
                }
            }
        });
        return stray.volumeMl();
    }

    private byte[] inFront(Grid g, CutPlane plane, ZoneVoxels voxels) {
        byte[] cut = new byte[g.size()];
        Affine v2w = g.voxelToWorld();
        par.ranges(g.nz(), (from, to) -> {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    int p = g.index(0, j, k);
                    for (int i = 0; i < g.nx(); i++, p++) {
                        boolean front = plane.cuts(v2w.x(i, j, k), v2w.y(i, j, k), v2w.z(i, j, k));
                        cut[p] = (byte) (front && voxels.guard()[p] == 0 ? 1 : 0);
                    }
                }
            }
        });
        return cut;
    }

    private static byte[] positive(float[] weight) {
        byte[] out = new byte[weight.length];
        for (int p = 0; p < out.length; p++) {
            out[p] = (byte) (weight[p] > 0 ? 1 : 0);
        }
        return out;
    }

    private static void count(Volume scan, ZoneVoxels v, byte[] changed, double air, Map<String, Double> measures) {
        long all = 0, skin = 0, empty = 0, guarded = 0, front = 0, left = 0;
        for (int p = 0; p < changed.length; p++) {
            all += changed[p];
            if (v.skin()[p] != 0) {
                skin++;
                empty += scan.data()[p] < air ? 1 : 0;
                guarded += v.guard()[p];
                front += v.skin()[p] == 2 ? 1 : 0;
                left += v.skin()[p] == 2 && changed[p] == 0 ? 1 : 0;
            }
        }
        measures.put("changedVoxels", (double) all);
        measures.put("faceAir", empty / (double) Math.max(1, skin));
        measures.put("guardedFace", guarded / (double) Math.max(1, skin));
        measures.put("skinLeft", left / (double) Math.max(1, front));
    }
}
