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
 * @param lead whose fit the scan got, as public records name it; empty for a scan of no session
 * @param output the public scan, empty where none was written
 * @param picture the restricted QC picture, empty where none was written
 * @param measures the engine's figures by name
 * @param stageSeconds wall time by stage, in order
 */
public record ScanOutcome(
        String name,
        Status status,
        List<String> reasons,
        Optional<String> lead,
        Optional<Path> output,
        Optional<Path> picture,
        Map<String, Double> measures,
        Map<String, Double> stageSeconds) {
    /** The ways a scan can end. */
    public enum Status {
        /** Refaced, every check holds. */
        PASS,
        /** Refaced, a person should look. */
        REVIEW,
        /** Not refaced: it could not be done safely. No public output. */
        FAIL,
        /** Not refaced: a file could not be read or written. No public output. */
        ERROR,
        /** Not touched: such images are refaced only when asked for. */
        SKIP,
        /** Not touched: it was refaced or defaced before. */
        ALREADY
    }

    /** The outcome of a scan that was left out. */
    public static ScanOutcome skipped(ScanTask task, String reason) {
        return without(task, Status.SKIP, List.of(reason));
    }

    /** The outcome of a scan for which nothing was written. */
    public static ScanOutcome without(ScanTask task, Status status, List<String> reasons) {
        return new ScanOutcome(
                task.name(), status, reasons, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }
}
