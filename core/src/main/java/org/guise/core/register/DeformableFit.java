package org.guise.core.register;

import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * Greedy diffeomorphic registration of the atlas, synthesised in the scan's own contrast, to the scan: squared local
 * correlation (Avants 2008), compositive updates with fluid and diffusive smoothing (Yushkevich's greedy settings: σ 1.73
 * and 0.7 voxels, steps of at most one voxel), at 8, 4 and 2 mm. Outside the field of view, and where the atlas knows
 * nothing, there is no force.
 */
final class DeformableFit {
    private static final int RADIUS = 4;
    private static final double FLUID = 1.73;
    private static final double DIFFUSIVE = 0.7;
    /** Variance below which a window carries no information (noise in air), in saturated units. */
    private static final float FLOOR = 1e-3f;

    private final AtlasModel model;
    private final Affine affine;
    private final Parallel par;

    DeformableFit(AtlasModel model, Affine affine, Parallel par) {
        this.model = model;
        this.affine = affine;
        this.par = par;
    }

    /** Refines {@code u} (3 channels on the scan level's grid, atlas mm; modified) and returns the tissue means used. */
    double[] level(WorkingScan scan, AtlasModel.Level atlas, float[] u, int iterations) {
        Grid g = scan.grid;
        int n = g.size();
        double[] means = TissueMeans.estimate(scan, atlas, affine, u);
        float[] moving = atlas.synthesise(means, par);
        for (int i = 0; i < moving.length; i++) {
            moving[i] = WorkingScan.saturate(moving[i]);
        }
        float[] w = weights(scan, u);
        float[] f = scan.saturated.clone();
        float[] count = w.clone(), sumF = new float[n], sumFF = new float[n];
        for (int i = 0; i < n; i++) {
            f[i] *= w[i];
            sumF[i] = f[i];
            sumFF[i] = f[i] * f[i];
        }
        Smoothing.boxSum(count, g.nx(), g.ny(), g.nz(), RADIUS, par);
        Smoothing.boxSum(sumF, g.nx(), g.ny(), g.nz(), RADIUS, par);
        Smoothing.boxSum(sumFF, g.nx(), g.ny(), g.nz(), RADIUS, par);
        float[] m = new float[n], sumM = new float[n], sumMM = new float[n], sumFM = new float[n];
        float[] v = new float[3 * n], next = new float[3 * n];
        for (int it = 0; it < iterations; it++) {
            warp(g, atlas.grid, moving, u, m);
            par.ranges(g.nz(), (a, b) -> {
                for (int i = a * g.nx() * g.ny(); i < b * g.nx() * g.ny(); i++) {
                    float x = m[i] * w[i];
                    sumM[i] = x;
                    sumMM[i] = x * x;
                    sumFM[i] = x * f[i];
                }
            });
            Smoothing.boxSum(sumM, g.nx(), g.ny(), g.nz(), RADIUS, par);
            Smoothing.boxSum(sumMM, g.nx(), g.ny(), g.nz(), RADIUS, par);
            Smoothing.boxSum(sumFM, g.nx(), g.ny(), g.nz(), RADIUS, par);
            force(g, f, m, w, count, sumF, sumFF, sumM, sumMM, sumFM, v);
            for (int c = 0; c < 3; c++) {
                Smoothing.gaussian(v, c * n, g.nx(), g.ny(), g.nz(), FLUID, FLUID, FLUID, par);
            }
            double step = 1.0 - 0.7 * it / Math.max(1, iterations);
            float longest = longest(v, n);
            if (!(longest > 0)) {
                break;
            }
            compose(g, u, v, (float) step / longest, next);
            System.arraycopy(next, 0, u, 0, u.length);
            for (int c = 0; c < 3; c++) {
                smoothField(u, c * n, g);
            }
        }
        return means;
    }

    /** Mean signed squared local correlation over the head for a displacement: how well local structure agrees. */
    double agreement(WorkingScan scan, AtlasModel.Level atlas, float[] u) {
        Grid g = scan.grid, a = atlas.grid;
        int n = g.size(), nx = g.nx(), ny = g.ny(), nz = g.nz();
        float[] moving = atlas.synthesise(TissueMeans.estimate(scan, atlas, affine, u), par);
        float[] depth = new float[moving.length];
        for (int i = 0; i < moving.length; i++) {
            moving[i] = WorkingScan.saturate(moving[i]);
            depth[i] = 1 - atlas.fraction[0][i] / AtlasModel.Level.FULL;
        }
        float[] w = weights(scan, u);
        float[] m = new float[n], head = new float[n];
        warp(g, a, moving, u, m);
        warp(g, a, depth, u, head);
        float[] count = w.clone(), f = new float[n], ff = new float[n], mm = new float[n], fm = new float[n];
        for (int i = 0; i < n; i++) {
            f[i] = w[i] * scan.saturated[i];
            m[i] *= w[i];
            ff[i] = f[i] * f[i];
            mm[i] = m[i] * m[i];
            fm[i] = f[i] * m[i];
        }
        for (float[] v : new float[][] {count, f, m, ff, mm, fm}) {
            Smoothing.boxSum(v, nx, ny, nz, RADIUS, par);
        }
        double sum = 0, all = 0;
        for (int i = 0; i < n; i++) {
            if (w[i] == 0 || count[i] < 30 || head[i] < 0.5f) {
                continue;
            }
            float c = 1 / count[i];
            float vf = ff[i] * c - f[i] * c * f[i] * c + FLOOR, vm = mm[i] * c - m[i] * c * m[i] * c + FLOOR;
            float cov = fm[i] * c - f[i] * c * m[i] * c;
            sum += Math.abs(cov) * cov / (vf * vm);
            all++;
        }
        return all == 0 ? 0 : sum / all;
    }

    /** Diffusive smoothing with replicated borders: subtract the border-safe way by normalising with the smoothed ones. */
    private void smoothField(float[] u, int offset, Grid g) {
        int nx = g.nx(), ny = g.ny(), nz = g.nz();
        float[] edge = edgeWeights(g);
        Smoothing.gaussian(u, offset, nx, ny, nz, DIFFUSIVE, DIFFUSIVE, DIFFUSIVE, par);
        par.ranges(nz, (a, b) -> {
            for (int z = a; z < b; z++) {
                for (int y = 0; y < ny; y++) {
                    int p = nx * (y + ny * z);
                    float e = edge[nx + y] * edge[nx + ny + z];
                    for (int x = 0; x < nx; x++) {
                        u[offset + p + x] /= edge[x] * e;
                    }
                }
            }
        });
    }

    private float[] edgeCache = new float[0];

    private float[] edgeWeights(Grid g) {
        int nx = g.nx(), ny = g.ny(), nz = g.nz();
        if (edgeCache.length != nx + ny + nz) {
            edgeCache = new float[nx + ny + nz];
            int at = 0;
            for (int a = 0; a < 3; a++) {
                float[] one = new float[g.dim(a)];
                java.util.Arrays.fill(one, 1f);
                Smoothing.gaussian(one, 0, one.length, 1, 1, DIFFUSIVE, 0, 0, par);
                System.arraycopy(one, 0, edgeCache, at, one.length);
                at += one.length;
            }
        }
        return edgeCache;
    }

    /** 1 where the scan has a value and the atlas knows what should be there. */
    private float[] weights(WorkingScan scan, float[] u) {
        Grid g = scan.grid, a = model.levels[0].grid;
        int n = g.size();
        Affine toAtlas = a.worldToVoxel();
        float[] w = new float[n];
        par.ranges(g.nz(), (from, to) -> {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    for (int i = 0; i < g.nx(); i++) {
                        int p = g.index(i, j, k);
                        if (scan.valid[p] == 0) {
                            continue;
                        }
                        double x = g.voxelToWorld().x(i, j, k),
                                y = g.voxelToWorld().y(i, j, k),
                                z = g.voxelToWorld().z(i, j, k);
                        double ax = affine.x(x, y, z) + u[p];
                        double ay = affine.y(x, y, z) + u[p + n];
                        double az = affine.z(x, y, z) + u[p + 2 * n];
                        double vz = toAtlas.z(ax, ay, az);
                        if (vz < -0.5) {
                            continue;
                        }
                        int q = Sampling.nearestClamped(
                                a.nx(), a.ny(), a.nz(), toAtlas.x(ax, ay, az), toAtlas.y(ax, ay, az), vz);
                        w[p] = model.group[q] == AtlasModel.UNKNOWN_GROUP ? 0 : 1;
                    }
                }
            }
        });
        return w;
    }

    private void warp(Grid g, Grid a, float[] moving, float[] u, float[] m) {
        int n = g.size();
        Affine w2v = a.worldToVoxel();
        Affine base = w2v.after(affine).after(g.voxelToWorld());
        double sx = w2v.get(0, 0), sy = w2v.get(1, 1), sz = w2v.get(2, 2);
        par.ranges(g.nz(), (from, to) -> {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    int p = g.index(0, j, k);
                    for (int i = 0; i < g.nx(); i++, p++) {
                        m[p] = Sampling.clamped(
                                moving,
                                0,
                                a.nx(),
                                a.ny(),
                                a.nz(),
                                base.x(i, j, k) + sx * u[p],
                                base.y(i, j, k) + sy * u[p + n],
                                base.z(i, j, k) + sz * u[p + 2 * n]);
                    }
                }
            }
        });
    }

    private void force(
            Grid g,
            float[] f,
            float[] m,
            float[] w,
            float[] count,
            float[] sumF,
            float[] sumFF,
            float[] sumM,
            float[] sumMM,
            float[] sumFM,
            float[] v) {
        int n = g.size(), nx = g.nx(), ny = g.ny(), nz = g.nz(), nxy = nx * ny;
        par.ranges(nz, (a, b) -> {
            for (int k = a; k < b; k++) {
                for (int j = 0; j < ny; j++) {
                    int p = g.index(0, j, k);
                    for (int i = 0; i < nx; i++, p++) {
                        float gx = 0, gy = 0, gz = 0;
                        if (w[p] != 0 && count[p] > 30) {
                            float c = 1 / count[p];
                            float mf = sumF[p] * c, mm = sumM[p] * c;
                            float ff = sumFF[p] * c - mf * mf + FLOOR;
                            float vv = sumMM[p] * c - mm * mm + FLOOR;
                            float fm = sumFM[p] * c - mf * mm;
                            float q = Math.abs(fm) / (ff * vv) * ((f[p] - mf) - fm / vv * (m[p] - mm));
                            gx = q * (m[i < nx - 1 ? p + 1 : p] - m[i > 0 ? p - 1 : p]);
                            gy = q * (m[j < ny - 1 ? p + nx : p] - m[j > 0 ? p - nx : p]);
                            gz = q * (m[k < nz - 1 ? p + nxy : p] - m[k > 0 ? p - nxy : p]);
                        }
                        v[p] = gx;
                        v[p + n] = gy;
                        v[p + 2 * n] = gz;
                    }
                }
            }
        });
    }

    /** Length of the longest vector. */
    private float longest(float[] v, int n) {
        int parts = 16;
        float[] squares = new float[parts];
        par.ranges(parts, (a, b) -> {
            for (int part = a; part < b; part++) {
                float max = 0;
                int to = (int) ((long) n * (part + 1) / parts);
                for (int i = (int) ((long) n * part / parts); i < to; i++) {
                    max = Math.max(max, v[i] * v[i] + v[i + n] * v[i + n] + v[i + 2 * n] * v[i + 2 * n]);
                }
                squares[part] = max;
            }
        });
        float max = 0;
        for (float s : squares) {
            max = Math.max(max, s);
        }
        return (float) Math.sqrt(max);
    }

    /** u'(x) = A·s·v(x) + u(x + s·v(x)). */
    private void compose(Grid g, float[] u, float[] v, float s, float[] out) {
        int n = g.size(), nx = g.nx(), ny = g.ny(), nz = g.nz();
        double h = g.spacingMm(0);
        float[] a = new float[12];
        double[] full = affine.toArray();
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) (h * full[i]);
        }
        par.ranges(nz, (from, to) -> {
            float[] there = new float[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < ny; j++) {
                    int p = g.index(0, j, k);
                    for (int i = 0; i < nx; i++, p++) {
                        float vx = s * v[p], vy = s * v[p + n], vz = s * v[p + 2 * n];
                        Sampling.clamped3(u, n, nx, ny, nz, i + vx, j + vy, k + vz, there);
                        out[p] = there[0] + a[0] * vx + a[1] * vy + a[2] * vz;
                        out[p + n] = there[1] + a[4] * vx + a[5] * vy + a[6] * vz;
                        out[p + 2 * n] = there[2] + a[8] * vx + a[9] * vy + a[10] * vz;
                    }
                }
            }
        });
    }

    /** Resamples a displacement field from one grid to another by trilinear interpolation. */
    static float[] resample(Grid from, float[] u, Grid to, Parallel par) {
        int n = to.size(), m = from.size();
        float[] out = new float[3 * n];
        Affine t = from.worldToVoxel().after(to.voxelToWorld());
        par.ranges(to.nz(), (a, b) -> {
            float[] there = new float[3];
            for (int k = a; k < b; k++) {
                for (int j = 0; j < to.ny(); j++) {
                    int p = to.index(0, j, k);
                    for (int i = 0; i < to.nx(); i++, p++) {
                        Sampling.clamped3(
                                u, m, from.nx(), from.ny(), from.nz(), t.x(i, j, k), t.y(i, j, k), t.z(i, j, k), there);
                        out[p] = there[0];
                        out[p + n] = there[1];
                        out[p + 2 * n] = there[2];
                    }
                }
            }
        });
        return out;
    }
}
