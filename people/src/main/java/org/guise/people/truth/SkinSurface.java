package org.guise.people.truth;

import java.util.Arrays;
import org.guise.core.kernel.Components;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * The outer surface of the largest body in a volume as a cloud of sub-voxel threshold crossings with normals, in world RAS
 * mm. Surfaces of cavities that do not reach the border of the grid are left out. Finds the nearest point fast.
 */
public final class SkinSurface {
    private static final double CELL_MM = 4;
    private static final double CLEAR_MM = 15;
    /** A ray starts this far outside, clear of the staircase of its own surface. */
    private static final double FIRST_MM = 3;

    private static final double SMOOTH_MM = 0.6;
    private static final double SMOOTH_UP_TO_MM = 1.6;

    private final int count;

    /** Half the widest spacing of the samples: a surface point may lie this far beside the nearest crossing, mm. */
    private final double beside;

    private final float[] xyz;
    private final float[] normal;
    private final double[] low = new double[3];
    private final int[] cells = new int[3];
    private final int[] first;
    private final int[] order;

    private SkinSurface(float[] xyz, float[] normal, double beside) {
        this.beside = beside;
        this.count = xyz.length / 3;
        this.xyz = xyz;
        this.normal = normal;
        for (int c = 0; c < 3; c++) {
            double lo = 1e9, hi = -1e9;
            for (int i = c; i < xyz.length; i += 3) {
                lo = Math.min(lo, xyz[i]);
                hi = Math.max(hi, xyz[i]);
            }
            low[c] = lo;
            cells[c] = count == 0 ? 1 : (int) ((hi - lo) / CELL_MM) + 1;
        }
        first = new int[cells[0] * cells[1] * cells[2] + 1];
        order = new int[count];
        int[] cell = new int[count];
        for (int i = 0; i < count; i++) {
            cell[i] = cellOf(0, xyz[3 * i])
                    + cells[0] * (cellOf(1, xyz[3 * i + 1]) + cells[1] * cellOf(2, xyz[3 * i + 2]));
            first[cell[i] + 1]++;
        }
        for (int i = 1; i < first.length; i++) {
            first[i] += first[i - 1];
        }
        int[] next = first.clone();
        for (int i = 0; i < count; i++) {
            order[next[cell[i]]++] = i;
        }
    }

    private int cellOf(int axis, double v) {
        return (int) Math.floor((v - low[axis]) / CELL_MM);
    }

    /** The surface of a scan at its own threshold, slightly smoothed (σ 0.6 mm) against noise. The scan is not modified. */
    public static SkinSurface ofScan(Volume scan, double threshold, Parallel par) {
        return of(smoothed(scan, par), threshold, 0);
    }

    /**
     * The same without what lies behind other tissue: a point counts if a ray along its outward normal meets none for 15 mm.
     * In many scans dark bone and air cells join the air around, and their walls are surfaces too, but nobody sees them.
     */
    public static SkinSurface visible(Volume scan, double threshold, Parallel par) {
        return of(smoothed(scan, par), threshold, CLEAR_MM);
    }

    private static Volume smoothed(Volume scan, Parallel par) {
        Grid g = scan.grid();
        float[] v = scan.data().clone();
        double[] s = new double[3];
        for (int a = 0; a < 3; a++) {
            s[a] = g.spacingMm(a) <= SMOOTH_UP_TO_MM ? SMOOTH_MM / g.spacingMm(a) : 0;
        }
        Smoothing.gaussian(v, 0, g.nx(), g.ny(), g.nz(), s[0], s[1], s[2], par);
        return new Volume(g, v);
    }

    /** The surface where the samples cross the threshold. */
    public static SkinSurface of(Volume volume, double threshold) {
        return of(volume, threshold, 0);
    }

    private static SkinSurface of(Volume volume, double threshold, double clearMm) {
        Grid g = volume.grid();
        float[] v = volume.data();
        byte[] body = new byte[g.size()];
        for (int p = 0; p < body.length; p++) {
            body[p] = (byte) (v[p] >= threshold ? 1 : 0);
        }
        body = Components.largest(body, g.nx(), g.ny(), g.nz());
        byte[] filled = body.clone();
        Components.fillHoles(filled, g.nx(), g.ny(), g.nz());
        Affine v2w = g.voxelToWorld();
        Affine w2v = g.worldToVoxel();
        int[] step = {1, g.nx(), g.nx() * g.ny()};
        float[] xyz = new float[3 << 16], normal = new float[3 << 16];
        int n = 0;
        double[] a = new double[3], b = new double[3];
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++) {
                    int p = g.index(i, j, k);
                    for (int c = 0; c < 3; c++) {
                        if ((c == 0 ? i : c == 1 ? j : k) + 1 >= g.dim(c)) {
                            continue;
                        }
                        int q = p + step[c];
                        boolean crossing = body[p] != 0 && filled[q] == 0 || body[q] != 0 && filled[p] == 0;
                        if (!crossing) {
                            continue;
                        }
                        double f = (v[p] - threshold) / (v[p] - v[q]);
                        f = Math.max(0, Math.min(1, f));
                        gradient(g, v, i, j, k, a);
                        gradient(g, v, i + (c == 0 ? 1 : 0), j + (c == 1 ? 1 : 0), k + (c == 2 ? 1 : 0), b);
                        double vx = (1 - f) * a[0] + f * b[0],
                                vy = (1 - f) * a[1] + f * b[1],
                                vz = (1 - f) * a[2] + f * b[2];
                        double nx = vx * w2v.get(0, 0) + vy * w2v.get(1, 0) + vz * w2v.get(2, 0);
                        double ny = vx * w2v.get(0, 1) + vy * w2v.get(1, 1) + vz * w2v.get(2, 1);
                        double nz = vx * w2v.get(0, 2) + vy * w2v.get(1, 2) + vz * w2v.get(2, 2);
                        double length = Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-20;
                        double x = i + (c == 0 ? f : 0), y = j + (c == 1 ? f : 0), z = k + (c == 2 ? f : 0);
                        if (!clear(g, body, v2w.apply(x, y, z), nx / length, ny / length, nz / length, clearMm)) {
                            continue;
                        }
                        if (3 * n + 3 > xyz.length) {
                            xyz = Arrays.copyOf(xyz, 2 * xyz.length);
                            normal = Arrays.copyOf(normal, xyz.length);
                        }
                        xyz[3 * n] = (float) v2w.x(x, y, z);
                        xyz[3 * n + 1] = (float) v2w.y(x, y, z);
                        xyz[3 * n + 2] = (float) v2w.z(x, y, z);
                        normal[3 * n] = (float) (nx / length);
                        normal[3 * n + 1] = (float) (ny / length);
                        normal[3 * n + 2] = (float) (nz / length);
                        n++;
                    }
                }
            }
        }
        double widest = Math.max(g.spacingMm(0), Math.max(g.spacingMm(1), g.spacingMm(2)));
        return new SkinSurface(Arrays.copyOf(xyz, 3 * n), Arrays.copyOf(normal, 3 * n), widest / 2);
    }

    /** Whether no body lies within {@code clearMm} against the normal. */
    private static boolean clear(Grid g, byte[] body, double[] p, double nx, double ny, double nz, double clearMm) {
        Affine w2v = g.worldToVoxel();
        for (double t = FIRST_MM; t <= clearMm; t++) {
            double[] q = w2v.apply(p[0] - t * nx, p[1] - t * ny, p[2] - t * nz);
            int a = (int) Math.round(q[0]), b = (int) Math.round(q[1]), c = (int) Math.round(q[2]);
            if (a >= 0 && b >= 0 && c >= 0 && a < g.nx() && b < g.ny() && c < g.nz() && body[g.index(a, b, c)] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Central differences in sample units per voxel, one-sided at the border. */
    private static void gradient(Grid g, float[] v, int i, int j, int k, double[] out) {
        out[0] = v[g.index(Math.min(i + 1, g.nx() - 1), j, k)] - v[g.index(Math.max(i - 1, 0), j, k)];
        out[1] = v[g.index(i, Math.min(j + 1, g.ny() - 1), k)] - v[g.index(i, Math.max(j - 1, 0), k)];
        out[2] = v[g.index(i, j, Math.min(k + 1, g.nz() - 1))] - v[g.index(i, j, Math.max(k - 1, 0))];
    }

    /** This surface moved by a similarity without reflection. */
    public SkinSurface moved(Affine by) {
        float[] p = new float[xyz.length], n = new float[xyz.length];
        double s = by.columnLength(0);
        for (int i = 0; i < p.length; i += 3) {
            double[] q = by.apply(xyz[i], xyz[i + 1], xyz[i + 2]);
            for (int a = 0; a < 3; a++) {
                p[i + a] = (float) q[a];
                n[i + a] = (float)
                        ((by.get(a, 0) * normal[i] + by.get(a, 1) * normal[i + 1] + by.get(a, 2) * normal[i + 2]) / s);
            }
        }
        return new SkinSurface(p, n, s * beside);
    }

    /** Number of points. */
    public int size() {
        return count;
    }

    /** Coordinate 0, 1 or 2 of a point, mm. */
    public double coordinate(int point, int axis) {
        return xyz[3 * point + axis];
    }

    /** Component 0, 1 or 2 of the unit normal at a point; it points into the brighter side. */
    public double normal(int point, int axis) {
        return normal[3 * point + axis];
    }

    /** Number of the point nearest to (x, y, z), or −1 if none lies within {@code withinMm}. */
    public int nearest(double x, double y, double z, double withinMm) {
        return nearest(x, y, z, 0, 0, 0, withinMm);
    }

    /** The same among the points whose normal is within 90° of (u, v, w); of all points if that is zero. */
    private int nearest(double x, double y, double z, double u, double v, double w, double withinMm) {
        boolean any = u == 0 && v == 0 && w == 0;
        int best = -1;
        double bestSquare = withinMm * withinMm;
        int cx = cellOf(0, x), cy = cellOf(1, y), cz = cellOf(2, z);
        for (int r = 0; (r - 1) * CELL_MM <= Math.sqrt(bestSquare); r++) {
            for (int k = Math.max(0, cz - r); k <= Math.min(cells[2] - 1, cz + r); k++) {
                for (int j = Math.max(0, cy - r); j <= Math.min(cells[1] - 1, cy + r); j++) {
                    boolean shell = Math.abs(k - cz) == r || Math.abs(j - cy) == r;
                    for (int i = cx - r; i <= cx + r; i += shell || r == 0 ? 1 : 2 * r) {
                        if (i < 0 || i >= cells[0]) {
                            continue;
                        }
                        int c = i + cells[0] * (j + cells[1] * k);
                        for (int o = first[c]; o < first[c + 1]; o++) {
                            int p = order[o];
                            double dx = xyz[3 * p] - x, dy = xyz[3 * p + 1] - y, dz = xyz[3 * p + 2] - z;
                            double d = dx * dx + dy * dy + dz * dz;
                            if (d < bestSquare
                                    && (any || u * normal[3 * p] + v * normal[3 * p + 1] + w * normal[3 * p + 2] > 0)) {
                                bestSquare = d;
                                best = p;
                            }
                        }
                    }
                }
            }
        }
        return best;
    }

    /**
     * Distance in mm to the surface, at most {@code withinMm}: to the tangent plane of the nearest point, so that the spacing
     * of the points does not count.
     */
    public double distance(double x, double y, double z, double withinMm) {
        return toTangent(nearest(x, y, z, withinMm), x, y, z, withinMm);
    }

    /**
     * The same to the part of the surface that faces the way {@code normal} does. Dark bone and air cells join the air around
     * in many scans, so that the inner side of the skin is a surface too; it is not skin, and it faces the other way.
     *
     * @param normal points into tissue, any length
     */
    public double distanceFacing(double x, double y, double z, double[] normal, double withinMm) {
        return toTangent(nearest(x, y, z, normal[0], normal[1], normal[2], withinMm), x, y, z, withinMm);
    }

    private double toTangent(int p, double x, double y, double z, double withinMm) {
        if (p < 0) {
            return withinMm;
        }
        double dx = x - xyz[3 * p], dy = y - xyz[3 * p + 1], dz = z - xyz[3 * p + 2];
        double off = dx * normal[3 * p] + dy * normal[3 * p + 1] + dz * normal[3 * p + 2];
        double along = Math.sqrt(Math.max(0, dx * dx + dy * dy + dz * dz - off * off));
        return Math.min(withinMm, Math.hypot(off, Math.max(0, along - beside)));
    }
}
