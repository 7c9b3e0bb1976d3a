package org.guise.core.register;

import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Sampling;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * Robust mean intensity of every tissue in one scan: the median over voxels that the current alignment puts into (almost)
 * pure atlas voxels. A tissue that is not seen, or too thin to be pure, takes the value of its nearest kin.
 */
final class TissueMeans {
    private static final int BINS = 2048;
    private static final double TOP = 4.0;
    private static final int ENOUGH = 40;

    private TissueMeans() {}

    /** Means on the scale of {@link WorkingScan#linear}, indexed by tissue code. */
    static double[] estimate(WorkingScan s, AtlasModel.Level level, Affine scanToAtlas, float[] u) {
        Grid g = s.grid, a = level.grid;
        Affine toAtlas = a.worldToVoxel();
        int n = g.size();
        int tissues = Tissue.values().length;
        int[][] hist = new int[tissues][BINS];
        int[] count = new int[tissues];
        byte[] pure = new byte[a.size()];
        for (int t = 0; t < tissues; t++) {
            byte[] f = level.fraction[t];
            double least = t == Tissue.SKIN.ordinal() || t == Tissue.LENS.ordinal() ? 0.6 : 0.85;
            for (int i = 0; i < f.length; i++) {
                if (f[i] >= least * AtlasModel.Level.FULL) {
                    pure[i] = (byte) (t + 1);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            if (s.valid[i] == 0) {
                continue;
            }
            int x = i % g.nx(), y = i / g.nx() % g.ny(), z = i / (g.nx() * g.ny());
            double wx = g.voxelToWorld().x(x, y, z),
                    wy = g.voxelToWorld().y(x, y, z),
                    wz = g.voxelToWorld().z(x, y, z);
            double ax = scanToAtlas.x(wx, wy, wz), ay = scanToAtlas.y(wx, wy, wz), az = scanToAtlas.z(wx, wy, wz);
            if (u != null) {
                ax += u[i];
                ay += u[i + n];
                az += u[i + 2 * n];
            }
            double vx = toAtlas.x(ax, ay, az), vy = toAtlas.y(ax, ay, az), vz = toAtlas.z(ax, ay, az);
            if (vx < -0.5 || vy < -0.5 || vz < -0.5 || vx > a.nx() - 0.5 || vy > a.ny() - 0.5 || vz > a.nz() - 0.5) {
                continue;
            }
            int t = pure[Sampling.nearestClamped(a.nx(), a.ny(), a.nz(), vx, vy, vz)] - 1;
            if (t >= 0) {
                hist[t][(int) Math.min(BINS - 1, s.linear[i] * (BINS / TOP))]++;
                count[t]++;
            }
        }
        double[] mean = new double[tissues];
        for (int t = 0; t < tissues; t++) {
            mean[t] = count[t] >= ENOUGH ? median(hist[t], count[t]) : Double.NaN;
        }
        return complete(mean);
    }

    private static double median(int[] h, int n) {
        int c = 0;
        for (int b = 0; b < BINS; b++) {
            if (c + h[b] >= n / 2.0) {
                return (b + (n / 2.0 - c) / h[b]) * TOP / BINS;
            }
            c += h[b];
        }
        return TOP;
    }

    /** Fills unseen tissues from their kin, in order. */
    private static double[] complete(double[] m) {
        int[][] kin = {
            {Tissue.AIR.ordinal(), Tissue.AIRWAY.ordinal()},
            {Tissue.AIRWAY.ordinal(), Tissue.AIR.ordinal()},
            {Tissue.SOFT.ordinal(), Tissue.MUSCLE.ordinal()},
            {Tissue.MUSCLE.ordinal(), Tissue.SOFT.ordinal(), Tissue.GREY.ordinal()},
            {Tissue.SOFT.ordinal(), Tissue.MUSCLE.ordinal()},
            {Tissue.SKIN.ordinal(), Tissue.SOFT.ordinal()},
            {Tissue.FAT.ordinal(), Tissue.MARROW.ordinal(), Tissue.SKIN.ordinal()},
            {Tissue.MARROW.ordinal(), Tissue.FAT.ordinal()},
            {Tissue.BONE.ordinal(), Tissue.AIR.ordinal()},
            {Tissue.TEETH.ordinal(), Tissue.BONE.ordinal()},
            {Tissue.TONGUE.ordinal(), Tissue.MUSCLE.ordinal()},
            {Tissue.CSF.ordinal(), Tissue.EYE_FLUID.ordinal(), Tissue.GREY.ordinal()},
            {Tissue.EYE_FLUID.ordinal(), Tissue.CSF.ordinal()},
            {Tissue.LENS.ordinal(), Tissue.SOFT.ordinal()},
            {Tissue.GREY.ordinal(), Tissue.MUSCLE.ordinal()},
            {Tissue.WHITE.ordinal(), Tissue.GREY.ordinal()},
            {Tissue.UNKNOWN.ordinal(), Tissue.MUSCLE.ordinal()}
        };
        for (int[] k : kin) {
            for (int i = 1; i < k.length && Double.isNaN(m[k[0]]); i++) {
                m[k[0]] = m[k[i]];
            }
        }
        for (int t = 0; t < m.length; t++) {
            if (Double.isNaN(m[t])) {
                m[t] = 0;
            }
        }
        return m;
    }
}
