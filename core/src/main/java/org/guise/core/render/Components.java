package org.guise.core.render;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Connected parts (6 neighbours) of the samples at or above a threshold, as runs along x joined by union-find.
 *
 * <p>The head is the part with the most voxels. Where a black skull keeps the skin apart from the brain, the brain may be
 * that part: then the part that encloses it and has at least a quarter of its voxels belongs to the head too.
 */
final class Components {
    private final int nx, ny, nz;
    private int[] start = new int[1 << 14], end = new int[1 << 14], parent = new int[1 << 14];
    private final int[] firstRun;
    private int runs;
    private final int[] voxels;

    /** Root of the part with the most voxels, and of the part round it (the same one if there is none); −1: no part. */
    private final int largest, shell;

    private final int[] bounds;

    Components(float[] v, int nx, int ny, int nz, float threshold) {
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        firstRun = new int[ny * nz + 1];
        for (int row = 0; row < ny * nz; row++) {
            firstRun[row] = runs;
            int from = row * nx;
            for (int i = 0; i < nx; i++) {
                if (v[from + i] >= threshold) {
                    int s = i;
                    while (i < nx && v[from + i] >= threshold) {
                        i++;
                    }
                    add(from + s, from + i);
                }
            }
            if (row % ny > 0) {
                join(firstRun[row - 1], firstRun[row], firstRun[row], runs, nx);
            }
            if (row >= ny) {
                join(firstRun[row - ny], firstRun[row - ny + 1], firstRun[row], runs, nx * ny);
            }
        }
        firstRun[ny * nz] = runs;
        voxels = new int[runs];
        int best = -1;
        for (int r = 0; r < runs; r++) {
            int root = root(r);
            voxels[root] += end[r] - start[r];
        }
        for (int r = 0; r < runs; r++) {
            if (best < 0 || voxels[r] > voxels[best]) {
                best = r;
            }
        }
        largest = best;
        bounds = boundsOf(best);
        int around = best;
        for (int r = 0; r < runs; r++) {
            if (r != best && voxels[r] >= voxels[best] / 4 && encloses(boundsOf(r), bounds)) {
                around = r;
                System.arraycopy(boundsOf(r), 0, bounds, 0, 6);
            }
        }
        shell = around;
    }

    private static boolean encloses(int[] outer, int[] inner) {
        for (int a = 0; a < 3; a++) {
            if (outer[a] > inner[a] || outer[a + 3] < inner[a + 3]) {
                return false;
            }
        }
        return true;
    }

    /** Voxels of the head, 0 if there is none. */
    int headVoxels() {
        return largest < 0 ? 0 : shell == largest ? voxels[largest] : voxels[largest] + voxels[shell];
    }

    /**
     * Writes {@code low} over every part except the head and those of at least {@code minVoxels} voxels of which
     * more than half satisfy {@code keep}.
     */
    void erase(float[] v, float low, int minVoxels, IntPredicate keep) {
        int[] kept = new int[runs];
        for (int r = 0; r < runs; r++) {
            int root = root(r);
            if (root != largest && root != shell && voxels[root] >= minVoxels) {
                for (int i = start[r]; i < end[r]; i++) {
                    kept[root] += keep.test(i) ? 1 : 0;
                }
            }
        }
        for (int r = 0; r < runs; r++) {
            int root = root(r);
            boolean stays =
                    root == largest || root == shell || (voxels[root] >= minVoxels && 2 * kept[root] > voxels[root]);
            if (!stays) {
                Arrays.fill(v, start[r], end[r], low);
            }
        }
    }

    /** Voxel bounds {i0, j0, k0, i1, j1, k1} (inclusive) of the head; the whole grid if there is none. */
    int[] bounds() {
        return bounds.clone();
    }

    private int[] boundsOf(int part) {
        if (part < 0) {
            return new int[] {0, 0, 0, nx - 1, ny - 1, nz - 1};
        }
        int[] b = {nx, ny, nz, -1, -1, -1};
        for (int row = 0; row < ny * nz; row++) {
            int j = row % ny, k = row / ny;
            for (int r = firstRun[row]; r < firstRun[row + 1]; r++) {
                if (root(r) == part) {
                    b[0] = Math.min(b[0], start[r] - row * nx);
                    b[3] = Math.max(b[3], end[r] - 1 - row * nx);
                    b[1] = Math.min(b[1], j);
                    b[4] = Math.max(b[4], j);
                    b[2] = Math.min(b[2], k);
                    b[5] = Math.max(b[5], k);
                }
            }
        }
        return b;
    }

    private void add(int s, int e) {
        if (runs == start.length) {
            start = Arrays.copyOf(start, runs * 2);
            end = Arrays.copyOf(end, runs * 2);
            parent = Arrays.copyOf(parent, runs * 2);
        }
        start[runs] = s;
        end[runs] = e;
        parent[runs] = runs;
        runs++;
    }

    /** Joins overlapping runs of two rows that lie {@code offset} samples apart. */
    private void join(int a, int aEnd, int b, int bEnd, int offset) {
        while (a < aEnd && b < bEnd) {
            if (end[a] + offset <= start[b]) {
                a++;
            } else if (end[b] <= start[a] + offset) {
                b++;
            } else {
                int ra = root(a), rb = root(b);
                parent[Math.max(ra, rb)] = Math.min(ra, rb);
                if (end[a] + offset < end[b]) {
                    a++;
                } else {
                    b++;
                }
            }
        }
    }

    private int root(int r) {
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }
}
