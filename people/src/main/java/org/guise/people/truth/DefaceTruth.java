package org.guise.people.truth;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.parallel.Parallel;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;

/**
 * A scan with its true tissues and regions, by which the output of any de-facing tool is judged. Made once per scan (2–4 s for
 * 10 million voxels on two threads).
 *
 * <p>The face skin that counts is what the original shows: points of its own visible surface (at its half-way threshold) that
 * have tissue of eyes, nose, cheeks, mouth or chin 2 mm below and air 2 mm above in truth, and lie at least 26 mm (times the
 * head's size) inside the rim of the face zone. The forehead is left out: tools that cut along a plane leave it by design.
 */
public final class DefaceTruth {
    /** Old skin nearer than this to the new surface is still there. */
    public static final double NEAR_MM = 1;

    private static final double PROBE_MM = 2;
    private static final double SKIN_DEPTH_MM = 6;
    private static final double FAR_MM = 15;
    private static final double STRAY_OFF_MM = 8;

    private final Volume original;
    private final LabelVolume region;
    private final double threshold;
    private final Parallel par;
    private final float[] point;
    private final float[] normal;
    private final Region[] regionOf;
    private final byte[] stray;

    private DefaceTruth(
            Volume original,
            LabelVolume region,
            double threshold,
            Parallel par,
            float[] point,
            float[] normal,
            Region[] regionOf,
            byte[] stray) {
        this.original = original;
        this.region = region;
        this.threshold = threshold;
        this.par = par;
        this.point = point;
        this.normal = normal;
        this.regionOf = regionOf;
        this.stray = stray;
    }

    /**
     * Prepares a scan.
     *
     * @param tissue {@link Tissue} codes on the scan's grid
     * @param region {@link Region} codes on the scan's grid
     * @param size head circumference over that of an adult
     * @throws IllegalArgumentException if the labels lie on another lattice
     */
    public static DefaceTruth of(Volume original, LabelVolume tissue, LabelVolume region, double size, Parallel par) {
        Grid g = original.grid();
        if (tissue.data().length != g.size() || region.data().length != g.size()) {
            throw new IllegalArgumentException("truth: " + tissue.data().length + " and " + region.data().length
                    + " labels for a scan of " + g.size() + " voxels");
        }
        double[] h = {g.spacingMm(0), g.spacingMm(1), g.spacingMm(2)};
        byte air = Tissue.AIR.code();
        byte[] t = tissue.data(), r = region.data();
        int nx = g.nx(), ny = g.ny(), nz = g.nz();
        float[] depth = DistanceTransform.distance(nx, ny, nz, h, p -> t[p] == air, par);
        float[] rim = DistanceTransform.distance(
                nx,
                ny,
                nz,
                h,
                p -> t[p] != air
                        && depth[p] <= SKIN_DEPTH_MM
                        && !Region.of(r[p]).inFaceZone(),
                par);
        double threshold = SurfaceThreshold.of(original).value();
        SkinSurface surface = SkinSurface.visible(original, threshold, par);
        Affine toVoxel = g.worldToVoxel();
        float[] point = new float[3 * surface.size()], normal = new float[point.length];
        Region[] regions = new Region[surface.size()];
        int n = 0;
        for (int i = 0; i < surface.size(); i++) {
            double[] x = new double[3], u = new double[3];
            for (int a = 0; a < 3; a++) {
                x[a] = surface.coordinate(i, a);
                u[a] = surface.normal(i, a);
            }
            int under = voxel(g, toVoxel, x, u, PROBE_MM), over = voxel(g, toVoxel, x, u, -PROBE_MM);
            if (under < 0 || t[under] == air || over >= 0 && t[over] != air) {
                continue;
            }
            Region where = Region.of(r[under]);
            if (counts(where) && rim[under] > TruthScore.INNER_MM * size) {
                for (int a = 0; a < 3; a++) {
                    point[3 * n + a] = (float) x[a];
                    normal[3 * n + a] = (float) u[a];
                }
                regions[n++] = where;
            }
        }
        return new DefaceTruth(
                original,
                region,
                threshold,
                par,
                Arrays.copyOf(point, 3 * n),
                Arrays.copyOf(normal, 3 * n),
                Arrays.copyOf(regions, n),
                stray(original, t, threshold, h, par));
    }

    private static boolean counts(Region r) {
        return r.frontal() && r != Region.FOREHEAD;
    }

    private static int voxel(Grid g, Affine toVoxel, double[] x, double[] u, double mm) {
        double[] v = toVoxel.apply(x[0] + mm * u[0], x[1] + mm * u[1], x[2] + mm * u[2]);
        int i = (int) Math.round(v[0]), j = (int) Math.round(v[1]), k = (int) Math.round(v[2]);
        return i < 0 || j < 0 || k < 0 || i >= g.nx() || j >= g.ny() || k >= g.nz() ? -1 : g.index(i, j, k);
    }

    /** Bright voxels in the air well off the head: what wrapped round. */
    private static byte[] stray(Volume scan, byte[] tissue, double threshold, double[] h, Parallel par) {
        Grid g = scan.grid();
        float[] off = DistanceTransform.distance(g.nx(), g.ny(), g.nz(), h, p -> tissue[p] != Tissue.AIR.code(), par);
        byte[] stray = new byte[g.size()];
        for (int p = 0; p < stray.length; p++) {
            stray[p] = (byte) (off[p] > STRAY_OFF_MM && scan.data()[p] > threshold ? 1 : 0);
        }
        return stray;
    }

    /** Number of points of face skin that count. */
    public int points() {
        return regionOf.length;
    }

    /**
     * Judges an output.
     *
     * @param output samples on the scan's lattice, in the scan's units
     * @param tolerance samples that differ by no more count as unchanged: 0 for tools that keep bits
     */
    public DefaceScore judge(float[] output, double tolerance) {
        Grid g = original.grid();
        if (output.length != g.size()) {
            throw new IllegalArgumentException(
                    "output of " + output.length + " voxels for a scan of " + g.size() + ": not the same lattice");
        }
        float[] before = original.data();
        long brain = 0, cut = 0, all = 0, strays = 0, strayLeft = 0;
        for (int p = 0; p < output.length; p++) {
            boolean changed =
                    Float.compare(output[p], before[p]) != 0 && !(Math.abs(output[p] - before[p]) <= tolerance);
            all += changed ? 1 : 0;
            if (region.data()[p] == Region.BRAIN.code()) {
                brain++;
                cut += changed ? 1 : 0;
            }
            strays += stray[p];
            strayLeft += stray[p] != 0 && !changed ? 1 : 0;
        }
        SkinSurface after = SkinSurface.visible(new Volume(g, output), threshold, par);
        Map<Region, int[]> counts = new EnumMap<>(Region.class);
        double[] u = new double[3], far = new double[points()];
        int near = 0;
        for (int i = 0; i < points(); i++) {
            for (int a = 0; a < 3; a++) {
                u[a] = normal[3 * i + a];
            }
            far[i] = after.distanceFacing(point[3 * i], point[3 * i + 1], point[3 * i + 2], u, FAR_MM);
            int[] c = counts.computeIfAbsent(regionOf[i], k -> new int[2]);
            c[0]++;
            if (far[i] < NEAR_MM) {
                c[1]++;
                near++;
            }
        }
        Arrays.sort(far);
        double voxelMl = Math.abs(g.voxelToWorld().det()) / 1000;
        Map<Region, Double> left = new EnumMap<>(Region.class);
        counts.forEach((k, c) -> {
            if (c[0] >= DefaceScore.LEAST_POINTS) {
                left.put(k, c[1] / (double) c[0]);
            }
        });
        return new DefaceScore(
                brain,
                cut,
                cut * voxelMl,
                all,
                points(),
                points() == 0 ? Double.NaN : near / (double) points(),
                points() == 0 ? Double.NaN : far[far.length / 2],
                left,
                strays * voxelMl,
                strays == 0 ? 0 : strayLeft / (double) strays);
    }
}
