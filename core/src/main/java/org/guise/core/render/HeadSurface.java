package org.guise.core.render;

import java.util.Objects;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * The outer surface of a head: the points where the scan, smoothed by a Gaussian of 0.9 mm, crosses a threshold.
 *
 * <p>No mesh is made: rays are cast in the smoothed copy (about 1 mm voxels along the scan's own axes), in which parts
 * that do not hang together with the head have been erased. A ray meets the surface at the first crossing from
 * outside, so cavities inside play no part. Where the field of view cuts tissue, the cut itself is the surface.
 *
 * <p>Immutable and thread-safe. Memory: 4 bytes a voxel of the copy, at most 32 million voxels; time: about 15 ns a
 * voxel and thread.
 */
public final class HeadSurface {
    /** Standard deviation of the smoothing. */
    public static final double SMOOTHING_MM = 0.9;

    /** A floating piece of at least this size that was skin or flesh before is a remnant worth seeing. */
    private static final double REMNANT_MM3 = 300;

    private final float[] data;
    private final int nx, ny, nz;
    private final Affine toVoxel;
    private final float threshold;
    private final EmptySpace empty;
    private final double[] centreMm;
    private final double[] boundsMm;
    private final double stepMm;
    private final int voxels;
    private final double voxelMm3;

    private HeadSurface(Volume copy, float threshold, HeadSurface before, int threads) {
        Grid g = copy.grid();
        this.data = copy.data();
        this.threshold = threshold;
        nx = g.nx();
        ny = g.ny();
        nz = g.nz();
        toVoxel = g.worldToVoxel();
        stepMm = 0.5 * Math.min(g.spacingMm(0), Math.min(g.spacingMm(1), g.spacingMm(2)));
        voxelMm3 = Math.abs(g.voxelToWorld().det());
        Components parts = new Components(data, nx, ny, nz, threshold);
        float low = lowBelow(data, threshold);
        if (before == null) {
            parts.erase(data, low, Integer.MAX_VALUE, i -> false);
        } else {
            int least = (int) Math.ceil(REMNANT_MM3 / voxelMm3);
            parts.erase(data, low, least, i -> before.data[i] >= before.threshold);
        }
        voxels = parts.headVoxels();
        int[] b = parts.bounds();
        centreMm = g.voxelToWorld().apply(0.5 * (b[0] + b[3]), 0.5 * (b[1] + b[4]), 0.5 * (b[2] + b[5]));
        boundsMm = worldBox(g.voxelToWorld(), b);
        empty = new EmptySpace(data, nx, ny, nz, threshold, threads);
    }

    /**
     * The surface of a scan.
     *
     * @param scan one frame; not modified
     * @param threshold sample value at the skin, see {@link SurfaceThreshold}
     * @param threads number of threads; the result does not depend on it
     */
    public static HeadSurface of(Volume scan, double threshold, int threads) {
        return new HeadSurface(SmoothCopy.of(scan, SMOOTHING_MM, threads), (float) threshold, null, threads);
    }

    /**
     * The surface of a changed version of the same scan, at the same threshold. Floating pieces of 0.3 ml or more that
     * belonged to the head before stay visible: a remnant must not be hidden.
     *
     * @throws IllegalArgumentException if the grids differ
     */
    public HeadSurface of(Volume changed, int threads) {
        Objects.requireNonNull(changed);
        Volume copy = SmoothCopy.of(changed, SMOOTHING_MM, threads);
        if (copy.grid().nx() != nx || copy.grid().ny() != ny || copy.grid().nz() != nz) {
            throw new IllegalArgumentException(
                    "the changed scan has another grid than the scan before: render it on its own");
        }
        return new HeadSurface(copy, threshold, this, threads);
    }

    /** Centre of the bounding box of the head in world RAS mm, a new array of 3. */
    public double[] centreMm() {
        return centreMm.clone();
    }

    /** Bounding box {x0, y0, z0, x1, y1, z1} of the head in world RAS mm, a new array. */
    public double[] boundsMm() {
        return boundsMm.clone();
    }

    /** Volume inside the surface (cavities left out) in mm³. */
    public double volumeMm3() {
        return voxels * voxelMm3;
    }

    /**
     * Distance in mm along a ray to the surface, or NaN if the ray misses it.
     *
     * @param originMm start in world RAS mm, not modified
     * @param direction unit vector in world RAS, not modified
     */
    public double depthMm(double[] originMm, double[] direction) {
        Ray ray = new Ray();
        return ray.cast(originMm, direction) ? ray.t : Double.NaN;
    }

    /** Outward unit normal where a ray meets the surface, or null if it misses. Arguments as in {@link #depthMm}. */
    public double[] normal(double[] originMm, double[] direction) {
        Ray ray = new Ray();
        return ray.cast(originMm, direction) ? new double[] {ray.normalX, ray.normalY, ray.normalZ} : null;
    }

    private static double[] worldBox(Affine voxelToWorld, int[] b) {
        double[] box = {
            Double.MAX_VALUE,
            Double.MAX_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            -Double.MAX_VALUE,
            -Double.MAX_VALUE
        };
        for (int corner = 0; corner < 8; corner++) {
            double[] p =
                    voxelToWorld.apply(b[(corner & 1) * 3], b[(corner >> 1 & 1) * 3 + 1], b[(corner >> 2) * 3 + 2]);
            for (int a = 0; a < 3; a++) {
                box[a] = Math.min(box[a], p[a]);
                box[a + 3] = Math.max(box[a + 3], p[a]);
            }
        }
        return box;
    }

    private static float lowBelow(float[] v, float threshold) {
        float low = threshold;
        for (float x : v) {
            low = x < low ? x : low;
        }
        return low < threshold ? low : threshold - 1;
    }

    /** Trilinear sample at voxel coordinates, clamped to the grid. */
    private float sample(double x, double y, double z) {
        x = x < 0 ? 0 : Math.min(x, nx - 1);
        y = y < 0 ? 0 : Math.min(y, ny - 1);
        z = z < 0 ? 0 : Math.min(z, nz - 1);
        int i = (int) x, j = (int) y, k = (int) z;
        float fx = (float) (x - i), fy = (float) (y - j), fz = (float) (z - k);
        int dx = i + 1 < nx ? 1 : 0, dy = j + 1 < ny ? nx : 0, dz = k + 1 < nz ? nx * ny : 0;
        int p = i + nx * (j + ny * k);
        float[] v = data;
        float a = v[p] + fx * (v[p + dx] - v[p]);
        float b = v[p + dy] + fx * (v[p + dy + dx] - v[p + dy]);
        int q = p + dz;
        float c = v[q] + fx * (v[q + dx] - v[q]);
        float d = v[q + dy] + fx * (v[q + dy + dx] - v[q + dy]);
        float lower = a + fy * (b - a), upper = c + fy * (d - c);
        return lower + fz * (upper - lower);
    }

    /** One ray at a time, reused by one thread: the answer stands in the fields. */
    final class Ray {
        /** Distance of the hit in mm. */
        double t;

        /** Outward unit normal at the hit, world RAS. */
        double normalX, normalY, normalZ;

        /** Whether the hit lies on the border of the field of view. */
        boolean cut;

        private final double[] wx = new double[4], wy = new double[4], wz = new double[4];
        private final double[] sx = new double[4], sy = new double[4], sz = new double[4];

        /** Casts a ray; true if it meets the surface. */
        boolean cast(double[] o, double[] d) {
            double ox = toVoxel.x(o[0], o[1], o[2]), oy = toVoxel.y(o[0], o[1], o[2]), oz = toVoxel.z(o[0], o[1], o[2]);
            double dx = toVoxel.x(d[0], d[1], d[2]) - toVoxel.get(0, 3);
            double dy = toVoxel.y(d[0], d[1], d[2]) - toVoxel.get(1, 3);
            double dz = toVoxel.z(d[0], d[1], d[2]) - toVoxel.get(2, 3);
            double ex = enter(ox, dx, nx), ey = enter(oy, dy, ny), ez = enter(oz, dz, nz);
            double from = Math.max(0, Math.max(ex, Math.max(ey, ez)));
            double to = Math.min(leave(ox, dx, nx), Math.min(leave(oy, dy, ny), leave(oz, dz, nz)));
            if (!(from <= to)) {
                return false;
            }
            double now = from, lastOutside = from;
            while (now <= to) {
                double x = ox + now * dx, y = oy + now * dy, z = oz + now * dz;
                double free = empty.freeRun(x, y, z, dx, dy, dz);
                if (free > 0) {
                    now += free;
                    // all of the run is free, so the crossing is looked for in its last step only
                    lastOutside = Math.max(from, now - stepMm);
                    continue;
                }
                if (sample(x, y, z) >= threshold) {
                    cut = now == from;
                    if (cut) {
                        t = now;
                        int axis = ex >= ey && ex >= ez ? 0 : ey >= ez ? 1 : 2;
                        double sign = axis == 0 ? -Math.signum(dx) : axis == 1 ? -Math.signum(dy) : -Math.signum(dz);
                        setNormal(
                                sign * toVoxel.get(axis, 0), sign * toVoxel.get(axis, 1), sign * toVoxel.get(axis, 2));
                    } else {
                        t = bisect(lastOutside, now, ox, oy, oz, dx, dy, dz);
                        gradientNormal(ox + t * dx, oy + t * dy, oz + t * dz, d);
                    }
                    return true;
                }
                lastOutside = now;
                now += stepMm;
            }
            return false;
        }

        private double bisect(
                double outside, double inside, double ox, double oy, double oz, double dx, double dy, double dz) {
            for (int i = 0; i < 10; i++) {
                double mid = 0.5 * (outside + inside);
                if (sample(ox + mid * dx, oy + mid * dy, oz + mid * dz) >= threshold) {
                    inside = mid;
                } else {
                    outside = mid;
                }
            }
            return 0.5 * (outside + inside);
        }

        /**
         * The normal from the exact slopes of the cubic B-spline over the samples: smooth from voxel to voxel, where
         * differences of trilinear samples would show the grid, and read from no more samples than those.
         */
        private void gradientNormal(double x, double y, double z, double[] direction) {
            int i = weights(x, wx, sx), j = weights(y, wy, sy), k = weights(z, wz, sz);
            double gx = 0, gy = 0, gz = 0;
            for (int c = 0; c < 4; c++) {
                int slab = ny * Math.clamp(k + c, 0, nz - 1);
                for (int b = 0; b < 4; b++) {
                    int row = nx * (Math.clamp(j + b, 0, ny - 1) + slab);
                    double value = 0, slope = 0;
                    for (int a = 0; a < 4; a++) {
                        float v = data[row + Math.clamp(i + a, 0, nx - 1)];
                        value += wx[a] * v;
                        slope += sx[a] * v;
                    }
                    gx += wy[b] * wz[c] * slope;
                    gy += sy[b] * wz[c] * value;
                    gz += wy[b] * sz[c] * value;
                }
            }
            double rx = gx * toVoxel.get(0, 0) + gy * toVoxel.get(1, 0) + gz * toVoxel.get(2, 0);
            double ry = gx * toVoxel.get(0, 1) + gy * toVoxel.get(1, 1) + gz * toVoxel.get(2, 1);
            double rz = gx * toVoxel.get(0, 2) + gy * toVoxel.get(1, 2) + gz * toVoxel.get(2, 2);
            if (rx * rx + ry * ry + rz * rz > 0) {
                setNormal(-rx, -ry, -rz);
            } else {
                setNormal(-direction[0], -direction[1], -direction[2]);
            }
        }

        /** Fills the B-spline weights and slopes at p; returns the index of the first of the four samples. */
        private static int weights(double p, double[] w, double[] s) {
            int base = (int) Math.floor(p);
            double f = p - base, g = 1 - f;
            w[0] = g * g * g / 6;
            w[1] = 2.0 / 3 - f * f * (1 - f / 2);
            w[2] = 2.0 / 3 - g * g * (1 - g / 2);
            w[3] = f * f * f / 6;
            s[0] = -g * g / 2;
            s[1] = f * (1.5 * f - 2);
            s[2] = -g * (1.5 * g - 2);
            s[3] = f * f / 2;
            return base - 1;
        }

        private void setNormal(double x, double y, double z) {
            double n = 1 / Math.sqrt(x * x + y * y + z * z);
            normalX = x * n;
            normalY = y * n;
            normalZ = z * n;
        }
    }

    private static double enter(double o, double d, int n) {
        return d > 0 ? -o / d : d < 0 ? (n - 1 - o) / d : o >= 0 && o <= n - 1 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }

    private static double leave(double o, double d, int n) {
        return d > 0 ? (n - 1 - o) / d : d < 0 ? -o / d : Double.POSITIVE_INFINITY;
    }
}
