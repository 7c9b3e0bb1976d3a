package org.guise.core.register;

import java.util.Arrays;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Last step of the fit: the local correlation is nearly blind to a constant offset of the outline (noise in air and the
 * saturating intensity map move its optimum by up to 0.8 mm), so the fitted skin is moved along its normal onto the scan's
 * half-way surface, smoothed over about a centimetre, and fading out in depth.
 */
final class SkinSnap {
    private static final double REACH_MM = 4;
    private static final double SMOOTH_VOXELS = 4;
    private static final double FADE_MM = 9;
    private static final double CALM_VOXELS = 1.5;
    /** Weight of the global median where few surface points are near. */
    private static final float PRIOR = 0.002f;

    private SkinSnap() {}

    /** Moves {@code u} (modified); {@code threshold} is the skin level in the scan's own units. */
    static void apply(
            Volume scan, double threshold, WorkingScan two, AtlasModel model, Affine affine, float[] u, Parallel par) {
        Grid g = two.grid, a = model.levels[0].grid;
        int n = g.size(), nx = g.nx(), ny = g.ny(), nz = g.nz();
        Affine toAtlas = a.worldToVoxel(), v2w = g.voxelToWorld();
        float[] skin = new float[n];
        par.ranges(nz, (from, to) -> {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < ny; j++) {
                    for (int i = 0; i < nx; i++) {
                        int p = g.index(i, j, k);
                        double x = v2w.x(i, j, k), y = v2w.y(i, j, k), z = v2w.z(i, j, k);
                        double ax = affine.x(x, y, z) + u[p];
                        double ay = affine.y(x, y, z) + u[p + n];
                        double az = affine.z(x, y, z) + u[p + 2 * n];
                        double vz = toAtlas.z(ax, ay, az);
                        skin[p] = vz < 3
                                ? 1000
                                : Sampling.clamped(
                                        model.skinDistance,
                                        0,
                                        a.nx(),
                                        a.ny(),
                                        a.nz(),
                                        toAtlas.x(ax, ay, az),
                                        toAtlas.y(ax, ay, az),
                                        vz);
                    }
                }
            }
        });
        float[] num = new float[n], den = new float[n];
        float[] offsets = crossings(scan, threshold, g, skin, num, den, par);
        int count = offsets.length;
        if (count < 500) {
            return;
        }
        Arrays.sort(offsets);
        float median = offsets[count / 2];
        Smoothing.gaussian(num, nx, ny, nz, SMOOTH_VOXELS, par);
        Smoothing.gaussian(den, nx, ny, nz, SMOOTH_VOXELS, par);
        double h = 2 * g.spacingMm(0);
        float[] move = new float[3 * n];
        par.ranges(nz, (from, to) -> {
            double[] m = affine.toArray();
            for (int k = Math.max(1, from); k < Math.min(nz - 1, to); k++) {
                for (int j = 1; j < ny - 1; j++) {
                    for (int i = 1; i < nx - 1; i++) {
                        int p = g.index(i, j, k);
                        if (Math.abs(skin[p]) > 3 * FADE_MM) {
                            continue;
                        }
                        double gx = (skin[p + 1] - skin[p - 1]) / h;
                        double gy = (skin[p + nx] - skin[p - nx]) / h;
                        double gz = (skin[p + nx * ny] - skin[p - nx * ny]) / h;
                        double gg = gx * gx + gy * gy + gz * gz;
                        if (!(gg > 0.2 && gg < 5)) {
                            continue;
                        }
                        double off = (num[p] + PRIOR * median) / (den[p] + PRIOR);
                        double r = skin[p] / FADE_MM;
                        double w = off * Math.exp(-0.5 * r * r) / gg;
                        // a scan-space step of w·∇ changes the depth by `off`; the affine turns it into atlas mm
                        double dx = -w * gx, dy = -w * gy, dz = -w * gz;
                        move[p] = (float) (m[0] * dx + m[1] * dy + m[2] * dz);
                        move[p + n] = (float) (m[4] * dx + m[5] * dy + m[6] * dz);
                        move[p + 2 * n] = (float) (m[8] * dx + m[9] * dy + m[10] * dz);
                    }
                }
            }
        });
        // normals turn quickly round ears and nostrils: without this, neighbouring moves could cross
        for (int c = 0; c < 3; c++) {
            Smoothing.gaussian(move, c * n, nx, ny, nz, CALM_VOXELS, CALM_VOXELS, CALM_VOXELS, par);
        }
        for (int i = 0; i < u.length; i++) {
            u[i] += move[i];
        }
    }

    /**
     * Signed distances of the fitted skin at the sub-voxel crossings of the threshold on the scan's own lattice, and their sums
     * and counts per working voxel.
     */
    private static float[] crossings(
            Volume scan, double threshold, Grid g, float[] skin, float[] num, float[] den, Parallel par) {
        Grid s = scan.grid();
        Affine toWork = g.worldToVoxel().after(s.voxelToWorld());
        float[] v = scan.data();
        int[] step = {1, s.nx(), s.nx() * s.ny()};
        float[][] found = new float[s.nz()][];
        int[][] where = new int[s.nz()][];
        par.ranges(s.nz() - 1, (from, to) -> {
            for (int k = from; k < to; k++) {
                float[] d = new float[64];
                int[] at = new int[64];
                int count = 0;
                for (int j = 0; j < s.ny() - 1; j++) {
                    for (int i = 0; i < s.nx() - 1; i++) {
                        int p = s.index(i, j, k);
                        double s0 = v[p] - threshold;
                        for (int c = 0; c < 3; c++) {
                            double s1 = v[p + step[c]] - threshold;
                            if (s0 < 0 == s1 < 0) {
                                continue;
                            }
                            double t = s0 / (s0 - s1);
                            double fx = i + (c == 0 ? t : 0), fy = j + (c == 1 ? t : 0), fz = k + (c == 2 ? t : 0);
                            double x = toWork.x(fx, fy, fz), y = toWork.y(fx, fy, fz), z = toWork.z(fx, fy, fz);
                            if (x < 0 || y < 0 || z < 0 || x > g.nx() - 1 || y > g.ny() - 1 || z > g.nz() - 1) {
                                continue;
                            }
                            int q = Sampling.nearestClamped(g.nx(), g.ny(), g.nz(), x, y, z);
                            if (Math.abs(skin[q]) > 2 * REACH_MM) {
                                continue;
                            }
                            float here = Sampling.clamped(skin, 0, g.nx(), g.ny(), g.nz(), x, y, z);
                            // the crossing must go from tissue inside to air outside
                            double gx = toWork.get(0, c), gy = toWork.get(1, c), gz = toWork.get(2, c);
                            float ahead =
                                    Sampling.clamped(skin, 0, g.nx(), g.ny(), g.nz(), x + gx, y + gy, z + gz);
                            if (Math.abs(here) >= REACH_MM || s0 > 0 != ahead > here) {
                                continue;
                            }
                            if (count == d.length) {
                                d = Arrays.copyOf(d, 2 * count);
                                at = Arrays.copyOf(at, 2 * count);
                            }
                            d[count] = here;
                            at[count++] = q;
                        }
                    }
                }
                found[k] = Arrays.copyOf(d, count);
                where[k] = Arrays.copyOf(at, count);
            }
        });
        int total = 0;
        for (float[] f : found) {
            total += f == null ? 0 : f.length;
        }
        float[] all = new float[total];
        int n = 0;
        for (int k = 0; k < s.nz() - 1; k++) {
            for (int i = 0; i < found[k].length; i++) {
                num[where[k][i]] += found[k][i];
                den[where[k][i]]++;
                all[n++] = found[k][i];
            }
        }
        return all;
    }
}
