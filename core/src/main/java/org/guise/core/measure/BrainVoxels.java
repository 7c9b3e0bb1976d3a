package org.guise.core.measure;

import java.util.Arrays;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * The voxels of a scan in and next to the fitted brain, as a list, with what the atlas expects there. The box is the smallest
 * that holds them; {@link #at} finds a box voxel in the list.
 */
final class BrainVoxels {
    /** The guard of a refaced scan is 5 mm wide: these voxels are the person's own. */
    private static final float NEAR_MM = 3;

    /** Dimensions of the box. */
    final int nx, ny, nz;
    /** Voxel size, mm. */
    final double[] stepMm;
    /** Number in the list of each box voxel, or −1. */
    final int[] at;
    /** Box index of each voxel of the list. */
    final int[] where;
    /** Samples, in the scan's own units. */
    final float[] sample;
    /** Expected shares of CSF, grey, white: three for each voxel. */
    final float[] prior;
    /** Number of its part in {@link Parcellation#all}. */
    final byte[] part;

    private BrainVoxels(int[] n, double[] stepMm, int[] at, int size) {
        nx = n[0];
        ny = n[1];
        nz = n[2];
        this.stepMm = stepMm;
        this.at = at;
        where = new int[size];
        sample = new float[size];
        prior = new float[3 * size];
        part = new byte[size];
    }

    /** Voxels of a whole box with what is expected there, all of one part. */
    static BrainVoxels of(int[] n, double[] stepMm, float[] sample, float[] prior) {
        int[] at = new int[sample.length];
        for (int b = 0; b < at.length; b++) {
            at[b] = b;
        }
        BrainVoxels v = new BrainVoxels(n, stepMm, at, at.length);
        System.arraycopy(at, 0, v.where, 0, at.length);
        System.arraycopy(sample, 0, v.sample, 0, at.length);
        System.arraycopy(prior, 0, v.prior, 0, prior.length);
        return v;
    }

    int size() {
        return where.length;
    }

    /** Volume of a voxel, millilitres. */
    double ml() {
        return stepMm[0] * stepMm[1] * stepMm[2] / 1000;
    }

    static BrainVoxels of(Volume scan, HeadFit fit, BrainPriors priors, Parallel par) {
        Grid g = scan.grid();
        int[] lo = new int[3], n = new int[3];
        box(g, fit, priors, lo, n);
        int[] at = new int[n[0] * n[1] * n[2]];
        Affine world = g.voxelToWorld().after(Affine.shift(lo[0], lo[1], lo[2]));
        par.ranges(n[2], (from, to) -> {
            double[] y = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < n[1]; j++) {
                    for (int i = 0; i < n[0]; i++) {
                        fit.atlasPoint(world.x(i, j, k), world.y(i, j, k), world.z(i, j, k), y);
                        at[i + n[0] * (j + n[1] * k)] = priors.distance(y) < NEAR_MM ? 0 : -1;
                    }
                }
            }
        });
        int size = 0;
        for (int b = 0; b < at.length; b++) {
            at[b] = at[b] < 0 ? -1 : size++;
        }
        double[] step = {g.spacingMm(0), g.spacingMm(1), g.spacingMm(2)};
        BrainVoxels v = new BrainVoxels(n, step, at, size);
        par.ranges(n[2], (from, to) -> {
            double[] y = new double[3];
            float[] shares = new float[3];
            for (int b = from * n[0] * n[1]; b < to * n[0] * n[1]; b++) {
                int q = at[b];
                if (q < 0) {
                    continue;
                }
                int i = b % n[0], j = b / n[0] % n[1], k = b / (n[0] * n[1]);
                fit.atlasPoint(world.x(i, j, k), world.y(i, j, k), world.z(i, j, k), y);
                priors.shares(y, shares);
                System.arraycopy(shares, 0, v.prior, 3 * q, 3);
                v.part[q] = (byte) Parcellation.indexAt(y[0], y[1], y[2]);
                v.where[q] = b;
                float s = scan.at(i + lo[0], j + lo[1], k + lo[2]);
                v.sample[q] = Float.isFinite(s) ? s : 0;
            }
        });
        return v;
    }

    /** Smallest box of voxels that holds all points of the fit's grid near the brain; empty (sides of 0) if there are none. */
    private static void box(Grid scan, HeadFit fit, BrainPriors priors, int[] lo, int[] n) {
        Grid g = fit.grid();
        Affine toScan = scan.worldToVoxel();
        double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9}, y = new double[3];
        for (int p = 0; p < g.size(); p++) {
            double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
            fit.atlasPoint(x[0], x[1], x[2], y);
            if (priors.distance(y) < NEAR_MM + 2) {
                double[] v = toScan.apply(x);
                for (int c = 0; c < 3; c++) {
                    low[c] = Math.min(low[c], v[c]);
                    high[c] = Math.max(high[c], v[c]);
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            lo[c] = (int) Math.max(0, Math.floor(low[c]));
            n[c] = (int) Math.min(scan.dim(c) - 1, Math.ceil(high[c])) - lo[c] + 1;
        }
        if (n[0] < 1 || n[1] < 1 || n[2] < 1) {
            Arrays.fill(n, 0);
        }
    }
}
