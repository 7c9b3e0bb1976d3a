package org.guise.app.job;

import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.volume.Volume;

/** Finds and replaces the face of a 3-D frame; knows nothing of files. One scan at a time. */
public interface RefaceEngine extends AutoCloseable {
    /** The id of the atlas whose person replaces faces. */
    String atlasId();

    /**
     * Fits the atlas to {@code scan} and makes the new face. A scan that cannot be refaced is a FAIL with reasons.
     *
     * @param scan scaled samples in world RAS mm; not modified
     */
    RefaceResult reface(Volume scan, RefaceOptions options);

    /**
     * The new samples of a further frame of the same series, under the fit and the change mask of the first.
     *
     * @param frame scaled samples on the first frame's grid; not modified
     * @param first the result for the first frame
     * @return {@code float[nx*ny*nz]}, x fastest, read only where the first frame's mask is set
     */
    float[] refaceFurther(Volume frame, RefaceResult first, RefaceOptions options);

    /** The point between the eyes' bridge and the ears, in world RAS mm: the middle of the pictures. */
    double[] centreMm(RefaceResult result);

    @Override
    void close();
}
