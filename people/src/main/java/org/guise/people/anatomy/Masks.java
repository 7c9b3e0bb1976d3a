package org.guise.people.anatomy;

import java.util.Arrays;
import org.guise.core.volume.Grid;

/**
 * Exact binary morphology on 1 mm isotropic grids: distances in voxels, everything deterministic and single-threaded.
 */
final class Masks {
    private Masks() {}

    /**
     * Euclidean distance of every voxel to the nearest set voxel, in voxels (Felzenszwalb and Huttenlocher 2012,
     * lower envelope of parabolas). Without any set voxel every distance is 1e10.
     */
    static float[] distance(boolean[] mask, Grid g) {
        float[] d = new float[mask.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = mask[i] ? 0 : 1e20f;
        }
        int nx = g.nx(), ny = g.ny(), nz = g.nz();
        Envelope e = new Envelope(Math.max(nx, Math.max(ny, nz)));
        for (int row = 0; row < ny * nz; row++) {
            e.transform(d, row * nx, 1, nx);
        }
        for (int k = 0; k < nz; k++) {
            for (int i = 0; i < nx; i++) {
                e.transform(d, k * nx * ny + i, nx, ny);
            }
        }
        for (int i = 0; i < nx * ny; i++) {
            e.transform(d, i, nx * ny, nz);
        }
        for (int i = 0; i < d.length; i++) {
            d[i] = (float) Math.sqrt(d[i]);
        }
        return d;
    }

    /** Positive inside, negative outside; the border lies between the voxels, at zero. */
    static float[] signedDistance(boolean[] mask, Grid g) {
        float[] in = distance(not(mask), g);
        float[] out = distance(mask, g);
        for (int i = 0; i < in.length; i++) {
            in[i] = mask[i] ? in[i] - 0.5f : 0.5f - out[i];
        }
        return in;
    }

    static boolean[] not(boolean[] mask) {
        boolean[] r = new boolean[mask.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = !mask[i];
        }
        return r;
    }

    static boolean[] dilate(boolean[] mask, Grid g, double radius) {
        float[] d = distance(mask, g);
        boolean[] r = new boolean[mask.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = d[i] <= radius;
        }
        return r;
    }

    static boolean[] erode(boolean[] mask, Grid g, double radius) {
        return not(dilate(not(mask), g, radius));
    }

    /** Closing; what the box border would wrongly erode away is kept by a final union with the mask. */
    static boolean[] close(boolean[] mask, Grid g, double radius) {
        boolean[] r = erode(dilate(mask, g, radius), g, radius);
        for (int i = 0; i < r.length; i++) {
            r[i] |= mask[i];
        }
        return r;
    }

    static boolean[] open(boolean[] mask, Grid g, double radius) {
        boolean[] r = dilate(erode(mask, g, radius), g, radius);
        for (int i = 0; i < r.length; i++) {
            r[i] &= mask[i];
        }
        return r;
    }

    /** The largest 6-connected component (the first in storage order among equals). */
    static boolean[] largest(boolean[] mask, Grid g) {
        int[] label = new int[mask.length];
        int[] stack = new int[mask.length];
        int best = 0, bestSize = 0, next = 0;
        for (int s = 0; s < mask.length; s++) {
            if (mask[s] && label[s] == 0) {
                int size = flood(mask, g, s, label, ++next, stack);
                if (size > bestSize) {
                    bestSize = size;
                    best = next;
                }
            }
        }
        boolean[] r = new boolean[mask.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = best > 0 && label[i] == best;
        }
        return r;
    }

    /** Number of 6-connected components with at least {@code minSize} voxels. */
    static int components(boolean[] mask, Grid g, int minSize) {
        int[] label = new int[mask.length];
        int[] stack = new int[mask.length];
        int n = 0;
        for (int s = 0; s < mask.length; s++) {
            if (mask[s] && label[s] == 0 && flood(mask, g, s, label, 1, stack) >= minSize) {
                n++;
            }
        }
        return n;
    }

    /** Removes 6-connected components smaller than {@code minSize} voxels. */
    static boolean[] dropSmall(boolean[] mask, Grid g, int minSize) {
        int[] label = new int[mask.length];
        int[] stack = new int[mask.length];
        boolean[] r = mask.clone();
        int next = 0;
        for (int s = 0; s < mask.length; s++) {
            if (mask[s] && label[s] == 0) {
                int size = flood(mask, g, s, label, ++next, stack);
                if (size < minSize) {
                    for (int q = 0; q < size; q++) {
                        r[stack[q]] = false;
                    }
                }
            }
        }
        return r;
    }

    /** Voxels not reachable from the open box faces. The lowest slice counts as closed: heads are cut there. */
    static boolean[] fillHoles(boolean[] mask, Grid g) {
        boolean[] free = not(mask);
        int nx = g.nx(), ny = g.ny(), nz = g.nz();
        int[] label = new int[mask.length];
        int[] stack = new int[mask.length];
        for (int k = 0; k < nz; k++) {
            for (int j = 0; j < ny; j++) {
                for (int i = 0; i < nx; i++) {
                    boolean face = i == 0 || j == 0 || i == nx - 1 || j == ny - 1 || k == nz - 1;
                    int s = g.index(i, j, k);
                    if (face && free[s] && label[s] == 0) {
                        flood(free, g, s, label, 1, stack);
                    }
                }
            }
        }
        boolean[] r = new boolean[mask.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = label[i] == 0;
        }
        return r;
    }

    private static int flood(boolean[] mask, Grid g, int seed, int[] label, int mark, int[] queue) {
        int nx = g.nx(), ny = g.ny(), nz = g.nz(), nxy = nx * ny;
        int head = 0, tail = 0;
        queue[tail++] = seed;
        label[seed] = mark;
        while (head < tail) {
            int p = queue[head++];
            int i = p % nx, j = p / nx % ny, k = p / nxy;
            if (i > 0) tail = push(mask, label, mark, queue, tail, p - 1);
            if (i < nx - 1) tail = push(mask, label, mark, queue, tail, p + 1);
            if (j > 0) tail = push(mask, label, mark, queue, tail, p - nx);
            if (j < ny - 1) tail = push(mask, label, mark, queue, tail, p + nx);
            if (k > 0) tail = push(mask, label, mark, queue, tail, p - nxy);
            if (k < nz - 1) tail = push(mask, label, mark, queue, tail, p + nxy);
        }
        return tail;
    }

    private static int push(boolean[] mask, int[] label, int mark, int[] queue, int tail, int p) {
        if (mask[p] && label[p] == 0) {
            label[p] = mark;
            queue[tail++] = p;
        }
        return tail;
    }

    /** Scratch of the one-dimensional distance transform. */
    private static final class Envelope {
        private final double[] f;
        private final int[] v;
        private final double[] z;

        Envelope(int n) {
            f = new double[n];
            v = new int[n];
            z = new double[n + 1];
        }

        void transform(float[] d, int at, int step, int n) {
            boolean any = false;
            for (int q = 0; q < n; q++) {
                f[q] = d[at + q * step];
                any |= f[q] < 1e19;
            }
            if (!any) {
                return;
            }
            int k = -1;
            for (int q = 0; q < n; q++) {
                if (f[q] >= 1e19) {
                    continue;
                }
                double s = Double.NEGATIVE_INFINITY;
                while (k >= 0) {
                    s = (f[q] + (double) q * q - f[v[k]] - (double) v[k] * v[k]) / (2.0 * (q - v[k]));
                    if (s > z[k]) {
                        break;
                    }
                    k--;
                    s = Double.NEGATIVE_INFINITY;
                }
                v[++k] = q;
                z[k] = s;
            }
            int last = k;
            k = 0;
            for (int q = 0; q < n; q++) {
                while (k < last && z[k + 1] < q) {
                    k++;
                }
                double dq = q - v[k];
                d[at + q * step] = (float) (dq * dq + f[v[k]]);
            }
        }
    }

    /** Separable Gaussian, in place; weights renormalised at the border. */
    static void smooth(float[] a, Grid g, double sigma) {
        int r = (int) Math.ceil(3 * sigma);
        double[] w = new double[r + 1];
        for (int i = 0; i <= r; i++) {
            w[i] = StrictMath.exp(-0.5 * i * i / (sigma * sigma));
        }
        int nx = g.nx(), ny = g.ny(), nz = g.nz();
        float[] line = new float[Math.max(nx, Math.max(ny, nz))];
        for (int row = 0; row < ny * nz; row++) {
            smoothLine(a, row * nx, 1, nx, w, line);
        }
        for (int k = 0; k < nz; k++) {
            for (int i = 0; i < nx; i++) {
                smoothLine(a, k * nx * ny + i, nx, ny, w, line);
            }
        }
        for (int i = 0; i < nx * ny; i++) {
            smoothLine(a, i, nx * ny, nz, w, line);
        }
    }

    private static void smoothLine(float[] a, int at, int step, int n, double[] w, float[] line) {
        int r = w.length - 1;
        for (int q = 0; q < n; q++) {
            line[q] = a[at + q * step];
        }
        for (int q = 0; q < n; q++) {
            double s = 0, t = 0;
            for (int p = Math.max(0, q - r); p <= Math.min(n - 1, q + r); p++) {
                double c = w[Math.abs(p - q)];
                s += c * line[p];
                t += c;
            }
            a[at + q * step] = (float) (s / t);
        }
    }

    static int count(boolean[] mask) {
        int n = 0;
        for (boolean b : mask) {
            n += b ? 1 : 0;
        }
        return n;
    }

    static boolean[] and(boolean[] a, boolean[] b) {
        boolean[] r = a.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] &= b[i];
        }
        return r;
    }

    static boolean[] filled(int n) {
        boolean[] r = new boolean[n];
        Arrays.fill(r, true);
        return r;
    }
}
