package org.guise.app.job;

import java.io.IOException;
import java.util.Optional;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/** A scan that was read, whatever form its files have: its frames as they came, new values for them, and how they are written. */
public interface OpenScan {
    /** The lattice of every frame. */
    Grid grid();

    /** Number of 3-D frames, at least 1. */
    int frames();

    /** What all scans of one visit of a person have in common and no other scan has; empty where that is not known. */
    Optional<String> visit();

    /** Whether it is an echo-planar image, which shows hardly any face. */
    boolean isEchoPlanar();

    /** Frame {@code t} (0-based) as it came, in scaled units. */
    Volume frame(int t);

    /**
     * Sets the voxels of frame {@code t} where {@code mask} is not 0.
     *
     * @param scaled read only where the mask is set
     */
    void replace(int t, byte[] mask, float[] scaled);

    /** Frame {@code t} with the values set so far. */
    Volume after(int t);

    /** SHA-256 of the samples outside the mask in all frames, as they came or with the values set so far. */
    String hashOutside(byte[] mask, boolean changed);

    /** SHA-256 of all samples with the values set so far, without anything of the header. */
    String hashSamples();

    /**
     * Writes the scan with the values set so far into the public folder, whole or not at all.
     *
     * @return SHA-256 of what was written
     */
    String write(OutputTrees trees, OutputNames names) throws IOException;
}
