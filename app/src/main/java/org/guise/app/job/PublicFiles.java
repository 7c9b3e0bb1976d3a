package org.guise.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.guise.core.reface.RefaceResult;
import org.guise.core.volume.LabelVolume;
import org.guise.io.file.AtomicFile;
import org.guise.io.nifti.NiftiWriter;

/** Writes what one scan puts into the public tree. */
final class PublicFiles {
    private final OutputTrees trees;
    private final OutputNames names;
    private final Map<String, Object> metadata;
    private final RunSettings settings;

    PublicFiles(OutputTrees trees, ScanTask task, RunSettings settings) {
        this.trees = trees;
        this.names = task.names();
        this.metadata = task.metadata();
        this.settings = settings;
    }

    /** Writes the scan, then the sidecar with the hash of the file just written, then the mask if it is asked for. */
    Path write(
            OpenScan after,
            RefaceResult result,
            byte[] changed,
            Sidecar.Fitted fitted,
            String atlasId,
            Sidecar.Proof proof)
            throws IOException {
        String hash = after.write(trees, names);
        Optional<Path> maskFile = settings.mask() ? names.mask().map(trees.open()::resolve) : Optional.empty();
        byte[] mask = maskFile.isPresent() ? PublicMask.of(after.grid(), changed) : new byte[0];
        Optional<String> outsidePublic =
                maskFile.isPresent() ? Optional.of(after.hashOutside(mask, true)) : Optional.empty();
        byte[] sidecar = Sidecar.bytes(
                metadata, settings.reface(), result, fitted, atlasId, proof, outsidePublic, hash, after.hashSamples());
        AtomicFile.write(trees.open().resolve(names.sidecar()), out -> out.write(sidecar));
        if (maskFile.isPresent()) {
            NiftiWriter.write(maskFile.get(), new LabelVolume(after.grid(), mask));
        }
        return trees.open().resolve(names.scan());
    }
}
