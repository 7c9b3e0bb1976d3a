package org.guise.app.pacs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guise.app.job.ScanOutcome.Status;
import org.guise.app.pacs.SeriesState.Step;

/** What one run of the link has done. */
public final class PacsSummary {
    private final long start = System.nanoTime();
    private final Map<Step, Integer> counts = new EnumMap<>(Step.class);
    private final List<Status> statuses = new ArrayList<>();
    private long instances;
    private long bytes;

    PacsSummary() {}

    void add(SeriesState end, Map<String, Object> figures) {
        // What an earlier link did has no verdict here.
        boolean earlier = end.step() == Step.DONE && end.verdict().isEmpty();
        counts.merge(earlier ? Step.REFUSED : end.step(), 1, Integer::sum);
        if (end.step() == Step.DONE) {
            instances += ((Number) figures.getOrDefault("instances", 0)).longValue();
            bytes += ((Number) figures.getOrDefault("bytes", 0L)).longValue();
        }
        statuses.add(
                switch (end.step()) {
                    case DONE -> end.verdict().equals(Status.REVIEW.name()) ? Status.REVIEW : Status.PASS;
                    case FAILED -> end.verdict().equals(Status.FAIL.name()) ? Status.FAIL : Status.ERROR;
                    default -> Status.SKIP;
                });
    }

    /** How each series that was settled ended; SKIP for those left alone. */
    public List<Status> statuses() {
        return Collections.unmodifiableList(statuses);
    }

    /** One line: counts and throughput. */
    public String sentence() {
        double seconds = Math.max(1e-3, (System.nanoTime() - start) * 1e-9);
        int done = counts.getOrDefault(Step.DONE, 0);
        return String.format(
                Locale.ROOT,
                "%d series refaced, %d left alone, %d failed, %d results recognised; %.0f s, %.0f series/h, %.1f instances/s,"
                        + " %.1f MB/s",
                done,
                counts.getOrDefault(Step.REFUSED, 0),
                counts.getOrDefault(Step.FAILED, 0),
                counts.getOrDefault(Step.RESULT, 0),
                seconds,
                done / seconds * 3600,
                instances / seconds,
                bytes / seconds / 1e6);
    }
}
