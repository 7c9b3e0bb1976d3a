package org.guise.core.render;

/**
 * Where a ray may leap: for each block of 4³ voxels, how many blocks away (in the largest of the three coordinates) the
 * nearest block is that holds a sample at or above the threshold.
 */
final class EmptySpace {
    private static final int SHIFT = 2;
    private static final int SIDE = 1 << SHIFT;
    private static final byte FAR = 100;

    private final int bx, by, bz;
    private final byte[] distance;

    EmptySpace(float[] v, int nx, int ny, int nz, float threshold, int threads) {
        bx = blocks(nx);
        by = blocks(ny);
        bz = blocks(nz);
        distance = new byte[bx * by * bz];
        Workers.forEach(bz, threads, c -> {
            for (int b = 0; b < by; b++) {
                for (int a = 0; a < bx; a++) {
                    distance[a + bx * (b + by * c)] = holds(v, nx, ny, nz, a, b, c, threshold) ? 0 : FAR;
                }
            }
        });
        sweep();
    }

    private static int blocks(int n) {
        return (n - 1 >> SHIFT) + 1;
    }

    /** Whether a trilinear sample in the block, which also reads the next block's first voxels, can reach the threshold. */
    private static boolean holds(float[] v, int nx, int ny, int nz, int a, int b, int c, float threshold) {
        int i0 = a << SHIFT, i1 = Math.min(nx - 1, i0 + SIDE);
        int j1 = Math.min(ny - 1, (b << SHIFT) + SIDE), k1 = Math.min(nz - 1, (c << SHIFT) + SIDE);
        for (int k = c << SHIFT; k <= k1; k++) {
            for (int j = b << SHIFT; j <= j1; j++) {
                int row = nx * (j + ny * k);
                for (int i = i0; i <= i1; i++) {
                    if (v[row + i] >= threshold) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Chessboard distance: one axis after the other is exact for "at most 1 + neighbour" in a cube of blocks. */
    private void sweep() {
        for (int pass = 0; pass < 2; pass++) {
            for (int s = 0; s < distance.length; s++) {
                int p = pass == 0 ? s : distance.length - 1 - s;
                int a = p % bx, b = p / bx % by, c = p / (bx * by);
                int best = distance[p];
                int sign = pass == 0 ? -1 : 1;
                for (int dc = -1; dc <= 1; dc++) {
                    for (int db = -1; db <= 1; db++) {
                        for (int da = -1; da <= 1; da++) {
                            boolean seen = dc == sign || (dc == 0 && (db == sign || (db == 0 && da == sign)));
                            int x = a + da, y = b + db, z = c + dc;
                            if (seen && x >= 0 && x < bx && y >= 0 && y < by && z >= 0 && z < bz) {
                                best = Math.min(best, distance[x + bx * (y + by * z)] + 1);
                            }
                        }
                    }
                }
                distance[p] = (byte) best;
            }
        }
    }

    /**
     * How far (in units of the direction) a ray at voxel position (x, y, z) may go without meeting the surface; 0 if it
     * must be sampled here.
     */
    double freeRun(double x, double y, double z, double dx, double dy, double dz) {
        int a = clamp((int) x >> SHIFT, bx), b = clamp((int) y >> SHIFT, by), c = clamp((int) z >> SHIFT, bz);
        int d = distance[a + bx * (b + by * c)];
        if (d == 0) {
            return 0;
        }
        double run = Math.min(exit(x, dx, a, d), Math.min(exit(y, dy, b, d), exit(z, dz, c, d)));
        // a hair further, so that the next look-up falls into the next block
        return Math.max(run, 0) + 1e-4;
    }

    private static double exit(double p, double d, int block, int free) {
        return d > 0
                ? (((block + free) << SHIFT) - p) / d
                : d < 0 ? (((block - free + 1) << SHIFT) - p) / d : Double.POSITIVE_INFINITY;
    }

    private static int clamp(int b, int n) {
        return b < 0 ? 0 : Math.min(b, n - 1);
    }
}
