package org.guise.core.register;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.jspecify.annotations.Nullable;

/**
 * Levenberg–Marquardt on the 12 affine parameters: the atlas, synthesised in the scan's contrast with means that are
 * re-estimated as the pose improves, against the scan, with a robust (Cauchy) loss. Mutual information finds the valley;
 * this finds its floor.
 */
final class AffineRefinement {
    private static final double SCALE_MM = 60;
    private static final double ROBUST = 0.25;
    private static final int P = 12;

    private final AtlasModel model;
    private final Parallel par;

    AffineRefinement(AtlasModel model, Parallel par) {
        this.model = model;
        this.par = par;
    }

    /** Refines a pose at one resolution; returns the pose unchanged where no step helps. */
    Affine refine(
            WorkingScan scan,
            AtlasModel.Level level,
            byte[] headMask,
            Affine start,
            boolean similarity,
            int rounds,
            int steps) {
        int[] samples = samples(scan, headMask, 12);
        Affine pose = start;
        for (int r = 0; r < rounds; r++) {
            double[] means = TissueMeans.estimate(scan, level, pose, null);
            float[] s = level.synthesise(means, par);
            for (int i = 0; i < s.length; i++) {
                s[i] = WorkingScan.saturate(s[i]);
            }
            Affine next = descend(scan, level.grid, s, samples, pose, similarity, steps);
            if (next.equals(pose)) {
                break;
            }
            pose = next;
        }
        return pose;
    }

    private int[] samples(WorkingScan s, byte[] mask, double marginMm) {
        Grid g = s.grid;
        double h = g.spacingMm(0);
        float[] d = DistanceTransform.distance(g.nx(), g.ny(), g.nz(), new double[] {h, h, h}, i -> mask[i] != 0, par);
        return java.util.stream.IntStream.range(0, d.length)
                .filter(i -> s.valid[i] != 0 && d[i] <= marginMm)
                .toArray();
    }

    private Affine descend(
            WorkingScan scan, Grid a, float[] moving, int[] samples, Affine start, boolean similarity, int steps) {
        Affine pose = start;
        double damping = 1e-3;
        double[][] sums = system(scan, a, moving, samples, pose);
        for (int it = 0; it < steps; it++) {
            DMatrixRMaj x =
                    similarity ? solve(sums, SIMILARITY, damping) : solve(sums, CommonOps_DDRM.identity(P), damping);
            if (x == null) {
                break;
            }
            Affine trial = step(pose, x);
            double[][] next = system(scan, a, moving, samples, trial);
            if (next[2][0] < sums[2][0]) {
                double gain = 1 - next[2][0] / sums[2][0];
                pose = trial;
                sums = next;
                damping = Math.max(1e-6, damping * 0.3);
                if (gain < 1e-5) {
                    break;
                }
            } else {
                damping *= 10;
                if (damping > 1e3) {
                    break;
                }
            }
        }
        return pose;
    }

    /**
     * Columns: turns about x, y and z, growth, shifts. A head's own shape is left to the deformable stage at first: with all
     * twelve parameters free, a stretched and tilted head can explain a shaded scan better than the right pose.
     */
    private static final DMatrixRMaj SIMILARITY = new DMatrixRMaj(new double[][] {
        {0, 0, 0, 1, 0, 0, 0},
        {0, 0, -1, 0, 0, 0, 0},
        {0, 1, 0, 0, 0, 0, 0},
        {0, 0, 0, 0, 1, 0, 0},
        {0, 0, 1, 0, 0, 0, 0},
        {0, 0, 0, 1, 0, 0, 0},
        {-1, 0, 0, 0, 0, 0, 0},
        {0, 0, 0, 0, 0, 1, 0},
        {0, -1, 0, 0, 0, 0, 0},
        {1, 0, 0, 0, 0, 0, 0},
        {0, 0, 0, 1, 0, 0, 0},
        {0, 0, 0, 0, 0, 0, 1}
    });

    /** The damped step within the span of the columns of {@code basis}; null if the system is singular. */
    private static @Nullable DMatrixRMaj solve(double[][] sums, DMatrixRMaj basis, double damping) {
        int m = basis.getNumCols();
        DMatrixRMaj full = DMatrixRMaj.wrap(P, P, sums[0]), right = DMatrixRMaj.wrap(P, 1, sums[1]);
        DMatrixRMaj hb = new DMatrixRMaj(P, m), h = new DMatrixRMaj(m, m), g = new DMatrixRMaj(m, 1);
        CommonOps_DDRM.mult(full, basis, hb);
        CommonOps_DDRM.multTransA(basis, hb, h);
        CommonOps_DDRM.multTransA(-1, basis, right, g);
        double floor = 1e-3 * CommonOps_DDRM.trace(h) / m;
        for (int i = 0; i < m; i++) {
            h.add(i, i, damping * (h.get(i, i) + floor));
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(m);
        if (!solver.setA(h)) {
            return null;
        }
        DMatrixRMaj z = new DMatrixRMaj(m, 1), x = new DMatrixRMaj(P, 1);
        solver.solve(g, z);
        CommonOps_DDRM.mult(basis, z, x);
        return x;
    }

    /** y' = (I + D)(y − c) + c + t with D and t from the step. */
    private Affine step(Affine pose, DMatrixRMaj x) {
        double[] c = model.centre;
        double[] m = new double[12];
        for (int r = 0; r < 3; r++) {
            double t = c[r] + x.get(r * 4 + 3, 0);
            for (int k = 0; k < 3; k++) {
                double d = x.get(r * 4 + k, 0) / SCALE_MM + (r == k ? 1 : 0);
                m[r * 4 + k] = d;
                t -= d * c[k];
            }
            m[r * 4 + 3] = t;
        }
        return Affine.of(m).after(pose);
    }

    /** Normal equations: {JᵀWJ, JᵀWr, cost}. */
    private double[][] system(WorkingScan scan, Grid a, float[] s, int[] samples, Affine pose) {
        int chunks = 16;
        double[][] parts = new double[chunks][P * P + P + 1];
        Grid g = scan.grid;
        Affine m = a.worldToVoxel().after(pose).after(g.voxelToWorld());
        Affine w = pose.after(g.voxelToWorld());
        double[] c = model.centre;
        double inv = 1 / a.spacingMm(0);
        par.ranges(chunks, (from, to) -> {
            double[] j = new double[P];
            float[] vg = new float[4];
            for (int q = from; q < to; q++) {
                double[] out = parts[q];
                int end = (int) ((long) samples.length * (q + 1) / chunks);
                for (int n = (int) ((long) samples.length * q / chunks); n < end; n++) {
                    int p = samples[n];
                    int x = p % g.nx(), y = p / g.nx() % g.ny(), z = p / (g.nx() * g.ny());
                    double vz = m.z(x, y, z);
                    if (vz < 0) {
                        continue;
                    }
                    if (!gradient(s, a, m.x(x, y, z), m.y(x, y, z), vz, vg)) {
                        vg[0] = s[0];
                        vg[1] = vg[2] = vg[3] = 0;
                    }
                    double r = vg[0] - scan.saturated[p];
                    double wt = 1 / (1 + r * r / (ROBUST * ROBUST));
                    out[P * P + P] += ROBUST * ROBUST * Math.log1p(r * r / (ROBUST * ROBUST));
                    if (vg[1] == 0 && vg[2] == 0 && vg[3] == 0) {
                        continue;
                    }
                    double dx = (w.x(x, y, z) - c[0]) / SCALE_MM;
                    double dy = (w.y(x, y, z) - c[1]) / SCALE_MM;
                    double dz = (w.z(x, y, z) - c[2]) / SCALE_MM;
                    for (int k = 0; k < 3; k++) {
                        double gk = vg[1 + k] * inv;
                        j[k * 4] = gk * dx;
                        j[k * 4 + 1] = gk * dy;
                        j[k * 4 + 2] = gk * dz;
                        j[k * 4 + 3] = gk;
                    }
                    for (int k = 0; k < P; k++) {
                        double wj = wt * j[k];
                        out[P * P + k] += wj * r;
                        for (int l = 0; l <= k; l++) {
                            out[k * P + l] += wj * j[l];
                        }
                    }
                }
            }
        });
        double[] h = new double[P * P], b = new double[P], cost = new double[1];
        for (double[] part : parts) {
            for (int k = 0; k < P; k++) {
                b[k] += part[P * P + k];
                for (int l = 0; l <= k; l++) {
                    h[k * P + l] += part[k * P + l];
                }
            }
            cost[0] += part[P * P + P];
        }
        for (int k = 0; k < P; k++) {
            for (int l = 0; l < k; l++) {
                h[l * P + k] = h[k * P + l];
            }
        }
        return new double[][] {h, b, cost};
    }

    /** Trilinear value and gradient per voxel; false outside. */
    private static boolean gradient(float[] v, Grid g, double x, double y, double z, float[] out) {
        int nx = g.nx(), ny = g.ny();
        if (!(x >= 0 && y >= 0 && z >= 0 && x < nx - 1 && y < ny - 1 && z < g.nz() - 1)) {
            return false;
        }
        int i = (int) x, j = (int) y, k = (int) z;
        float fx = (float) (x - i), fy = (float) (y - j), fz = (float) (z - k);
        int p = i + nx * (j + ny * k), nxy = nx * ny;
        float a0 = v[p], a1 = v[p + 1], b0 = v[p + nx], b1 = v[p + nx + 1];
        float c0 = v[p + nxy], c1 = v[p + nxy + 1], d0 = v[p + nxy + nx], d1 = v[p + nxy + nx + 1];
        float a = a0 + fx * (a1 - a0), b = b0 + fx * (b1 - b0), c = c0 + fx * (c1 - c0), d = d0 + fx * (d1 - d0);
        float e = a + fy * (b - a), f = c + fy * (d - c);
        out[0] = e + fz * (f - e);
        float ga = a1 - a0, gb = b1 - b0, gc = c1 - c0, gd = d1 - d0;
        float ge = ga + fy * (gb - ga), gf = gc + fy * (gd - gc);
        out[1] = ge + fz * (gf - ge);
        out[2] = (b - a) + fz * ((d - c) - (b - a));
        out[3] = f - e;
        return true;
    }
}
