package org.guise.core.kernel;

/** Connected components (6-neighbourhood) and hole filling on byte masks (0 = off), x fastest. */
public final class Components {
    private Components() {}

    /** A mask of the largest component of the non-zero voxels; empty if there is none. */
    public static byte[] largest(byte[] mask, int nx, int ny, int nz) {
        int[] label = new int[mask.length];
        int[] stack = new int[mask.length];
        int best = 0, bestSize = 0, next = 0;
        for (int s = 0; s < mask.length; s++) {
            if (mask[s] == 0 || label[s] != 0) {
                continue;
            }
            int size = flood(mask, label, stack, s, ++next, nx, ny, nz);
            if (size > bestSize) {
                bestSize = size;
                best = next;
            }
        }
        byte[] out = new byte[mask.length];
        if (best > 0) {
            for (int i = 0; i < out.length; i++) {
                out[i] = (byte) (label[i] == best ? 1 : 0);
            }
        }
        return out;
    }

    /** Sets every off voxel that cannot be reached from the border of the volume through off voxels. */
    public static void fillHoles(byte[] mask, int nx, int ny, int nz) {
        byte[] off = new byte[mask.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = (byte) (mask[i] == 0 ? 1 : 0);
        }
        int[] label = new int[mask.length];
        int[] stack = new int[mask.length];
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < ny; y++) {
                boolean edge = z == 0 || z == nz - 1 || y == 0 || y == ny - 1;
                int step = edge ? 1 : Math.max(1, nx - 1);
                for (int x = 0; x < nx; x += step) {
                    int s = x + nx * (y + ny * z);
                    if (off[s] != 0 && label[s] == 0) {
                        flood(off, label, stack, s, 1, nx, ny, nz);
                    }
                }
            }
        }
        for (int i = 0; i < mask.length; i++) {
            if (label[i] == 0) {
                mask[i] = 1;
            }
        }
    }

    /** Labels the component of {@code seed}; returns its size. */
    private static int flood(byte[] mask, int[] label, int[] stack, int seed, int id, int nx, int ny, int nz) {
        int top = 0, size = 0;
        stack[top++] = seed;
        label[seed] = id;
        int nxy = nx * ny;
        while (top > 0) {
            int p = stack[--top];
            size++;
            int x = p % nx, y = p / nx % ny, z = p / nxy;
            if (x > 0 && mask[p - 1] != 0 && label[p - 1] == 0) {
                label[p - 1] = id;
                stack[top++] = p - 1;
            }
            if (x < nx - 1 && mask[p + 1] != 0 && label[p + 1] == 0) {
                label[p + 1] = id;
                stack[top++] = p + 1;
            }
            if (y > 0 && mask[p - nx] != 0 && label[p - nx] == 0) {
                label[p - nx] = id;
                stack[top++] = p - nx;
            }
            if (y < ny - 1 && mask[p + nx] != 0 && label[p + nx] == 0) {
                label[p + nx] = id;
                stack[top++] = p + nx;
            }
            if (z > 0 && mask[p - nxy] != 0 && label[p - nxy] == 0) {
                label[p - nxy] = id;
                stack[top++] = p - nxy;
            }
            if (z < nz - 1 && mask[p + nxy] != 0 && label[p + nxy] == 0) {
                label[p + nxy] = id;
                stack[top++] = p + nxy;
            }
        }
        return size;
    }
}
