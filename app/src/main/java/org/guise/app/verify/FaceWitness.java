package org.guise.app.verify;

import java.awt.image.BufferedImage;
import org.guise.core.volume.Volume;

/** Looks for faces. One thread at a time. */
interface FaceWitness extends AutoCloseable {
    /** Whether face detectors are at hand; without them scans are judged by geometry alone, and pictures by name alone. */
    boolean detects();

    /** Whether a face can be recognised in a scan. */
    Sighting look(Volume scan);

    /** Whether a detector finds a face in a picture; false without a detector. */
    boolean isFace(BufferedImage picture);

    @Override
    void close();
}
