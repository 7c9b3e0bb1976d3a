package org.guise.core.render;

import java.util.Arrays;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * The sample value at the skin of a scan of unknown contrast: half-way between the air and the darker outer soft
 * tissue.
 *
 * <p>Found on block means of about 2.5 mm, which take most of the noise away. A first cut by Otsu's criterion on
 * saturating intensities u/(u + 0.1) gives the head; its second layer of blocks (about 2.5–5 mm deep, so that neither the
 * brain nor the skull counts) gives the tissue, what lies outside gives the air; cut and levels are repeated until they
 * agree. The tissue is the lower tenth of that layer, since half-way to the middle value cuts the nose and the ears off
 * where the coil is far away, and the skin off where the fat below is bright. In CT, which has no shading, it is the
 * median.
 *
 * @param value the threshold, in sample units
 * @param air median sample outside of the head, near it
 * @param tissue lower tenth (CT: median) of the samples of the outer soft tissue
 */
public record SurfaceThreshold(float value, float air, float tissue) {
    private static final double BLOCK_MM = 2.5;
    private static final int BINS = 256;

    private static final double TISSUE_QUANTILE = 0.1;

    /** Values below the Hounsfield number of air are padding outside of the scanner's circle. */
    private static final float HOUNSFIELD_AIR = -1000;

    /**
     * The threshold of a scan.
     *
     * @throws IllegalArgumentException if the scan is constant or holds no finite sample
     */
    public static SurfaceThreshold of(Volume scan) {
        Blocks b = Blocks.of(scan);
        float[] sorted = finiteSorted(b.mean);
        if (sorted.length == 0 || !(sorted[sorted.length - 1] > sorted[0])) {
            throw new IllegalArgumentException(
                    "the scan is constant, so it has no surface: expected air and tissue of different brightness");
        }
        boolean hounsfield = isHounsfield(sorted);
        if (hounsfield) {
            for (int i = 0; i < b.mean.length; i++) {
                b.mean[i] = Math.max(b.mean[i], HOUNSFIELD_AIR);
            }
            sorted = finiteSorted(b.mean);
        }
        float cut = hounsfield ? 0.5f * HOUNSFIELD_AIR : firstCut(sorted);
        // Hounsfield numbers know no shading, and the darker values near the skin are the head holder's
        double tissueQuantile = hounsfield ? 0.5 : TISSUE_QUANTILE;
        float air = sorted[0], tissue = cut;
        for (int round = 0; round < 5; round++) {
            byte[] depth = depths(b, cut);
            air = quantile(b.mean, depth, -3, -2, 0.5, sorted[0]);
            tissue = quantile(b.mean, depth, 2, 2, tissueQuantile, sorted[sorted.length - 1]);
            float ghosts = quantile(b.mean, depth, -3, -2, 0.9, sorted[0]) - air;
            float next = Math.max(0.5f * (air + tissue), air + 2 * ghosts);
            boolean settled = Math.abs(next - cut) < 0.01f * (tissue - air);
            cut = next;
            if (settled) {
                break;
            }
        }
        return new SurfaceThreshold(cut, air, tissue);
    }

    private static boolean isHounsfield(float[] sorted) {
        int n = sorted.length;
        return sorted[n / 20] < -900 && sorted[n - 1 - n / 20] > -200 && sorted[n - 1] > 200;
    }

    private static float[] finiteSorted(float[] v) {
        float[] s = new float[v.length];
        int n = 0;
        for (float x : v) {
            if (Float.isFinite(x)) {
                s[n++] = x;
            }
        }
        s = Arrays.copyOf(s, n);
        Arrays.sort(s);
        return s;
    }

    /** Otsu's threshold on u/(u + 0.1), u = 0 … 1 from the lowest value to the 99 % value. */
    private static float firstCut(float[] sorted) {
        int n = sorted.length;
        float lo = sorted[n / 1000], hi = sorted[n - 1 - n / 100];
        if (!(hi > lo)) {
            hi = sorted[n - 1];
            lo = sorted[0];
        }
        long[] count = new long[BINS];
        for (float v : sorted) {
            double u = Math.clamp((v - lo) / (hi - lo), 0, 1);
            count[(int) ((BINS - 1) * 1.1 * u / (u + 0.1))]++;
        }
        double total = 0, weighted = 0;
        for (int i = 0; i < BINS; i++) {
            total += count[i];
            weighted += (double) i * count[i];
        }
        double below = 0, belowWeighted = 0, best = -1;
        int bestBin = 0;
        for (int i = 0; i < BINS - 1; i++) {
            below += count[i];
            belowWeighted += (double) i * count[i];
            double above = total - below;
            if (below > 0 && above > 0) {
                double gap = belowWeighted / below - (weighted - belowWeighted) / above;
                double between = below * above * gap * gap;
                if (between > best) {
                    best = between;
                    bestBin = i;
                }
            }
        }
        double c = (bestBin + 1) / (1.1 * (BINS - 1));
        return (float) (lo + (hi - lo) * 0.1 * c / (1 - c));
    }

    /**
     * Signed layers of the largest part at or above the cut: 1 is its outermost layer, 2 the next …, −1 the layer of
     * outside blocks next to it; 0 where further than 3 layers, or in cavities.
     */
    private static byte[] depths(Blocks b, float cut) {
        float[] head = b.mean.clone();
        for (int i = 0; i < head.length; i++) {
            head[i] = Float.isFinite(head[i]) ? head[i] : Float.NEGATIVE_INFINITY;
        }
        new Components(head, b.nx, b.ny, b.nz, cut).erase(head, Float.NEGATIVE_INFINITY, Integer.MAX_VALUE, i -> false);
        boolean[] outside = outside(b, head, cut);
        byte[] depth = new byte[head.length];
        int[] queue = new int[head.length];
        int tail = 0;
        for (int p = 0; p < head.length; p++) {
            boolean in = head[p] >= cut;
            if (outside[p] || in) {
                for (int n = 0; n < 6 && depth[p] == 0; n++) {
                    int q = b.neighbour(p, n);
                    if (q >= 0 && (in ? outside[q] : head[q] >= cut)) {
                        depth[p] = (byte) (in ? 1 : -1);
                        queue[tail++] = p;
                    }
                }
            }
        }
        for (int h = 0; h < tail; h++) {
            int p = queue[h], d = depth[p];
            for (int n = 0; n < 6 && Math.abs(d) < 3; n++) {
                int q = b.neighbour(p, n);
                if (q >= 0 && depth[q] == 0 && (d > 0 ? head[q] >= cut : outside[q])) {
                    depth[q] = (byte) (d + Integer.signum(d));
                    queue[tail++] = q;
                }
            }
        }
        return depth;
    }

    /** Blocks outside of the head that hang together with the border of the grid. */
    private static boolean[] outside(Blocks b, float[] head, float cut) {
        boolean[] seen = new boolean[head.length];
        int[] queue = new int[head.length];
        int tail = 0;
        for (int p = 0; p < head.length; p++) {
            int i = p % b.nx, j = p / b.nx % b.ny, k = p / (b.nx * b.ny);
            boolean border = i == 0 || j == 0 || k == 0 || i == b.nx - 1 || j == b.ny - 1 || k == b.nz - 1;
            if (border && !(head[p] >= cut)) {
                seen[p] = true;
                queue[tail++] = p;
            }
        }
        for (int h = 0; h < tail; h++) {
            for (int n = 0; n < 6; n++) {
                int q = b.neighbour(queue[h], n);
                if (q >= 0 && !seen[q] && !(head[q] >= cut)) {
                    seen[q] = true;
                    queue[tail++] = q;
                }
            }
        }
        return seen;
    }

    private static float quantile(float[] v, byte[] depth, int from, int to, double q, float otherwise) {
        float[] s = new float[v.length];
        int n = 0;
        for (int i = 0; i < v.length; i++) {
            if (depth[i] >= from && depth[i] <= to && Float.isFinite(v[i])) {
                s[n++] = v[i];
            }
        }
        if (n == 0) {
            return otherwise;
        }
        Arrays.sort(s, 0, n);
        return s[(int) (q * (n - 1))];
    }

    /** Means over blocks of voxels, about cubic. */
    private record Blocks(int nx, int ny, int nz, float[] mean) {
        /** The n-th of the six neighbours of block p, or −1 beyond the grid. */
        int neighbour(int p, int n) {
            return switch (n) {
                case 0 -> p % nx > 0 ? p - 1 : -1;
                case 1 -> p % nx < nx - 1 ? p + 1 : -1;
                case 2 -> p / nx % ny > 0 ? p - nx : -1;
                case 3 -> p / nx % ny < ny - 1 ? p + nx : -1;
                case 4 -> p >= nx * ny ? p - nx * ny : -1;
                default -> p + nx * ny < mean.length ? p + nx * ny : -1;
            };
        }

        static Blocks of(Volume scan) {
            Grid g = scan.grid();
            int[] f = new int[3];
            for (int a = 0; a < 3; a++) {
                f[a] = Math.clamp((int) Math.ceil(BLOCK_MM / g.spacingMm(a)), 1, g.dim(a));
            }
            int nx = g.nx() / f[0], ny = g.ny() / f[1], nz = g.nz() / f[2];
            float[] mean = new float[nx * ny * nz];
            double[] row = new double[nx];
            for (int k = 0; k < nz; k++) {
                for (int j = 0; j < ny; j++) {
                    Arrays.fill(row, 0);
                    for (int c = 0; c < f[2]; c++) {
                        for (int b = 0; b < f[1]; b++) {
                            int p = g.index(0, j * f[1] + b, k * f[2] + c);
                            for (int i = 0; i < nx; i++) {
                                for (int a = 0; a < f[0]; a++) {
                                    row[i] += scan.data()[p++];
                                }
                            }
                        }
                    }
                    for (int i = 0; i < nx; i++) {
                        mean[i + nx * (j + ny * k)] = (float) (row[i] / (f[0] * f[1] * f[2]));
                    }
                }
            }
            return new Blocks(nx, ny, nz, mean);
        }
    }
}
