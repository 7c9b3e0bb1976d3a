package org.guise.app.job;

import java.util.function.IntFunction;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.SeriesRefacer;
import org.guise.core.reface.SessionLead;
import org.guise.core.register.SeriesMotion;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Volume;

/** Finds and replaces the face of a 3-D frame; knows nothing of files. One scan at a time. */
public interface RefaceEngine extends AutoCloseable {
    /** The id of the atlas whose person replaced the face. */
    String atlasId(RefaceResult result);

    /**
     * Fits the atlas to {@code scan} and makes the new face. A scan that cannot be refaced is a FAIL with reasons.
     *
     * @param scan scaled samples in world RAS mm; not modified
     */
    RefaceResult reface(Volume scan, RefaceOptions options);

    /** What other images of the same session need of one that was refaced; small beside the scan. */
    SessionLead lead(Volume scan, RefaceResult result);

    /**
     * Refaces another image of the lead's session with the lead's fit and face.
     *
     * @param options those with which the lead was refaced
     */
    RefaceResult follow(Volume scan, SessionLead lead, RefaceOptions options);

    /** How the head moves in a series of frames, and what to fit in their stead. */
    SeriesMotion motion(int frames, IntFunction<Volume> frame);

    /** Refaces the frames of a series whose reference was refaced. */
    Series series(Volume reference, RefaceResult result, RefaceOptions options);

    /** The frames of one series; see {@link SeriesRefacer#reface}. */
    @FunctionalInterface
    interface Series {
        /** One frame refaced. */
        SeriesRefacer.Frame reface(Volume frame, Affine toReference, boolean empty);
    }

    /** The point between the eyes' bridge and the ears, in world RAS mm: the middle of the pictures. */
    double[] centreMm(RefaceResult result);

    @Override
    void close();
}
