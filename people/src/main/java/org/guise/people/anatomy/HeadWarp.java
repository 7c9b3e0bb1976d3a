package org.guise.people.anatomy;

import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * A smooth map from the average person to Colin's voxels that carries skin onto skin and eyes onto eyes.
 *
 * <p>First a left-right symmetric affine map (three scales, pitch, two shifts) that puts Colin's brain and
 * eyes on the person's; then a displacement on a 4 mm lattice whose updates are the distances of the brain surface (vault) and the skin (face),
 * spread by normalised Gaussian convolution; last, {@link Layers} fits scalp and skull between skin and dura.
 */
final class HeadWarp {
    private static final int STEP = 4;
    private static final int ROUNDS = 40;
    private static final double SPREAD_MM = 14;

    /** Voxel of the atlas grid → Colin voxel, affine part. */
    private final Affine toColin;

    private final Grid lattice;
    private final float[][] shift;
    private final Layers layers;
    private final double vaultMm;

    private HeadWarp(Affine toColin, Grid lattice, float[][] shift, Layers layers, double vaultMm) {
        this.toColin = toColin;
        this.layers = layers;
        this.vaultMm = vaultMm;
        this.lattice = lattice;
        this.shift = shift;
    }

    /** Colin voxel coordinates of atlas voxel (i, j, k) into {@code out}. */
    void map(int i, int j, int k, double[] out) {
        smoothMap(i, j, k, out);
        layers.place(this, i, j, k, out);
    }

    /** The smooth part of the map, without the adjustment of the vault's layers. */
    void smoothMap(double i, double j, double k, double[] out) {
        out[0] = toColin.x(i, j, k);
        out[1] = toColin.y(i, j, k);
        out[2] = toColin.z(i, j, k);
        for (int c = 0; c < 3; c++) {
            out[c] += sample(shift[c], lattice, i / STEP, j / STEP, k / STEP);
        }
    }

    /** Volume change of the affine part: atlas mm³ per Colin mm³. */
    double affineScale() {
        return 1 / Math.abs(toColin.det());
    }

    static HeadWarp fit(HeadShape person, ColinSegmentation colin) {
        Grid g = person.grid();
        Grid cg = colin.labels().grid();
        float[] skin = Masks.signedDistance(Masks.open(person.solid(), g, 9), g);
        float[] colinSkin = Masks.signedDistance(Masks.open(colin.head(), cg, 9), cg);
        float[] colinBrain = Masks.signedDistance(colin.brain(), cg);
        double[][] eyes = {voxel(g, person.eyes()[0]), voxel(g, person.eyes()[1])};
        Affine colinToAtlas = new AffineFit(skin, person.vaultMm(), g, surface(colinBrain, cg), eyes).solve();
        Grid lattice = new Grid(
                (g.nx() + STEP - 1) / STEP + 1,
                (g.ny() + STEP - 1) / STEP + 1,
                (g.nz() + STEP - 1) / STEP + 1,
                Affine.identity());
        Layers layers = new Layers(skin, g, colinSkin, colinBrain, cg, eyes[0][2], person.vaultMm());
        HeadWarp warp =
                new HeadWarp(colinToAtlas.inverse(), lattice, new float[3][lattice.size()], layers, person.vaultMm());
        warp.pinEyes(eyes);
        for (int r = 0; r < ROUNDS; r++) {
            warp.refine(skin, g, colinSkin, colinBrain, cg, eyes);
        }
        return warp;
    }

    private static double[] voxel(Grid g, double[] world) {
        return g.worldToVoxel().apply(world);
    }

    /** Every 5th voxel of Colin's upper brain surface. */
    private static double[][] surface(float[] sd, Grid g) {
        java.util.List<double[]> pts = new java.util.ArrayList<>();
        int seen = 0;
        for (int k = 62; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++) {
                    if (sd[g.index(i, j, k)] == 0.5f && seen++ % 5 == 0) {
                        pts.add(new double[] {i, j, k});
                    }
                }
            }
        }
        return pts.toArray(new double[0][]);
    }

    private void pinEyes(double[][] eyes) {
        double[] at = new double[3];
        double[][] gap = new double[2][3];
        for (int e = 0; e < 2; e++) {
            smoothMap(eyes[e][0], eyes[e][1], eyes[e][2], at);
            for (int c = 0; c < 3; c++) {
                gap[e][c] = ColinSegmentation.EYES[e][c] - at[c];
            }
        }
        for (int n = 0; n < lattice.size(); n++) {
            double i = STEP * (n % lattice.nx()), j = STEP * (n / lattice.nx() % lattice.ny());
            double k = STEP * (n / (lattice.nx() * lattice.ny()));
            for (int e = 0; e < 2; e++) {
                double[] p = eyes[e];
                double d2 = (i - p[0]) * (i - p[0]) + (j - p[1]) * (j - p[1]) + (k - p[2]) * (k - p[2]);
                double w = StrictMath.exp(-d2 / (2 * 18 * 18));
                for (int c = 0; c < 3; c++) {
                    shift[c][n] += (float) (w * gap[e][c]);
                }
            }
        }
    }

    private void refine(float[] skin, Grid g, float[] colinSkin, float[] colinBrain, Grid cg, double[][] eyes) {
        int n = lattice.size();
        float[] weight = new float[n];
        float[][] pull = new float[3][n];
        double[] at = new double[3];
        for (int q = 0; q < n; q++) {
            int i = STEP * (q % lattice.nx()), j = STEP * (q / lattice.nx() % lattice.ny());
            int k = STEP * (q / (lattice.nx() * lattice.ny()));
            smoothMap(i, j, k, at);
            // In the vault the brain surface leads, below it the skin: the scalp's thickness is set afterwards.
            boolean vault = at[2] > 54;
            float[] moving = vault ? colinBrain : colinSkin;
            double sf = sample(skin, g, i, j, k) - (vault ? vaultMm : 0);
            if (Math.abs(sf) > 10 || at[2] < 4 || at[2] > 40 && !vault || outside(at, cg)) {
                continue;
            }
            double sm = sample(moving, cg, at[0], at[1], at[2]);
            double gx = (sample(moving, cg, at[0] + 1, at[1], at[2]) - sample(moving, cg, at[0] - 1, at[1], at[2])) / 2;
            double gy = (sample(moving, cg, at[0], at[1] + 1, at[2]) - sample(moving, cg, at[0], at[1] - 1, at[2])) / 2;
            double gz = (sample(moving, cg, at[0], at[1], at[2] + 1) - sample(moving, cg, at[0], at[1], at[2] - 1)) / 2;
            double w = 1 - Math.abs(sf) / 10;
            for (double[] e : eyes) {
                double d2 = (i - e[0]) * (i - e[0]) + (j - e[1]) * (j - e[1]) + (k - e[2]) * (k - e[2]);
                if (d2 < 22 * 22) {
                    w = 0; // the eyeballs stay where they are pinned
                }
            }
            double step = 0.7 * Math.max(-6, Math.min(6, sf - sm));
            weight[q] = (float) w;
            pull[0][q] = (float) (w * step * gx);
            pull[1][q] = (float) (w * step * gy);
            pull[2][q] = (float) (w * step * gz);
        }
        Masks.smooth(weight, lattice, SPREAD_MM / STEP);
        for (int c = 0; c < 3; c++) {
            Masks.smooth(pull[c], lattice, SPREAD_MM / STEP);
            for (int q = 0; q < n; q++) {
                shift[c][q] += pull[c][q] / (weight[q] + 0.02f);
            }
        }
    }

    private static boolean outside(double[] p, Grid g) {
        return p[0] < 0 || p[1] < 0 || p[2] < 0 || p[0] > g.nx() - 1 || p[1] > g.ny() - 1 || p[2] > g.nz() - 1;
    }

    /** Trilinear, clamped to the box. */
    static double sample(float[] a, Grid g, double x, double y, double z) {
        x = Math.max(0, Math.min(g.nx() - 1.001, x));
        y = Math.max(0, Math.min(g.ny() - 1.001, y));
        z = Math.max(0, Math.min(g.nz() - 1.001, z));
        int i = (int) x, j = (int) y, k = (int) z;
        double u = x - i, v = y - j, w = z - k;
        int p = g.index(i, j, k), sy = g.nx(), sz = g.nx() * g.ny();
        double lo = (a[p] * (1 - u) + a[p + 1] * u) * (1 - v) + (a[p + sy] * (1 - u) + a[p + sy + 1] * u) * v;
        p += sz;
        double hi = (a[p] * (1 - u) + a[p + 1] * u) * (1 - v) + (a[p + sy] * (1 - u) + a[p + sy + 1] * u) * v;
        return lo * (1 - w) + hi * w;
    }
}
