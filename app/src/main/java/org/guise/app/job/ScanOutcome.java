package org.guise.app.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one scan went.
 *
 * @param name file name of the input
 * @param status the verdict, or that the scan could not be read or its result not be written
 * @param reasons one sentence each
 * @param output the public scan, empty where none was written
 * @param picture the restricted QC picture, empty where none was written
 * @param measures the engine's figures by name
 * @param stageSeconds wall time by stage, in order
 */
public record ScanOutcome(
        String name,
        Status status,
        List<String> reasons,
        Optional<Path> output,
        Optional<Path> picture,
        Map<String, Double> measures,
        Map<String, Double> stageSeconds) {
    /** The four ways a scan can end. */
    public enum Status {
        /** Refaced, every check holds. */
        PASS,
        /** Refaced, a person should look. */
        REVIEW,
        /** Not refaced: it could not be done safely. No public output. */
        FAIL,
        /** Not refaced: a file could not be read or written. No public output. */
        ERROR
    }

    static ScanOutcome without(ScanTask task, Status status, List<String> reasons) {
        return new ScanOutcome(task.name(), status, reasons, Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }
}
