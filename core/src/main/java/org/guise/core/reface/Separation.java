package org.guise.core.reface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.guise.core.anatomy.Landmark;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
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
    /** Counts as near while the place is chosen: a little more than 1 mm, since the picture of the new skin is not exact. */
    private static final double SURELY_NEAR_MM = 1.2;

    private static final double[] FORWARD_MM = {0, 1.5, 3, 4.5, 6, 7.5, 9};
    private static final double[] UP_MM = {0, 3, -3, 6};
    private static final double[] GROWTH = {1, 1.02, 1.04, 1.06, 1.08, 0.97, 0.94};
    /** Nods in radians, chin forward and chin back. */
    private static final double[] NOD = {0, 0.06, -0.06, 0.11, -0.11};

    private static final int POINTS = 8000;
    /** Every so many points are looked at first. */
    private static final int EVERY = 5;
    /** So many places are looked at closely. */
    private static final int FINALISTS = 24;

    /** As in {@link Refacer}: nearer to the rim than this, old and new skin are mixed. */
    private static final double RIM_FADE_MM = 6;

    private static final double DEEP_FADE_MM = 2;
    /** As far as this from a part of the face that is kept on purpose the new skin has to come down to it. */
    private static final double STEP_BAND_MM = 20;

    /** New scalp thinner than this over the brain guard looks torn. */
    private static final double SCALP_MM = 3;

    private static final List<Landmark> TIPS =
            List.of(Landmark.SELLION, Landmark.PRONASALE, Landmark.MOUTH_LEFT, Landmark.MOUTH_RIGHT, Landmark.POGONION);

    /** This far above the bridge of the nose the forehead must stay in view too. */
    private static final double FOREHEAD_MM = 20;
    /** It is a wide plane where the nose is a tip, so it counts this often. */
    private static final int FOREHEAD_COUNTS = 2;

    /** A tip that is cut by no more than this counts as in view. */
    private static final double NEARLY_MM = 3;

    private final Grid grid;
    /** Atlas points of the tips that the old face has in view. */
    private final List<double[]> tips = new ArrayList<>();

    private final float[] x;
    private final float[] y;
    private final float[] z;

    /** How far under each point the brain guard or other kept tissue begins, mm. */
    private final float[] room;

    /** Whether a point is so far inside the zone that the skins must keep apart there; the others lie in the glide. */
    private final boolean[] inner;

    private final int innerCount;

    /** The points near a part that is kept on purpose. */
    private final int[] border;

    /** Per point {w, w·h} of {@link Placement#follow}. */
    private final float[] follow;

    private Separation(
            Grid grid, float[] x, float[] y, float[] z, float[] room, boolean[] inner, int[] border, Placement place) {
        this.room = room;
        this.border = border;
        this.inner = inner;
        int n = 0;
        for (boolean in : inner) {
            n += in ? 1 : 0;
        }
        this.innerCount = n;
        this.grid = grid;
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

    /**
     * Old skin and new skin compared.
     *
     * @param blockedFraction share of old skin points under which the new skin would lie in tissue that is kept
     */
    record Gap(double medianMm, double nearFraction, double blockedFraction, int points) {}

    /**
     * Points of the scan's outer skin inside the zone: sub-voxel crossings of the half-way threshold on the scan's own lattice.
     */
    static Separation of(
            Volume scan,
            HeadFit fit,
            AtlasModel model,
            AtlasZone zone,
            ScanVoice voice,
            Guard guard,
            double marginMm,
            Placement place,
            Parallel par) {
        Grid g = scan.grid(), d = model.distanceGrid();
        Affine toD = d.worldToVoxel(), v2w = g.voxelToWorld();
        double soft = soft(voice);
        List<List<float[]>> slices = new ArrayList<>();
        for (int k = 0; k < g.nz(); k++) {
            slices.add(new ArrayList<>());
        }
        int[] step = {1, g.nx(), g.nx() * g.ny()};
        Grid w = fit.grid();
        Affine toW = w.worldToVoxel();
        byte[] near = nearSkin(fit, model, zone, par);
        float[] v = scan.data();
        par.ranges(g.nz() - 1, (from, to) -> {
            double[] a = new double[3];
            for (int k = from; k < to; k++) {
                List<float[]> out = slices.get(k);
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
                                float inner = zone.rimDistance(a[0], a[1], a[2]) < Placement.RIM_BAND_MM ? 0 : 1;
                                out.add(new float[] {(float) sx, (float) sy, (float) sz, inner});
                            }
                        }
                    }
                }
            }
        });
        List<float[]> out = new ArrayList<>();
        slices.forEach(out::addAll);
        double[] a = new double[3];
        int every = Math.max(1, out.size() / POINTS);
        float[] x = new float[out.size() / every],
                y = new float[x.length],
                z = new float[x.length],
                room = new float[x.length];
        boolean[] inner = new boolean[x.length];
        IntStream.Builder border = IntStream.builder();
        for (int i = 0; i < x.length; i++) {
            x[i] = out.get(i * every)[0];
            y[i] = out.get(i * every)[1];
            z[i] = out.get(i * every)[2];
            inner[i] = out.get(i * every)[3] > 0;
            fit.atlasPoint(x[i], y[i], z[i], a);
            room[i] = (float) Math.min(
                    guard.distance(x[i], y[i], z[i]) - marginMm - SCALP_MM,
                    zone.keptDistance(a[0], a[1], a[2]) - DEEP_FADE_MM);
            if (zone.onPurposeDistance(a[0], a[1], a[2]) < STEP_BAND_MM) {
                border.add(i);
            }
        }
        Separation old = new Separation(g, x, y, z, room, inner, border.build().toArray(), place);
        for (Landmark l : TIPS) {
            double[] tip = model.atlas().landmarks().get(l);
            if (tip != null) {
                old.watch(tip, fit);
            }
        }
        double[] sellion = model.atlas().landmarks().get(Landmark.SELLION);
        if (sellion != null) {
            double[] brow = onSkin(model, sellion[0], sellion[1] + FOREHEAD_MM, sellion[2] + FOREHEAD_MM);
            for (int i = 0; i < FOREHEAD_COUNTS; i++) {
                old.watch(brow, fit);
            }
        }
        return old;
    }

    private static double soft(ScanVoice voice) {
        double[] s = voice.signal.clone();
        double muscle = s[org.guise.core.anatomy.Tissue.MUSCLE.ordinal()];
        double skin = s[org.guise.core.anatomy.Tissue.SKIN.ordinal()];
        return Math.min(muscle, skin) > 0 ? Math.min(muscle, skin) : Math.max(muscle, skin);
    }

    /** Working voxels whose fitted atlas point is near the skin of the inner zone, front of the head. */
    private static byte[] nearSkin(HeadFit fit, AtlasModel model, AtlasZone zone, Parallel par) {
        Grid w = fit.grid(), d = model.distanceGrid();
        Affine toD = d.worldToVoxel();
        byte[] near = new byte[w.size()];
        int plane = w.nx() * w.ny();
        par.ranges(w.nz(), (from, to) -> {
            double[] a = new double[3];
            for (int p = from * plane; p < to * plane; p++) {
                int i = p % w.nx(), j = p / w.nx() % w.ny(), k = p / (w.nx() * w.ny());
                fit.atlasPoint(
                        w.voxelToWorld().x(i, j, k),
                        w.voxelToWorld().y(i, j, k),
                        w.voxelToWorld().z(i, j, k),
                        a);
                double vz = toD.z(a[0], a[1], a[2]);
                if (vz < 0 || !zone.frontal(a[0], a[1], a[2]) || zone.rimDistance(a[0], a[1], a[2]) < RIM_FADE_MM) {
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
        });
        return near;
    }

    /** Number of old skin points seen. */
    int size() {
        return innerCount;
    }

    /**
     * The gap for a similarity; the scale of the similarity turns atlas mm into scan mm. For a made-up face the distance
     * is taken after the point was led to the atlas person's, so it is that face's own up to the stretch of the map.
     */
    Gap gap(Affine similarity, AtlasModel model, NewFace face) {
        return gap(similarity, model, face, 1, 1);
    }

    private Gap gap(Affine similarity, AtlasModel model, NewFace face, double nearMm, int every) {
        Grid d = model.distanceGrid();
        Affine toD = d.worldToVoxel();
        double[] q = new double[3], scratch = new double[3];
        double perMm = 1 / similarity.columnLength(0);
        float[] dist = new float[innerCount];
        int near = 0, blocked = 0, found = 0;
        for (int i = 0; i < x.length; i += every) {
            float w = 1 - follow[4 * i];
            q[0] = w * similarity.x(x[i], y[i], z[i]) + follow[4 * i + 1];
            q[1] = w * similarity.y(x[i], y[i], z[i]) + follow[4 * i + 2];
            q[2] = w * similarity.z(x[i], y[i], z[i]) + follow[4 * i + 3];
            face.toMean(q, scratch);
            double vx = toD.x(q[0], q[1], q[2]), vy = toD.y(q[0], q[1], q[2]), vz = toD.z(q[0], q[1], q[2]);
            float deeper =
                    (float) (perMm * Sampling.clamped(model.skinDistance(), 0, d.nx(), d.ny(), d.nz(), vx, vy, vz));
            blocked += deeper > room[i] ? 1 : 0;
            if (inner[i]) {
                dist[found++] = Math.abs(deeper);
                near += Math.abs(deeper) < nearMm ? 1 : 0;
            }
        }
        if (found == 0) {
            return new Gap(Double.NaN, 0, 0, 0);
        }
        Arrays.sort(dist, 0, found);
        return new Gap(dist[found / 2], near / (double) found, blocked * every / (double) x.length, found);
    }

    /** Largest share of old skin within 1 mm of the atlas face under any of the shifts: near 1 for a refaced scan. */
    double averageFace(Affine similarity, AtlasModel model, AtlasZone zone) {
        double most = 0;
        NewFace mean = NewFace.mean(zone);
        for (double f = -6; f <= 11; f += 1) {
            for (double u = -4; u <= 4; u += 1) {
                most = Math.max(
                        most,
                        gap(Affine.shift(0, -f, -u).after(similarity), model, mean, 1, EVERY)
                                .nearFraction());
            }
        }
        return innerCount < 100 ? 0 : most;
    }

    /** The similarity that puts the face forward and up by some scan mm, enlarges it and nods it about the brain's centre. */
    private static Affine moved(Affine similarity, double[] c, double forward, double up, double grow, double nod) {
        double g = 1 / grow;
        return Affine.shift(c[0], c[1], c[2])
                .after(Affine.rotation(-nod, 0, 0))
                .after(Affine.scaleShift(g, g, g, 0, -forward, -up))
                .after(Affine.shift(-c[0], -c[1], -c[2]))
                .after(similarity);
    }

    /** The atlas skin straight behind a point in front of it. */
    private static double[] onSkin(AtlasModel model, double x, double y, double z) {
        Grid d = model.distanceGrid();
        Affine toD = d.worldToVoxel();
        double[] p = {x, y, z};
        while (p[1] > 0) {
            double[] v = toD.apply(p);
            if (Sampling.clamped(model.skinDistance(), 0, d.nx(), d.ny(), d.nz(), v[0], v[1], v[2]) <= 0) {
                break;
            }
            p[1]--;
        }
        return p;
    }

    /** Keeps an atlas point in view if the old face has it in view. */
    private void watch(double[] atlasMm, HeadFit fit) {
        if (outside(fit.scanPoint(atlasMm[0], atlasMm[1], atlasMm[2])) < NEARLY_MM) {
            tips.add(atlasMm);
        }
    }

    /** How far those tips of the face that are in view would stick out of it, mm in all: a cut nose looks wrong. */
    private double outOfView(Affine similarity) {
        Affine toScan = similarity.inverse();
        double out = 0;
        for (double[] tip : tips) {
            out += outside(toScan.apply(tip));
        }
        return out;
    }

    private double outside(double[] scanMm) {
        double[] v = grid.worldToVoxel().apply(scanMm);
        double out = 0;
        for (int a = 0; a < 3; a++) {
            out += grid.spacingMm(a) * Math.max(0, Math.max(-v[a], v[a] - (grid.dim(a) - 1)));
        }
        return out;
    }

    /** The smallest shift of the new face (scan mm, forward and up in the atlas frame) that keeps the two skins apart. */
    Affine choose(Affine similarity, AtlasModel model, NewFace face, Parallel par) {
        if (innerCount < 100) {
            return similarity;
        }
        int n = FORWARD_MM.length * UP_MM.length * GROWTH.length * NOD.length;
        Affine[] moved = new Affine[n];
        double[] cost = new double[n];
        // all places by some of the points, then the best ones by all points
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        par.ranges(n, (from, to) -> {
            for (int i = from; i < to; i++) {
                moved[i] = place(i, similarity, model);
                cost[i] = cost(i, moved[i], model, face, EVERY);
            }
        });
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> cost[i]));
        par.ranges(FINALISTS, (from, to) -> {
            for (int i = from; i < to; i++) {
                cost[order[i]] = cost(order[i], moved[order[i]], model, face, 1);
            }
        });
        int best = order[0];
        for (int i = 1; i < FINALISTS; i++) {
            best = cost[order[i]] < cost[best] ? order[i] : best;
        }
        return moved[best];
    }

    private static double forward(int i) {
        return FORWARD_MM[i % FORWARD_MM.length];
    }

    private static double up(int i) {
        return UP_MM[i / FORWARD_MM.length % UP_MM.length];
    }

    private static double growth(int i) {
        return GROWTH[i / (FORWARD_MM.length * UP_MM.length) % GROWTH.length];
    }

    private static double nod(int i) {
        return NOD[i / (FORWARD_MM.length * UP_MM.length * GROWTH.length)];
    }

    private static Affine place(int i, Affine similarity, AtlasModel model) {
        return moved(similarity, model.centreMm(), forward(i), up(i), growth(i), nod(i));
    }

    /** How far the new skin is from the old one beside what is kept on purpose, mm on average: the step down to it. */
    private double step(Affine there, AtlasModel model, NewFace face) {
        double[] q = new double[3], scratch = new double[3];
        double sum = 0;
        for (int i : border) {
            q[0] = there.x(x[i], y[i], z[i]);
            q[1] = there.y(x[i], y[i], z[i]);
            q[2] = there.z(x[i], y[i], z[i]);
            face.toMean(q, scratch);
            sum += Math.abs(model.skinDepth(q));
        }
        return sum / Math.max(1, border.length) / there.columnLength(0);
    }

    /** What speaks against place number {@code i}: how far it is from where the face belongs, and what it fails to do. */
    private double cost(int i, Affine there, AtlasModel model, NewFace face, int every) {
        Gap gap = gap(there, model, face, SURELY_NEAR_MM, every);
        return 0.8 * Math.hypot(forward(i), 1.5 * up(i))
                + 80 * Math.abs(growth(i) - 1)
                + 20 * Math.abs(nod(i))
                + 20 * Math.max(0, WANTED_MEDIAN_MM - gap.medianMm())
                + 50 * gap.nearFraction()
                + 2000 * Math.max(0, gap.nearFraction() - WANTED_NEAR)
                + 400 * gap.blockedFraction()
                + 2.5 * outOfView(there)
                + 4 * step(there, model, face);
    }
}
