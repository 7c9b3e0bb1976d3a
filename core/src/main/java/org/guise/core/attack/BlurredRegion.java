package org.guise.core.attack;

import java.util.Arrays;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.Refacer;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Where a scan was blurred: inside the face zone of the fit, where the finest detail near the skin is much weaker than under
 * the kept scalp.
 *
 * @param weight weight of the blur per voxel, 0 … 1
 * @param share share of the facial skin whose detail is gone, 0 … 1
 */
record BlurredRegion(float[] weight, double share) {
    /** Detail is compared to this depth under the skin, where a blur of the surface is full. */
    private static final float DEPTH_MM = 7;

    private static final double WINDOW_MM = 3;
    /** Detail of less than this part of the scalp's is gone. */
    private static final double GONE = 0.5;
    /** The blur reaches this far beyond the tissue whose detail is gone. */
    private static final double REACH_MM = 18;

    private static final double FADE_MM = 6;

    /** Looks at a fitted scan. */
    static BlurredRegion find(Volume scan, HeadFit fit, Refacer refacer, double brainMarginMm, Parallel par) {
        Grid g = scan.grid();
        float[] coat = refacer.blurWeight(g, fit, brainMarginMm);
        byte[] shell = shell(scan, fit, refacer, par);
        float[] detail = detail(scan, shell, par);
        float[] scalp = new float[g.size()];
        int n = 0;
        for (int p = 0; p < shell.length; p++) {
            if (shell[p] == 1) {
                scalp[n++] = detail[p];
            }
        }
        if (n == 0) {
            return new BlurredRegion(new float[g.size()], 0);
        }
        Arrays.sort(scalp, 0, n);
        double limit = GONE * scalp[n / 2];
        byte[] gone = new byte[g.size()];
        long face = 0, lost = 0;
        for (int p = 0; p < shell.length; p++) {
            if (shell[p] == 2 && coat[p] > 0.8f) {
                face++;
                gone[p] = (byte) (detail[p] < limit ? 1 : 0);
                lost += gone[p];
            }
        }
        double[] h = {g.spacingMm(0), g.spacingMm(1), g.spacingMm(2)};
        float[] away = DistanceTransform.distance(g.nx(), g.ny(), g.nz(), h, p -> gone[p] != 0, par);
        for (int p = 0; p < coat.length; p++) {
            coat[p] *= (float) Math.max(0, Math.min(1, (REACH_MM - away[p]) / FADE_MM));
        }
        return new BlurredRegion(coat, lost / (double) Math.max(1, face));
    }

    /** Tissue just under the fitted skin above the jaw: 1 outside the face zone, 2 inside. */
    private static byte[] shell(Volume scan, HeadFit fit, Refacer refacer, Parallel par) {
        Grid g = scan.grid(), d = refacer.model().distanceGrid();
        Affine v2w = g.voxelToWorld(), toD = d.worldToVoxel();
        byte[] shell = new byte[g.size()];
        par.ranges(g.nz(), (from, to) -> {
            double[] y = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    for (int i = 0; i < g.nx(); i++) {
                        fit.atlasPoint(v2w.x(i, j, k), v2w.y(i, j, k), v2w.z(i, j, k), y);
                        float depth = refacer.model().skinDepth(y);
                        if (depth > 0 && depth < DEPTH_MM && toD.z(y[0], y[1], y[2]) > 0) {
                            boolean face = refacer.zone().contains(y[0], y[1], y[2]);
                            shell[g.index(i, j, k)] = (byte) (face ? 2 : 1);
                        }
                    }
                }
            }
        });
        return shell;
    }

    /** Local root mean square of the second differences over the shell. */
    private static float[] detail(Volume scan, byte[] shell, Parallel par) {
        Grid g = scan.grid();
        float[] v = scan.data(), num = new float[g.size()], den = new float[g.size()];
        int[] step = {1, g.nx(), g.nx() * g.ny()};
        for (int p = 0; p < v.length; p++) {
            if (shell[p] == 0) {
                continue;
            }
            int[] at = {p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny())};
            for (int c = 0; c < 3; c++) {
                if (at[c] > 0 && at[c] < g.dim(c) - 1) {
                    float d = 2 * v[p] - v[p - step[c]] - v[p + step[c]];
                    if (Float.isFinite(d)) {
                        num[p] += d * d;
                        den[p]++;
                    }
                }
            }
        }
        double[] s = new double[3];
        for (int c = 0; c < 3; c++) {
            s[c] = WINDOW_MM / g.spacingMm(c);
        }
        Smoothing.gaussian(num, 0, g.nx(), g.ny(), g.nz(), s[0], s[1], s[2], par);
        Smoothing.gaussian(den, 0, g.nx(), g.ny(), g.nz(), s[0], s[1], s[2], par);
        for (int p = 0; p < num.length; p++) {
            num[p] = (float) Math.sqrt(num[p] / (den[p] + 1e-6f));
        }
        return num;
    }
}
