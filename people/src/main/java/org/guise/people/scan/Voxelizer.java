package org.guise.people.scan;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.Part;

/**
 * The part of each voxel that lies inside closed triangle meshes.
 *
 * <p>Rays run along the first voxel axis through sub-samples of the other two; along a ray the covered length is exact.
 * Inside means winding number ≠ 0, so that overlapping and self-touching closed surfaces count as their union. Rays near an
 * edge are decided by the sign of one number that both triangles of the edge compute from the same bits, so no ray slips
 * through. Works on any grid, also oblique or flipped.
 */
public final class Voxelizer {
    private static final double LID_FILL = 1.1;
    /** Shifts of the rays in voxels: no ray meets a vertex, even of a mesh whose coordinates are round numbers. */
    private static final double SHIFT_J = 1.3717e-7;

    private static final double SHIFT_K = 2.2361e-7;

    private final Grid grid;
    private final double finestMm;

    /**
     * @param grid where to sample
     * @param finestMm largest distance of the rays; sub-samples per voxel and axis = ceil(spacing / finestMm)
     */
    public Voxelizer(Grid grid, double finestMm) {
        this.grid = grid;
        this.finestMm = finestMm;
    }

    /**
     * Covered part of every voxel, 0 to 1, {@code float[nx*ny*nz]}, x fastest. Multi-threaded; the result does not depend
     * on the number of threads.
     *
     * @param points world RAS mm, xyz interleaved
     * @param triangleSets three point numbers per triangle; together closed
     */
    public float[] coverage(double[] points, int[]... triangleSets) {
        Affine toVoxel = grid.worldToVoxel();
        double[] p = new double[points.length];
        for (int i = 0; i < p.length; i += 3) {
            p[i] = toVoxel.x(points[i], points[i + 1], points[i + 2]);
            p[i + 1] = toVoxel.y(points[i], points[i + 1], points[i + 2]);
            p[i + 2] = toVoxel.z(points[i], points[i + 1], points[i + 2]);
        }
        int[] triangles =
                Arrays.stream(triangleSets).flatMapToInt(Arrays::stream).toArray();
        int[][] bySlice = bySlice(p, triangles);
        float[] out = new float[grid.size()];
        IntStream.range(0, grid.nz()).parallel().forEach(k -> slice(k, p, triangles, bySlice[k], out));
        return out;
    }

    /**
     * The solid head: the union of skin and eyeballs. The eyeballs are blown up a little so that no air is left between
     * them and the closed lids.
     */
    public float[] coverage(HeadMesh head) {
        double[] points = head.points().clone();
        for (Part eye : new Part[] {Part.EYE_LEFT, Part.EYE_RIGHT}) {
            inflate(points, Arrays.stream(head.triangles(eye)).distinct().toArray());
        }
        return coverage(
                points, head.triangles(Part.SKIN), head.triangles(Part.EYE_LEFT), head.triangles(Part.EYE_RIGHT));
    }

    private static void inflate(double[] points, int[] numbers) {
        for (int axis = 0; axis < 3; axis++) {
            double centre = 0;
            for (int n : numbers) {
                centre += points[3 * n + axis] / numbers.length;
            }
            for (int n : numbers) {
                points[3 * n + axis] = centre + LID_FILL * (points[3 * n + axis] - centre);
            }
        }
    }

    /** First corner of every triangle that touches the slice, per slice. */
    private int[][] bySlice(double[] p, int[] triangles) {
        int[] count = new int[grid.nz()];
        int[][] lists = new int[grid.nz()][];
        for (int pass = 0; pass < 2; pass++) {
            for (int t = 0; t < triangles.length; t += 3) {
                double a = p[3 * triangles[t] + 2];
                double b = p[3 * triangles[t + 1] + 2];
                double c = p[3 * triangles[t + 2] + 2];
                int low = (int) Math.max(0, Math.floor(Math.min(a, Math.min(b, c)) + 0.5));
                int high = (int) Math.min(grid.nz() - 1, Math.floor(Math.max(a, Math.max(b, c)) + 0.5));
                for (int k = low; k <= high; k++) {
                    if (pass == 1) {
                        lists[k][count[k]] = t;
                    }
                    count[k]++;
                }
            }
            for (int k = 0; k < count.length && pass == 0; k++) {
                lists[k] = new int[count[k]];
                count[k] = 0;
            }
        }
        return lists;
    }

    private void slice(int k, double[] p, int[] triangles, int[] list, float[] out) {
        if (list.length == 0) {
            return;
        }
        int subJ = (int) Math.max(1, Math.ceil(grid.spacingMm(1) / finestMm - 1e-6));
        int subK = (int) Math.max(1, Math.ceil(grid.spacingMm(2) / finestMm - 1e-6));
        float share = 1f / (subJ * subK);
        Crossings[] rays = new Crossings[grid.ny() * subJ];
        for (int s = 0; s < subK; s++) {
            double z = k - 0.5 + (s + 0.5) / subK + SHIFT_K;
            for (int t : list) {
                cross(p, triangles, t, z, subJ, rays);
            }
            for (int r = 0; r < rays.length; r++) {
                if (rays[r] != null) {
                    rays[r].addLengths(out, grid.index(0, r / subJ, k), grid.nx(), share);
                    rays[r].clear();
                }
            }
        }
    }

    /** Adds the crossings of one triangle with the rays of the plane at z. */
    private void cross(double[] p, int[] triangles, int t, double z, int subJ, Crossings[] rays) {
        int ia = triangles[t];
        int ib = triangles[t + 1];
        int ic = triangles[t + 2];
        double ya = p[3 * ia + 1];
        double yb = p[3 * ib + 1];
        double yc = p[3 * ic + 1];
        double za = p[3 * ia + 2];
        double zb = p[3 * ib + 2];
        double zc = p[3 * ic + 2];
        if (Math.min(za, Math.min(zb, zc)) > z || Math.max(za, Math.max(zb, zc)) < z) {
            return;
        }
        // The margin only lets in rays that the exact test below then sorts out.
        int low = (int) Math.max(0, Math.ceil((Math.min(ya, Math.min(yb, yc)) + 0.5 - SHIFT_J) * subJ - 0.5 - 1e-9));
        int high = (int) Math.min(
                rays.length - 1, Math.floor((Math.max(ya, Math.max(yb, yc)) + 0.5 - SHIFT_J) * subJ - 0.5 + 1e-9));
        for (int r = low; r <= high; r++) {
            double y = (r + 0.5) / subJ - 0.5 + SHIFT_J;
            boolean ab = left(p, ia, ib, y, z);
            if (left(p, ib, ic, y, z) != ab || left(p, ic, ia, y, z) != ab) {
                continue;
            }
            double det = (yb - ya) * (zc - za) - (yc - ya) * (zb - za);
            if (det == 0) {
                continue;
            }
            double u = ((y - ya) * (zc - za) - (yc - ya) * (z - za)) / det;
            double v = ((yb - ya) * (z - za) - (y - ya) * (zb - za)) / det;
            double x = p[3 * ia] + u * (p[3 * ib] - p[3 * ia]) + v * (p[3 * ic] - p[3 * ia]);
            if (rays[r] == null) {
                rays[r] = new Crossings();
            }
            rays[r].add(x, ab ? 1 : -1);
        }
    }

    /** Whether (y, z) lies left of the directed edge; computed from the lower numbered point so that twins agree. */
    private static boolean left(double[] p, int from, int to, double y, double z) {
        boolean forward = from < to;
        int a = 3 * (forward ? from : to);
        int b = 3 * (forward ? to : from);
        double e = (p[b + 1] - p[a + 1]) * (z - p[a + 2]) - (p[b + 2] - p[a + 2]) * (y - p[a + 1]);
        return e >= 0 == forward;
    }

    /** The crossings of one ray, kept sorted. */
    private static final class Crossings {
        private double[] x = new double[8];
        private int[] sign = new int[8];
        private int count;

        void add(double at, int direction) {
            if (count == x.length) {
                x = Arrays.copyOf(x, 2 * count);
                sign = Arrays.copyOf(sign, 2 * count);
            }
            int i = count++;
            for (; i > 0 && x[i - 1] > at; i--) {
                x[i] = x[i - 1];
                sign[i] = sign[i - 1];
            }
            x[i] = at;
            sign[i] = direction;
        }

        void clear() {
            count = 0;
        }

        void addLengths(float[] out, int row, int nx, float share) {
            int winding = 0;
            for (int c = 0; c + 1 < count; c++) {
                winding += sign[c];
                if (winding != 0) {
                    interval(out, row, nx, x[c], x[c + 1], share);
                }
            }
        }

        private static void interval(float[] out, int row, int nx, double from, double to, float share) {
            double a = Math.max(0, from + 0.5);
            double b = Math.min(nx, to + 0.5);
            if (b <= a) {
                return;
            }
            int first = (int) a;
            int last = Math.min(nx - 1, (int) b);
            if (first == last) {
                out[row + first] += (float) (share * (b - a));
                return;
            }
            out[row + first] += (float) (share * (first + 1 - a));
            for (int i = first + 1; i < last; i++) {
                out[row + i] += share;
            }
            out[row + last] += (float) (share * (b - last));
        }
    }
}
