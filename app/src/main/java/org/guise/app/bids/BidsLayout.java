package org.guise.app.bids;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.guise.app.job.OutputNames;
import org.guise.core.reface.Method;
import org.guise.io.bids.BidsFile;
import org.guise.io.bids.BidsName;

/** What the public folder of a run over a data set holds, and under which names. */
public enum BidsLayout {
    /** A BIDS derivative: refaced scans only, {@code …_desc-refaced_T1w.nii.gz}. */
    DERIVATIVE,
    /** A copy of the data set in which each refaced scan stands under its own name. */
    PUBLISH;

    /** The entities that the name of a {@code _defacemask} may have beside {@code mod} (BIDS, “Anatomy imaging data”). */
    private static final Set<String> MASK_ENTITIES = Set.of("sub", "ses", "acq", "ce", "rec", "run");

    /** Relative paths of everything written for a scan. */
    OutputNames names(BidsFile scan, Method method) {
        BidsName name = scan.name().orElseThrow();
        String at = scan.folder() + "/";
        Optional<String> mask = mask(scan.folder(), name).map(m -> at + m);
        if (this == PUBLISH) {
            return new OutputNames(
                    scan.path(), Optional.empty(), at + name.stem() + ".json", mask, at + name.stem() + "_qc.png");
        }
        OutputNames names = OutputNames.of(Path.of(scan.fileName()), method).orElseThrow();
        return new OutputNames(at + names.scan(), Optional.empty(), at + names.sidecar(), mask, at + names.qc());
    }

    /** BIDS has a name for the masks of plain anatomical scans only. */
    private static Optional<String> mask(String folder, BidsName name) {
        boolean plain = folder.endsWith("/anat")
                && MASK_ENTITIES.containsAll(name.entities().keySet());
        return plain
                ? Optional.of(name.entityText() + "_mod-" + name.suffix() + "_defacemask.nii.gz")
                : Optional.empty();
    }

    /** The word of the command line. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
