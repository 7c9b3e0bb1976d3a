package org.guise.app.bids;

import org.guise.app.job.ScanTask;
import org.guise.app.job.Session;
import org.guise.io.file.InputException;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiHeader;

/** How much memory a scan needs, from its header. */
final class ScanMemory {
    /** The atlas, the fit and what a worker holds beside the scan; measured, see docs/bids.md. */
    private static final long BASE = 450L << 20;
    /** Volumes, masks and the picture, for each voxel of a frame; measured. */
    private static final long PER_VOXEL = 36;

    private ScanMemory() {}

    /** Bytes that the largest scan of a session needs. */
    static long of(Session session) {
        long most = BASE;
        for (ScanTask task : session.tasks()) {
            most = Math.max(most, of(task));
        }
        return most;
    }

    private static long of(ScanTask task) {
        try {
            NiftiHeader header = NiftiFile.readHeader(task.input());
            long voxels = header.grid().size();
            // of a series the file's bytes as read and as written
            long series = header.frames() > 1
                    ? 2 * voxels * header.frames() * header.type().bytes()
                    : 0;
            return BASE + PER_VOXEL * voxels + series;
        } catch (InputException e) {
            // the job will say why it cannot be read
            return BASE;
        }
    }
}
