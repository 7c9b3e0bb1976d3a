package org.guise.app.job;

import java.nio.file.Path;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.Surroundings;
import org.guise.core.volume.Volume;
import org.guise.io.file.InputException;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;

/** Reads the mask of voxels whose surroundings are to be kept. */
public final class KeepMask {
    /** A mask of a lesion or an electrode marks a small part of a head; more than this share is a scan, or inverted. */
    private static final double MOST_MARKED = 0.5;

    private KeepMask() {}

    /**
     * The surroundings of the voxels above 0 of a NIfTI file of one frame, on whatever grid.
     *
     * @param radiusMm 0 … {@link Surroundings#MOST_MM}
     * @throws InputException if the file cannot be read or is no such mask; the message is one sentence
     */
    public static Surroundings read(Path file, double radiusMm, int threads) throws InputException {
        NiftiImage image = NiftiFile.read(file);
        if (image.frames() != 1) {
            throw new InputException(
                    file, "has " + image.frames() + " frames, a mask has one", "give a mask of a single 3-D frame");
        }
        Volume mask = image.frame(0);
        long marked = 0;
        for (float v : mask.data()) {
            marked += v > 0 ? 1 : 0;
        }
        if (marked == 0) {
            throw new InputException(
                    file, "marks nothing, no voxel is above 0", "give a mask that is 1 where the face is to be kept");
        }
        if (marked > MOST_MARKED * mask.data().length) {
            throw new InputException(
                    file,
                    "marks " + Math.round(100.0 * marked / mask.data().length) + " % of its voxels",
                    "give a mask that is 0 but where the face is to be kept");
        }
        try (Parallel parallel = new Parallel(threads)) {
            return Surroundings.of(mask, radiusMm, parallel);
        }
    }
}
