package org.guise.core.reface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guise.core.kernel.Sampling;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Keeps the new face away from the old one. Two faces put on the same head cross each other, and where they cross the old
 * skin survives by chance. So the whole new face is moved by a few millimetres (one of a small fixed set of shifts, the
 * same for every point) such that hardly any old skin point lies on the new skin.
 */
final class Separation {
    private static final double WANTED_MEDIAN_MM = 2.5;
    private static final double WANTED_NEAR = 0.04;
    private static final double[] FORWARD_MM = {0, 1.5, 3, 4.5, 6, 7.5, 9};
    private static final double[] UP_MM = {0, 3, -3};
    private static final double[] GROWTH = {1, 1.02, 1.04, 1.06};

    private final float[] x;
    private final float[] y;
    private final float[] z;

    /** Per point {w, w·h} of {@link Placement#follow}. */
    private final float[] follow;

    private Separation(float[] x, float[] y, float[] z, Placement place) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.follow = new float[4 * x.length];
        double[] f = new double[4];
        for (int i = 0; i < x.length; i++) {
            place.follow(x[i], y[i], z[i], f);
            for (int c = 0; c < 4; c++) {
                follow[4 * i + c] = (float) f[c];
            }
        }
    }

    /** Old skin and new skin compared. */
    record Gap(double medianMm, double nearFraction, int points) {}

    /**
     * Points of the scan's outer skin inside the zone, more than the rim band from its rim: sub-voxel crossings of the
     * half-way threshold on the scan's own lattice.
     */
    static Separation of(Volume scan, HeadFit fit, AtlasModel model, AtlasZone zone, ScanVoice voice, Placement place) {
        Grid g = scan.grid(), d = model.distanceGrid();
        Affine toD = d.worldToVoxel(), v2w = g.voxelToWorld();
        double soft = soft(voice);
        List<float[]> out = new ArrayList<>();
        double[] a = new double[3];
        int[] step = {1, g.nx(), g.nx() * g.ny()};
        Grid w = fit.grid();
        Affine toW = w.worldToVoxel();
        byte[] near = nearSkin(fit, model, zone);
        float[] v = scan.data();
        for (int k = 0; k < g.nz() - 1; k++) {
            for (int j = 0; j < g.ny() - 1; j++) {
                for (int i = 0; i < g.nx() - 1; i++) {
                    int p = g.index(i, j, k);
                    double wx = v2w.x(i, j, k), wy = v2w.y(i, j, k), wz = v2w.z(i, j, k);
                    double qx = toW.x(wx, wy, wz), qy = toW.y(wx, wy, wz), qz = toW.z(wx, wy, wz);
                    if (qx < 0
                            || qy < 0
                            || qz < 0
                            || qx > w.nx() - 1
                            || qy > w.ny() - 1
                            || qz > w.nz() - 1
                            || near[Sampling.nearestClamped(w.nx(), w.ny(), w.nz(), qx, qy, qz)] == 0) {
                        continue;
                    }
                    double t = voice.background
                            + 0.5
                                    * (soft * voice.shade(wx, wy, wz)
                                            + Math.max(0, voice.airMedian() - voice.background));
                    for (int c = 0; c < 3; c++) {
                        double s0 = v[p] - t, s1 = v[p + step[c]] - t;
                        if (s0 < 0 == s1 < 0) {
                            continue;
                        }
                        double f = s0 / (s0 - s1);
                        double px = i + (c == 0 ? f : 0), py = j + (c == 1 ? f : 0), pz = k + (c == 2 ? f : 0);
                        double sx = v2w.x(px, py, pz), sy = v2w.y(px, py, pz), sz = v2w.z(px, py, pz);
                        fit.atlasPoint(sx, sy, sz, a);
                        float skin = Sampling.clamped(
                                model.skinDistance(),
                                0,
                                d.nx(),
                                d.ny(),
                                d.nz(),
                                toD.x(a[0], a[1], a[2]),
                                toD.y(a[0], a[1], a[2]),
                                toD.z(a[0], a[1], a[2]));
                        if (Math.abs(skin) < 2.5) {
                            out.add(new float[] {(float) sx, (float) sy, (float) sz});
                        }
                    }
                }
            }
        }
        int every = Math.max(1, out.size() / 8000);
        float[] x = new float[out.size() / every], y = new float[x.length], z = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = out.get(i * every)[0];
            y[i] = out.get(i * every)[1];
            z[i] = out.get(i * every)[2];
        }
        return new Separation(x, y, z, place);
    }

    private static double soft(ScanVoice voice) {
        double[] s = voice.signal.clone();
        double muscle = s[org.guise.core.anatomy.Tissue.MUSCLE.ordinal()];
        double skin = s[org.guise.core.anatomy.Tissue.SKIN.ordinal()];
        return Math.min(muscle, skin) > 0 ? Math.min(muscle, skin) : Math.max(muscle, skin);
    }

    /** Working voxels whose fitted atlas point is near the skin of the inner zone, front of the head. */
    private static byte[] nearSkin(HeadFit fit, AtlasModel model, AtlasZone zone) {
        Grid w = fit.grid(), d = model.distanceGrid();
        Affine toD = d.worldToVoxel();
        byte[] near = new byte[w.size()];
        double[] a = new double[3];
        for (int p = 0; p < near.length; p++) {
            int i = p % w.nx(), j = p / w.nx() % w.ny(), k = p / (w.nx() * w.ny());
            fit.atlasPoint(
                    w.voxelToWorld().x(i, j, k),
                    w.voxelToWorld().y(i, j, k),
                    w.voxelToWorld().z(i, j, k),
                    a);
            double vz = toD.z(a[0], a[1], a[2]);
            if (vz < 0
                    || !zone.frontal(a[0], a[1], a[2])
                    || zone.rimDistance(a[0], a[1], a[2]) < Placement.RIM_BAND_MM) {
                continue;
            }
            float s = Sampling.clamped(
                    model.skinDistance(),
                    0,
                    d.nx(),
                    d.ny(),
                    d.nz(),
                    toD.x(a[0], a[1], a[2]),
                    toD.y(a[0], a[1], a[2]),
                    vz);
            near[p] = (byte) (Math.abs(s) < 5 ? 1 : 0);
        }
        return near;
    }

    /** Number of old skin points seen. */
    int size() {
        return x.length;
    }

    /**
     * The gap for a similarity; the scale of the similarity turns atlas mm into scan mm. For a made-up face the distance
     * is taken after the point was led to the atlas person's, so it is that face's own up to the stretch of the map.
     */
    Gap gap(Affine similarity, AtlasModel model, NewFace face) {
        Grid d = model.distanceGrid();
        Affine toD = d.worldToVoxel();
        double[] q = new double[3], scratch = new double[3];
        double perMm = 1 / similarity.columnLength(0);
        float[] dist = new float[x.length];
        int near = 0;
        for (int i = 0; i < dist.length; i++) {
            float w = 1 - follow[4 * i];
            q[0] = w * similarity.x(x[i], y[i], z[i]) + follow[4 * i + 1];
            q[1] = w * similarity.y(x[i], y[i], z[i]) + follow[4 * i + 2];
            q[2] = w * similarity.z(x[i], y[i], z[i]) + follow[4 * i + 3];
            face.toMean(q, scratch);
            double vx = toD.x(q[0], q[1], q[2]), vy = toD.y(q[0], q[1], q[2]), vz = toD.z(q[0], q[1], q[2]);
            dist[i] = (float)
                    (perMm * Math.abs(Sampling.clamped(model.skinDistance(), 0, d.nx(), d.ny(), d.nz(), vx, vy, vz)));
            near += dist[i] < 1 ? 1 : 0;
        }
        if (dist.length == 0) {
            return new Gap(Double.NaN, 0, 0);
        }
        Arrays.sort(dist);
        return new Gap(dist[dist.length / 2], near / (double) dist.length, dist.length);
    }

    /** Largest share of old skin within 1 mm of the atlas face under any of the shifts: near 1 for a refaced scan. */
    double averageFace(Affine similarity, AtlasModel model, AtlasZone zone) {
        double most = 0;
        NewFace mean = NewFace.mean(zone);
        for (double f = -6; f <= 11; f += 1) {
            for (double u = -4; u <= 4; u += 1) {
                most = Math.max(
                        most,
                        gap(Affine.shift(0, -f, -u).after(similarity), model, mean)
                                .nearFraction());
            }
        }
        return x.length < 100 ? 0 : most;
    }

    /** The similarity that puts the face forward and up by some scan mm and enlarges it about the brain's centre. */
    private static Affine moved(Affine similarity, double[] c, double forward, double up, double grow) {
        double g = 1 / grow;
        return Affine.scaleShift(g, g, g, c[0] * (1 - g), c[1] * (1 - g) - forward, c[2] * (1 - g) - up)
                .after(similarity);
    }

    /** The smallest shift of the new face (scan mm, forward and up in the atlas frame) that keeps the two skins apart. */
    Affine choose(Affine similarity, AtlasModel model, NewFace face) {
        if (x.length < 100) {
            return similarity;
        }
        Affine best = similarity;
        double bestCost = Double.MAX_VALUE;
        for (double f : FORWARD_MM) {
            for (double u : UP_MM) {
                for (double grow : GROWTH) {
                    Affine s = moved(similarity, model.centreMm(), f, u, grow);
                    Gap gap = gap(s, model, face);
                    double cost = 0.5 * Math.hypot(f, 1.5 * u)
                            + 60 * (grow - 1)
                            + 20 * Math.max(0, WANTED_MEDIAN_MM - gap.medianMm())
                            + 250 * Math.max(0, gap.nearFraction() - WANTED_NEAR);
                    if (cost < bestCost) {
                        bestCost = cost;
                        best = s;
                    }
                }
            }
        }
        return best;
    }
}
