package org.guise.core.reface;

import org.guise.core.register.HeadFit;
import org.guise.core.volume.Volume;

/**
 * Padding of a CT outside the scanner's reconstruction circle: values far below that of air, mostly −2000 or −3024. They are no
 * measurement: nothing is learned from them and they are never written.
 *
 * @param scan the input
 * @param present whether it has padding
 */
record Padding(Volume scan, boolean present) {
    /** Hounsfield units; noise in air reaches down to about −1050. */
    private static final float BELOW = -1100;

    private static final float AIR = -1000;

    /** Looks for padding, which only scans in Hounsfield units have. */
    static Padding of(Volume scan, HeadFit fit) {
        boolean any = false;
        if (fit.hounsfield()) {
            float[] v = scan.data();
            for (int p = 0; p < v.length && !any; p++) {
                any = v[p] < BELOW;
            }
        }
        return new Padding(scan, any);
    }

    /** The scan with air in place of padding; the scan itself, not a copy, where there is none. */
    Volume asAir() {
        if (!present) {
            return scan;
        }
        float[] out = scan.data().clone();
        for (int p = 0; p < out.length; p++) {
            out[p] = out[p] < BELOW ? AIR : out[p];
        }
        return new Volume(scan.grid(), out);
    }

    /**
     * Puts the padding back.
     *
     * @param values samples of the output, restored where the input is padding
     * @param changed cleared there
     * @return number of marks that were cleared
     */
    long restore(float[] values, byte[] changed) {
        long cleared = 0;
        for (int p = 0; present && p < values.length; p++) {
            if (scan.data()[p] < BELOW) {
                values[p] = scan.data()[p];
                cleared += changed[p];
                changed[p] = 0;
            }
        }
        return cleared;
    }
}
