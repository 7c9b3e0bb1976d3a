package org.guise.app.bids;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.guise.app.job.Deidentification;
import org.guise.app.job.ScanTask;
import org.guise.app.job.Sentences;
import org.guise.app.job.Session;
import org.guise.app.job.SessionPlan;
import org.guise.app.run.EntryStatus;
import org.guise.core.reface.Method;
import org.guise.io.bids.BidsFile;

/**
 * What is to be done with every file of a data set.
 *
 * @param sessions scans to reface, those of one person and visit together
 * @param scans the file of every scan to reface
 * @param others what becomes of all other files, in the order of their paths
 */
record BidsPlan(List<Session> sessions, Map<ScanTask, BidsFile> scans, List<Step> others) {
    private static final Set<String> PHASES = Set.of("phase", "phase1", "phase2", "phasediff", "fieldmap");
    private static final String PHASE_REASON =
            "a phase image or field map shows hardly any face and was left out; --epi"
                    + " refaces it with the fit of its session's lead";
    private static final String HAD_FACE_REPLACED =
            "refaced or defaced before, as its DeidentificationMethod says; it was not touched";
    private static final String SCANS_ONLY = "the derivative layout holds refaced scans only";

    /**
     * What becomes of a file that is not refaced.
     *
     * @param copied whether the public folder gets a copy
     */
    record Step(BidsFile file, EntryStatus status, String reason, boolean copied) {}

    /** A plan. Reads metadata and, of visits with several scans, the headers of images. */
    static BidsPlan of(List<BidsFile> files, BidsMetadata metadata, BidsLayout layout, Method method, boolean epi) {
        boolean publish = layout == BidsLayout.PUBLISH;
        Map<ScanTask, BidsFile> tasks = new LinkedHashMap<>();
        Map<String, Step> others = new LinkedHashMap<>();
        Map<String, String> merged = new HashMap<>();
        for (BidsFile file : files) {
            if (file.role() == BidsFile.Role.IMAGE) {
                Optional<Step> step = image(file, metadata, publish, epi);
                if (step.isPresent()) {
                    others.put(file.path(), step.get());
                    if (step.get().status() == EntryStatus.ERROR) {
                        // without the scan its sidecar must not be there either
                        metadata.own(file).ifPresent(own -> merged.put(own.path(), file.fileName()));
                    }
                } else {
                    try {
                        tasks.put(
                                new ScanTask(
                                        file.file(),
                                        layout.names(file, method),
                                        ScanMetadata.of(file, metadata, layout)),
                                file);
                        metadata.own(file).ifPresent(own -> merged.put(own.path(), file.fileName()));
                    } catch (IOException e) {
                        others.put(file.path(), broken(file, e));
                        metadata.own(file).ifPresent(own -> merged.put(own.path(), file.fileName()));
                    }
                }
            }
        }
        SessionPlan sessions = SessionPlan.of(List.copyOf(tasks.keySet()), SessionPlan.Grouping.NAMES, List.of(), epi);
        for (ScanTask task : sessions.leftOut()) {
            BidsFile file = Objects.requireNonNull(tasks.remove(task));
            others.put(file.path(), new Step(file, EntryStatus.SKIP, SessionPlan.EPI_REASON, publish));
            metadata.own(file).ifPresent(own -> merged.remove(own.path()));
        }
        List<Step> inOrder = new ArrayList<>();
        for (BidsFile file : files) {
            Step image = others.get(file.path());
            switch (file.role()) {
                case IMAGE -> {
                    if (image != null) {
                        inOrder.add(image);
                    }
                }
                case FOREIGN -> inOrder.add(new Step(file, EntryStatus.OMITTED, file.reason(), false));
                case ABSENT -> {
                    boolean wanted =
                            publish || file.name().filter(n -> n.isImage()).isPresent();
                    inOrder.add(
                            wanted
                                    ? new Step(file, EntryStatus.ERROR, file.fileName() + ": " + file.reason(), false)
                                    : new Step(file, EntryStatus.OMITTED, SCANS_ONLY, false));
                }
                case DATA ->
                    inOrder.add(
                            merged.containsKey(file.path())
                                    ? new Step(
                                            file,
                                            EntryStatus.MERGED,
                                            "its fields go into the sidecar of the refaced " + merged.get(file.path()),
                                            false)
                                    : publish
                                            ? new Step(file, EntryStatus.COPIED, "", true)
                                            : new Step(file, EntryStatus.OMITTED, SCANS_ONLY, false));
            }
        }
        return new BidsPlan(sessions.sessions(), Map.copyOf(tasks), List.copyOf(inOrder));
    }

    /** What becomes of an image that is not refaced; empty for one that is. */
    private static Optional<Step> image(BidsFile file, BidsMetadata metadata, boolean publish, boolean epi) {
        try {
            if (Deidentification.isDone(metadata.inherited(file))) {
                return Optional.of(new Step(file, EntryStatus.ALREADY, HAD_FACE_REPLACED, publish));
            }
        } catch (IOException e) {
            return Optional.of(broken(file, e));
        }
        if (!Files.isReadable(file.file())) {
            return Optional.of(new Step(
                    file,
                    EntryStatus.ERROR,
                    file.fileName() + ": no permission to read this file; check its owner and mode",
                    false));
        }
        boolean phase = file.folder().endsWith("/fmap")
                && PHASES.contains(file.name().orElseThrow().suffix());
        return phase && !epi ? Optional.of(new Step(file, EntryStatus.SKIP, PHASE_REASON, publish)) : Optional.empty();
    }

    private static Step broken(BidsFile file, IOException e) {
        return new Step(file, EntryStatus.ERROR, Sentences.of(file.fileName(), e), false);
    }

    /** Number of scans to reface. */
    int count() {
        return sessions.stream().mapToInt(s -> s.tasks().size()).sum();
    }
}
