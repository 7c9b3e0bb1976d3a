package org.guise.core.kernel;

/** Trilinear look-ups in flat arrays (x fastest). All coordinates are voxel indices; pure functions. */
public final class Sampling {
    private Sampling() {}

    /** Trilinear value at (x, y, z); {@code outside} if the point lies outside the outermost voxel centres by > ½ voxel. */
    public static float linear(float[] v, int nx, int ny, int nz, double x, double y, double z, float outside) {
        if (!(x >= -0.5 && y >= -0.5 && z >= -0.5 && x <= nx - 0.5 && y <= ny - 0.5 && z <= nz - 0.5)) {
            return outside;
        }
        return clamped(v, 0, nx, ny, nz, x, y, z);
    }

    /** Trilinear value with coordinates clamped to the volume; {@code offset} is the start of the channel in {@code v}. */
    public static float clamped(float[] v, int offset, int nx, int ny, int nz, double x, double y, double z) {
        x = x < 0 ? 0 : x > nx - 1 ? nx - 1 : x;
        y = y < 0 ? 0 : y > ny - 1 ? ny - 1 : y;
        z = z < 0 ? 0 : z > nz - 1 ? nz - 1 : z;
        int i = (int) x, j = (int) y, k = (int) z;
        float fx = (float) (x - i), fy = (float) (y - j), fz = (float) (z - k);
        int p = offset + i + nx * (j + ny * k);
        int dx = i < nx - 1 ? 1 : 0, dy = j < ny - 1 ? nx : 0, dz = k < nz - 1 ? nx * ny : 0;
        float a = v[p] + fx * (v[p + dx] - v[p]);
        float b = v[p + dy] + fx * (v[p + dy + dx] - v[p + dy]);
        float c = v[p + dz] + fx * (v[p + dz + dx] - v[p + dz]);
        float d = v[p + dz + dy] + fx * (v[p + dz + dy + dx] - v[p + dz + dy]);
        float e = a + fy * (b - a);
        float f = c + fy * (d - c);
        return e + fz * (f - e);
    }

    /**
     * The same for three channels that lie {@code n} apart: index and weights are worked out once.
     *
     * @param out receives 3 values
     */
    public static void clamped3(float[] v, int n, int nx, int ny, int nz, double x, double y, double z, float[] out) {
        x = x < 0 ? 0 : x > nx - 1 ? nx - 1 : x;
        y = y < 0 ? 0 : y > ny - 1 ? ny - 1 : y;
        z = z < 0 ? 0 : z > nz - 1 ? nz - 1 : z;
        int i = (int) x, j = (int) y, k = (int) z;
        float fx = (float) (x - i), fy = (float) (y - j), fz = (float) (z - k);
        int p = i + nx * (j + ny * k);
        int dx = i < nx - 1 ? 1 : 0, dy = j < ny - 1 ? nx : 0, dz = k < nz - 1 ? nx * ny : 0;
        for (int channel = 0; channel < 3; channel++, p += n) {
            float a = v[p] + fx * (v[p + dx] - v[p]);
            float b = v[p + dy] + fx * (v[p + dy + dx] - v[p + dy]);
            float c = v[p + dz] + fx * (v[p + dz + dx] - v[p + dz]);
            float d = v[p + dz + dy] + fx * (v[p + dz + dy + dx] - v[p + dz + dy]);
            float e = a + fy * (b - a);
            float f = c + fy * (d - c);
            out[channel] = e + fz * (f - e);
        }
    }

    /** Index of the voxel nearest to (x, y, z), clamped to the volume. */
    public static int nearestClamped(int nx, int ny, int nz, double x, double y, double z) {
        int i = (int) (x + 0.5), j = (int) (y + 0.5), k = (int) (z + 0.5);
        i = x < 0 ? 0 : i > nx - 1 ? nx - 1 : i;
        j = y < 0 ? 0 : j > ny - 1 ? ny - 1 : j;
        k = z < 0 ? 0 : k > nz - 1 ? nz - 1 : k;
        return i + nx * (j + ny * k);
    }
}
