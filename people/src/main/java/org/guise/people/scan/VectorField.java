package org.guise.people.scan;

/**
 * Vectors on an axis-aligned cubic lattice in world space, linearly interpolated, held constant beyond the border.
 * Immutable by convention and thread-safe.
 */
final class VectorField {
    private final int nx;
    private final int ny;
    private final int nz;
    private final double stepMm;
    private final double[] originMm;
    private final float[][] components;

    /**
     * @param originMm world position of node (0, 0, 0)
     * @param components {@code [components][nx*ny*nz]}, x fastest; shared
     */
    VectorField(int nx, int ny, int nz, double stepMm, double[] originMm, float[]... components) {
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        this.stepMm = stepMm;
        this.originMm = originMm.clone();
        this.components = components;
        for (float[] c : components) {
            if (c.length != nx * ny * nz) {
                throw new IllegalArgumentException(
                        "field: " + c.length + " values for " + nx + "x" + ny + "x" + nz + " nodes");
            }
        }
    }

    /** Writes one value per component at a world point into {@code out}. */
    void sample(double x, double y, double z, double[] out) {
        double fx = Math.max(0, Math.min(nx - 1.001, (x - originMm[0]) / stepMm));
        double fy = Math.max(0, Math.min(ny - 1.001, (y - originMm[1]) / stepMm));
        double fz = Math.max(0, Math.min(nz - 1.001, (z - originMm[2]) / stepMm));
        int i = (int) fx;
        int j = (int) fy;
        int k = (int) fz;
        double u = fx - i;
        double v = fy - j;
        double w = fz - k;
        int a = i + nx * (j + ny * k);
        int b = a + nx;
        int c = a + nx * ny;
        int d = c + nx;
        for (int n = 0; n < components.length; n++) {
            float[] f = components[n];
            double low = (1 - v) * (f[a] + u * (f[a + 1] - f[a])) + v * (f[b] + u * (f[b + 1] - f[b]));
            double high = (1 - v) * (f[c] + u * (f[c + 1] - f[c])) + v * (f[d] + u * (f[d + 1] - f[d]));
            out[n] = low + w * (high - low);
        }
    }
}
