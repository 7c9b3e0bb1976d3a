package org.guise.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.guise.core.reface.RefaceResult;
import org.guise.core.volume.LabelVolume;
import org.guise.io.file.AtomicFile;
import org.guise.io.nifti.Hashes;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import org.guise.io.nifti.NiftiWriter;

/** Writes what one scan puts into the public tree. */
final class PublicFiles {
    private final OutputTrees trees;
    private final OutputNames names;
    private final RunSettings settings;

    PublicFiles(OutputTrees trees, OutputNames names, RunSettings settings) {
        this.trees = trees;
        this.names = names;
        this.settings = settings;
    }

    /** Writes the scan, then the sidecar with the hash of the file just written, then the mask if it is asked for. */
    Path write(
            NiftiImage after,
            RefaceResult result,
            byte[] changed,
            Sidecar.Fitted fitted,
            String atlasId,
            Sidecar.Proof proof)
            throws IOException {
        Path scan = trees.open().resolve(names.scan());
        NiftiFile.write(scan, after, settings.threads());
        Path hashed = names.data().map(trees.open()::resolve).orElse(scan);
        byte[] mask = settings.mask() ? PublicMask.of(after.grid(), changed) : new byte[0];
        Optional<String> outsidePublic =
                settings.mask() ? Optional.of(Hashes.outsideMask(after, mask)) : Optional.empty();
        byte[] sidecar = Sidecar.bytes(
                settings.reface(),
                result,
                fitted,
                atlasId,
                proof,
                outsidePublic,
                Hashes.file(hashed),
                Hashes.samples(after));
        AtomicFile.write(trees.open().resolve(names.sidecar()), out -> out.write(sidecar));
        if (settings.mask()) {
            NiftiWriter.write(trees.open().resolve(names.mask()), new LabelVolume(after.grid(), mask));
        }
        return scan;
    }
}
