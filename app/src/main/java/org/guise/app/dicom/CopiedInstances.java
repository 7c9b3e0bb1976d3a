package org.guise.app.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.ScanOutcome;
import org.guise.app.job.Sentences;
import org.guise.dicom.series.SeriesWriter;
import org.guise.io.file.AtomicFolder;

/** Instances that are copied without being refaced, since the user asked for their kind. */
public final class CopiedInstances {
    private CopiedInstances() {}

    /**
     * Writes them into a folder of their own, whole or not at all.
     *
     * @return REVIEW: nobody but a person can say what they show; ERROR if one cannot be read or written
     */
    public static ScanOutcome write(DicomPlan.Copy copy, OutputTrees trees, SeriesWriter writer) {
        Path target = trees.open().resolve(copy.task().names().scan());
        try (AtomicFolder folder = new AtomicFolder(target)) {
            for (int i = 0; i < copy.instances().size(); i++) {
                folder.write(
                        String.format(Locale.ROOT, "%05d.dcm", i + 1),
                        writer.copied(copy.instances().get(i)));
            }
            folder.commit();
        } catch (IOException e) {
            return ScanOutcome.without(
                    copy.task(),
                    ScanOutcome.Status.ERROR,
                    List.of(Sentences.of(copy.task().name(), e)));
        }
        return new ScanOutcome(
                copy.task().name(),
                ScanOutcome.Status.REVIEW,
                List.of(copy.reason()),
                Optional.empty(),
                Optional.of(target),
                Optional.empty(),
                Map.of(),
                Map.of());
    }
}
