package org.guise.core.register;

import java.util.Arrays;
import java.util.Map;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/** Figures by which a fit is judged; all computed from the scan and the fit alone, none of them tells a shape. */
final class FitQuality {
    private FitQuality() {}

    /**
     * Adds to {@code out}: correlation of scan and synthetic scan inside the head box; mean and 95th percentile distance in mm
     * between the scan's outer surface and the fitted skin; Dice of the head masks; smallest and largest Jacobian determinant;
     * brain in view, brain that looks like air, kept scalp that looks like air (shares); landmarks in view (share).
     */
    static void measure(
            WorkingScan two,
            AtlasModel model,
            Affine affine,
            float[] u,
            double[] means,
            Parallel par,
            Map<String, Double> out) {
        Grid g = two.grid, a = model.levels[0].grid;
        int n = g.size();
        Affine toAtlas = a.worldToVoxel(), v2w = g.voxelToWorld();
        float[] synth = model.levels[0].synthesise(means, par);
        byte[] mask = two.headMask(par);
        double air = airLevel(means);
        double[] all = new double[6], inner = new double[6];
        long judged = 0, folded = 0, both = 0, one = 0, brainAir = 0, brainValid = 0, scalp = 0, scalpAir = 0;
        float[] surface = new float[200_000];
        int points = 0;
        int[] step = {1, g.nx(), g.nx() * g.ny()};
        double minJ = Double.MAX_VALUE, maxJ = 0;
        double lin = Math.abs(affine.det());
        for (int p = 0; p < n; p++) {
            int i = p % g.nx(), j = p / g.nx() % g.ny(), k = p / (g.nx() * g.ny());
            double x = v2w.x(i, j, k), y = v2w.y(i, j, k), z = v2w.z(i, j, k);
            double ax = affine.x(x, y, z) + u[p],
                    ay = affine.y(x, y, z) + u[p + n],
                    az = affine.z(x, y, z) + u[p + 2 * n];
            double vx = toAtlas.x(ax, ay, az), vy = toAtlas.y(ax, ay, az), vz = toAtlas.z(ax, ay, az);
            if (vx < 0 || vy < 0 || vz < 0 || vx > a.nx() - 1 || vy > a.ny() - 1 || vz > a.nz() - 1) {
                continue;
            }
            int q = Sampling.nearestClamped(a.nx(), a.ny(), a.nz(), vx, vy, vz);
            if (model.group[q] == AtlasModel.UNKNOWN_GROUP) {
                continue;
            }
            float skin = Sampling.clamped(model.skinDistance, 0, a.nx(), a.ny(), a.nz(), vx, vy, vz);
            boolean inBrain = model.brainDistance[q] <= -2;
            if (two.valid[p] == 0) {
                continue;
            }
            if (inBrain) {
                brainValid++;
                brainAir += two.linear[p] < air ? 1 : 0;
            }
            if (skin < -2 && skin > -6 && model.brainDistance[q] > 5) {
                scalp++;
                scalpAir += two.linear[p] < air ? 1 : 0;
            }
            boolean head = skin <= 0;
            both += head && mask[p] != 0 ? 2 : 0;
            one += (head ? 1 : 0) + (mask[p] != 0 ? 1 : 0);
            if (skin < 15) {
                double s = WorkingScan.saturate(Sampling.clamped(synth, 0, a.nx(), a.ny(), a.nz(), vx, vy, vz));
                double t = two.saturated[p];
                add(all, s, t);
                if (skin < -4) {
                    add(inner, s, t);
                }
            }
            if (i > 0 && j > 0 && k > 0 && i < g.nx() - 1 && j < g.ny() - 1 && k < g.nz() - 1) {
                if (mask[p] != 0 && points < surface.length) {
                    for (int c = 0; c < 3; c++) {
                        for (int s = -1; s <= 1; s += 2) {
                            int o = p + s * step[c];
                            if (mask[o] == 0 && two.valid[o] != 0 && skin > -12 && points < surface.length) {
                                // half a voxel out from the last voxel inside
                                surface[points++] = Math.abs(skin + (float) g.spacingMm(0) / 2 * 0.7f);
                            }
                        }
                    }
                }
                if (skin < 5) {
                    double d = jacobian(affine, u, n, p, step, g.spacingMm(0)) / lin;
                    minJ = Math.min(minJ, d);
                    maxJ = Math.max(maxJ, d);
                    judged++;
                    folded += d <= 0 ? 1 : 0;
                }
            }
        }
        out.put("correlation", correlation(all));
        out.put("innerCorrelation", correlation(inner));
        Arrays.sort(surface, 0, points);
        double mean = 0;
        for (int i = 0; i < points; i++) {
            mean += surface[i];
        }
        out.put("skinMeanMm", points == 0 ? 99 : mean / points);
        out.put("skinMedianMm", points == 0 ? 99 : (double) surface[points / 2]);
        out.put("skinP95Mm", points == 0 ? 99 : (double) surface[(int) (0.95 * (points - 1))]);
        out.put("headDice", one == 0 ? 0 : both / (double) one);
        out.put("jacobianMin", minJ);
        out.put("folded", folded / (double) Math.max(1, judged));
        out.put("jacobianMax", maxJ);
        out.put("brainAir", brainValid == 0 ? 1 : brainAir / (double) brainValid);
        out.put("brainValidMl", brainValid * Math.pow(g.spacingMm(0), 3) / 1000);
        out.put("scalpAir", scalp == 0 ? 1 : scalpAir / (double) scalp);
        out.put("scale", Math.cbrt(1 / lin));
        out.put(
                "contrast",
                (means[Tissue.WHITE.ordinal()] + means[Tissue.GREY.ordinal()]) / 2 - means[Tissue.AIR.ordinal()]);
        out.put("landmarksInView", landmarks(two, model, affine, u));
    }

    private static void add(double[] s, double x, double y) {
        s[0]++;
        s[1] += x;
        s[2] += y;
        s[3] += x * x;
        s[4] += y * y;
        s[5] += x * y;
    }

    private static double correlation(double[] s) {
        double n = Math.max(1, s[0]);
        double cov = s[5] - s[1] * s[2] / n;
        double var = (s[3] - s[1] * s[1] / n) * (s[4] - s[2] * s[2] / n);
        return var > 1e-9 ? cov / Math.sqrt(var) : 0;
    }

    private static double airLevel(double[] means) {
        double air = means[Tissue.AIR.ordinal()];
        double tissue = Math.min(
                means[Tissue.GREY.ordinal()], Math.min(means[Tissue.WHITE.ordinal()], means[Tissue.MUSCLE.ordinal()]));
        return air + 0.25 * Math.max(0.02, tissue - air);
    }

    private static double jacobian(Affine f, float[] u, int n, int p, int[] step, double h) {
        double[] j = new double[9];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                j[r * 3 + c] = f.get(r, c) + (u[r * n + p + step[c]] - u[r * n + p - step[c]]) / (2 * h);
            }
        }
        return Math.signum(f.det())
                * (j[0] * (j[4] * j[8] - j[5] * j[7])
                        - j[1] * (j[3] * j[8] - j[5] * j[6])
                        + j[2] * (j[3] * j[7] - j[4] * j[6]));
    }

    private static double landmarks(WorkingScan two, AtlasModel model, Affine affine, float[] u) {
        Map<Landmark, double[]> points = model.atlas().landmarks();
        if (points.isEmpty()) {
            return 1;
        }
        Affine inv = affine.inverse();
        Affine toGrid = two.grid.worldToVoxel();
        Grid g = two.grid;
        int seen = 0;
        for (double[] l : points.values()) {
            double[] x = inv.apply(l);
            for (int it = 0; it < 20; it++) {
                double gx = toGrid.x(x[0], x[1], x[2]),
                        gy = toGrid.y(x[0], x[1], x[2]),
                        gz = toGrid.z(x[0], x[1], x[2]);
                double[] y = affine.apply(x);
                for (int c = 0; c < 3; c++) {
                    y[c] = l[c] - y[c] - Sampling.clamped(u, c * g.size(), g.nx(), g.ny(), g.nz(), gx, gy, gz);
                }
                for (int c = 0; c < 3; c++) {
                    x[c] += 0.8 * (inv.get(c, 0) * y[0] + inv.get(c, 1) * y[1] + inv.get(c, 2) * y[2]);
                }
            }
            double gx = toGrid.x(x[0], x[1], x[2]), gy = toGrid.y(x[0], x[1], x[2]), gz = toGrid.z(x[0], x[1], x[2]);
            if (gx >= 0
                    && gy >= 0
                    && gz >= 0
                    && gx <= g.nx() - 1
                    && gy <= g.ny() - 1
                    && gz <= g.nz() - 1
                    && two.valid[Sampling.nearestClamped(g.nx(), g.ny(), g.nz(), gx, gy, gz)] != 0) {
                seen++;
            }
        }
        return seen / (double) points.size();
    }
}
