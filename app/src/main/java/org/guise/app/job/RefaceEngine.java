package org.guise.app.job;

import org.guise.core.volume.Volume;

/** Finds and replaces the face of one 3-D frame; knows nothing of files. Implementations are thread-safe. */
public interface RefaceEngine {
    /**
     * Fits the atlas to {@code scan} and makes the new face. Never throws for a scan that it cannot reface: that is a
     * FAIL with reasons.
     *
     * @param scan scaled samples in world RAS mm; not modified
     */
    RefaceResult reface(Volume scan, RefaceOptions options);

    /**
     * The new samples of a further frame of the same series, under the fit and the change mask of the first.
     *
     * @param frame scaled samples on the first frame's grid; not modified
     * @param first the result for the first frame
     * @return samples as {@link RefaceResult#values()}
     */
    float[] refaceFurther(Volume frame, RefaceResult first, RefaceOptions options);
}
