package org.guise.core.reface;

import org.guise.core.volume.Volume;

/**
 * Recognises Guise's own output. The noise of a new face is a fixed function of the voxel's number, so a scan refaced
 * before has that very noise in its face. Compared are the signs of the second differences along a row, which neither
 * shading nor contrast nor rounding changes much.
 */
final class OwnNoise {
    /** Fewer voxels than this say nothing. */
    private static final int LEAST = 5000;

    private OwnNoise() {}

    /**
     * How well the scan's finest detail agrees with the noise that Guise would put there: the mean product of signs, 0 ± 0.01
     * for a scan that Guise never touched, towards 1 for its output; 0 where too few voxels can be compared.
     *
     * @param changed not 0 for the voxels to look at
     * @param noise unit normal noise on the same grid
     */
    static double agreement(Volume scan, byte[] changed, float[] noise) {
        int nx = scan.grid().nx();
        float[] v = scan.data();
        long same = 0;
        long n = 0;
        for (int p = 1; p < v.length - 1; p++) {
            int i = p % nx;
            if (i == 0 || i == nx - 1 || changed[p - 1] == 0 || changed[p] == 0 || changed[p + 1] == 0) {
                continue;
            }
            float a = 2 * v[p] - v[p - 1] - v[p + 1];
            float b = 2 * noise[p] - noise[p - 1] - noise[p + 1];
            if (a > 0 || a < 0) {
                same += a > 0 == b > 0 ? 1 : -1;
                n++;
            }
        }
        return n < LEAST ? 0 : (double) same / n;
    }
}
