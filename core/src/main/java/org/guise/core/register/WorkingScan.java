package org.guise.core.register;

import java.util.Arrays;
import org.guise.core.kernel.Components;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * A scan on an isotropic, world-aligned RAS working grid, as registration sees it.
 *
 * <p>Intensities are scaled robustly (0 = background, 1 = 99.5th percentile) and then saturated, 1.1·x/(x+0.1): the step
 * from air to tissue dominates and the contrast between tissues matters less, which widened the capture range and halved
 * the skin distance in trials. Voxels outside the field of view are marked, never replicated.
 */
final class WorkingScan {
    private static final double KNEE = 0.1;
    private static final double HOUNSFIELD_AIR = -1000;

    final Grid grid;
    /** Scaled samples before saturation, NaN-free. */
    final float[] linear;
    /** Saturated samples in 0 … about 1.1. */
    final float[] saturated;
    /** 1 inside the field of view. */
    final byte[] valid;

    private WorkingScan(Grid grid, float[] linear, byte[] valid) {
        this.grid = grid;
        this.linear = linear;
        this.valid = valid;
        this.saturated = new float[linear.length];
        for (int i = 0; i < linear.length; i++) {
            saturated[i] = saturate(linear[i]);
        }
    }

    /** The saturating intensity map on robustly scaled samples. */
    static float saturate(double x) {
        return x <= 0 ? 0 : (float) ((1 + KNEE) * x / (x + KNEE));
    }

    /** Block means of a volume, so that no voxel axis is finer than about {@code stepMm}. */
    static Volume reduce(Volume v, double stepMm, Parallel par) {
        Grid g = v.grid();
        int[] f = new int[3];
        for (int a = 0; a < 3; a++) {
            f[a] = (int) Math.max(1, Math.min(g.dim(a), Math.floor(stepMm / g.spacingMm(a) + 0.2)));
        }
        int mx = Math.max(1, g.nx() / f[0]), my = Math.max(1, g.ny() / f[1]), mz = Math.max(1, g.nz() / f[2]);
        float[] out = new float[mx * my * mz];
        float[] in = v.data();
        float scale = 1f / (f[0] * f[1] * f[2]);
        par.ranges(mz, (a, b) -> {
            for (int z = a; z < b; z++) {
                for (int dz = 0; dz < f[2]; dz++) {
                    for (int y = 0; y < my * f[1]; y++) {
                        int p = g.index(0, y, z * f[2] + dz);
                        int q = mx * (y / f[1] + my * z);
                        for (int x = 0; x < mx; x++) {
                            float s = 0;
                            for (int dx = 0; dx < f[0]; dx++) {
                                float t = in[p++];
                                s += Float.isFinite(t) ? t : 0;
                            }
                            out[q + x] += s;
                        }
                    }
                }
                for (int q = mx * my * z; q < mx * my * (z + 1); q++) {
                    out[q] *= scale;
                }
            }
        });
        Affine cell = Affine.scaleShift(f[0], f[1], f[2], (f[0] - 1) / 2.0, (f[1] - 1) / 2.0, (f[2] - 1) / 2.0);
        return new Volume(new Grid(mx, my, mz, g.voxelToWorld().after(cell)), out);
    }

    /** Robust intensity range of a volume: background level and 99.5th percentile. */
    static double[] range(Volume v) {
        float[] d = v.data();
        int stride = Math.max(1, d.length / 200_000);
        float[] s = new float[(d.length + stride - 1) / stride];
        for (int i = 0, k = 0; i < d.length; i += stride) {
            s[k++] = d[i];
        }
        Arrays.sort(s);
        double lo = s[(int) (0.001 * (s.length - 1))];
        double hi = s[(int) (0.995 * (s.length - 1))];
        if (hounsfield(lo)) {
            lo = HOUNSFIELD_AIR; // padding values lie below it
        }
        return new double[] {lo, hi};
    }

    /** Whether a scan with this background is in Hounsfield units. */
    static boolean hounsfield(double background) {
        return background < HOUNSFIELD_AIR / 2;
    }

    /** Resamples onto an isotropic world-aligned grid that covers the whole field of view. */
    static WorkingScan whole(Volume reduced, double[] range, double stepMm, Parallel par) {
        Grid g = reduced.grid();
        double[] lo = {1e9, 1e9, 1e9}, hi = {-1e9, -1e9, -1e9};
        for (int c = 0; c < 8; c++) {
            double[] p = g.voxelToWorld()
                    .apply((c & 1) * (g.nx() - 1), (c >> 1 & 1) * (g.ny() - 1), (c >> 2) * (g.nz() - 1));
            for (int a = 0; a < 3; a++) {
                lo[a] = Math.min(lo[a], p[a]);
                hi[a] = Math.max(hi[a], p[a]);
            }
        }
        return box(reduced, range, stepMm, lo, hi, par);
    }

    /** Resamples onto an isotropic world-aligned grid between two world corners. */
    static WorkingScan box(Volume reduced, double[] range, double stepMm, double[] lo, double[] hi, Parallel par) {
        int[] n = new int[3];
        for (int a = 0; a < 3; a++) {
            n[a] = (int) Math.max(4, Math.min(1000, Math.ceil((hi[a] - lo[a]) / stepMm) + 1));
        }
        Grid grid = Grid.isotropic(n[0], n[1], n[2], stepMm, lo[0], lo[1], lo[2]);
        return onGrid(reduced, range, grid, par);
    }

    private static WorkingScan onGrid(Volume reduced, double[] range, Grid grid, Parallel par) {
        Grid g = reduced.grid();
        float[] out = new float[grid.size()];
        byte[] valid = new byte[grid.size()];
        Affine m = g.worldToVoxel().after(grid.voxelToWorld());
        double scale = 1 / Math.max(1e-12, range[1] - range[0]);
        par.ranges(grid.nz(), (a, b) -> {
            for (int k = a; k < b; k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    int p = grid.index(0, j, k);
                    for (int i = 0; i < grid.nx(); i++, p++) {
                        float s = Sampling.linear(
                                reduced.data(),
                                g.nx(),
                                g.ny(),
                                g.nz(),
                                m.x(i, j, k),
                                m.y(i, j, k),
                                m.z(i, j, k),
                                Float.NaN);
                        if (!Float.isNaN(s)) {
                            valid[p] = 1;
                            out[p] = (float) Math.max(0, (s - range[0]) * scale);
                        }
                    }
                }
            }
        });
        return new WorkingScan(grid, out, valid);
    }

    /** The same scan that sees only voxels where {@code keep} is not 0. */
    WorkingScan within(byte[] keep) {
        byte[] seen = valid.clone();
        for (int i = 0; i < seen.length; i++) {
            seen[i] = keep[i] == 0 ? 0 : seen[i];
        }
        return new WorkingScan(grid, linear, seen);
    }

    /** Half the resolution: means over 2×2×2 blocks of valid voxels. */
    WorkingScan halved() {
        int mx = Math.max(1, grid.nx() / 2), my = Math.max(1, grid.ny() / 2), mz = Math.max(1, grid.nz() / 2);
        float[] out = new float[mx * my * mz];
        byte[] ok = new byte[out.length];
        int nx = grid.nx(), ny = grid.ny();
        for (int k = 0, q = 0; k < mz; k++) {
            for (int j = 0; j < my; j++) {
                for (int i = 0; i < mx; i++, q++) {
                    float s = 0;
                    int n = 0;
                    for (int c = 0; c < 8; c++) {
                        int x = 2 * i + (c & 1), y = 2 * j + (c >> 1 & 1), z = 2 * k + (c >> 2);
                        int p = x + nx * (y + ny * z);
                        if (x < nx && y < ny && z < grid.nz() && valid[p] != 0) {
                            s += linear[p];
                            n++;
                        }
                    }
                    if (n >= 4) {
                        out[q] = s / n;
                        ok[q] = 1;
                    }
                }
            }
        }
        Affine cell = Affine.scaleShift(2, 2, 2, 0.5, 0.5, 0.5);
        return new WorkingScan(new Grid(mx, my, mz, grid.voxelToWorld().after(cell)), out, ok);
    }

    /**
     * The same scan with its coarse shading divided out: tissue over its own mean within about {@code sigmaMm}. Coil shading
     * can otherwise make a wrong pose explain the image better than the right one.
     */
    WorkingScan flattened(double sigmaMm, Parallel par) {
        int n = grid.size(), nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
        double t = tissueThreshold();
        float[] num = new float[n], den = new float[n];
        double sum = 0;
        long count = 0;
        for (int i = 0; i < n; i++) {
            if (valid[i] != 0 && saturated[i] >= t) {
                num[i] = Math.min(linear[i], 1.2f);
                den[i] = 1;
                sum += num[i];
                count++;
            }
        }
        if (count == 0) {
            return this;
        }
        float mean = (float) (sum / count);
        double sigma = sigmaMm / grid.spacingMm(0);
        Smoothing.gaussian(num, nx, ny, nz, sigma, par);
        Smoothing.gaussian(den, nx, ny, nz, sigma, par);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            float field = (num[i] + 0.02f * mean) / (den[i] + 0.02f) / mean;
            out[i] = linear[i] / Math.max(0.3f, Math.min(3f, field));
        }
        return new WorkingScan(grid, out, valid);
    }

    /** Otsu threshold on the saturated samples: between air and tissue for every contrast tried. */
    double tissueThreshold() {
        int bins = 128;
        double[] h = new double[bins];
        for (int i = 0; i < saturated.length; i++) {
            if (valid[i] != 0) {
                h[(int) Math.min(bins - 1, saturated[i] / 1.1 * bins)]++;
            }
        }
        double total = 0, sum = 0;
        for (int i = 0; i < bins; i++) {
            total += h[i];
            sum += i * h[i];
        }
        double w = 0, s = 0, best = -1;
        int arg = bins / 4;
        for (int i = 0; i < bins - 1; i++) {
            w += h[i];
            s += i * h[i];
            if (w == 0 || w == total) {
                continue;
            }
            double d = s / w - (sum - s) / (total - w);
            double between = w * (total - w) * d * d;
            if (between > best) {
                best = between;
                arg = i;
            }
        }
        return (arg + 1) * 1.1 / bins;
    }

    /** Head mask: largest component above the tissue threshold after an opening by one voxel, holes filled. */
    byte[] headMask(Parallel par) {
        double t = tissueThreshold();
        int nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
        double[] unit = {1, 1, 1};
        float[] depth = DistanceTransform.distance(nx, ny, nz, unit, i -> saturated[i] < t, par);
        byte[] core = new byte[depth.length];
        for (int i = 0; i < core.length; i++) {
            core[i] = (byte) (depth[i] > 1.5 ? 1 : 0);
        }
        byte[] big = Components.largest(core, nx, ny, nz);
        float[] back = DistanceTransform.distance(nx, ny, nz, unit, i -> big[i] != 0, par);
        byte[] mask = new byte[depth.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (back[i] <= 1.5 && saturated[i] >= t && valid[i] != 0 ? 1 : 0);
        }
        Components.fillHoles(mask, nx, ny, nz);
        return mask;
    }
}
