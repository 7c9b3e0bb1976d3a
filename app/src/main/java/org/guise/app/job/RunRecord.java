package org.guise.app.job;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.guise.app.Version;
import org.guise.core.reface.Method;

/** Remembers how the scans of a run went. */
public interface RunRecord {
    /** How a scan went that need not be done again; empty for one that is to be done. */
    Optional<ScanOutcome> finished(ScanTask task);

    /**
     * Whether the run can go on later where it stops now. Such a run stops when a result cannot be written, since a session
     * that went on without it might get another lead.
     */
    boolean resumes();

    /** Writes down how a scan went. */
    void append(ScanTask task, ScanOutcome outcome, double totalSeconds, double cpuSeconds) throws IOException;

    /** The usual fields of a scan's line. */
    static Map<String, Object> line(
            ScanOutcome outcome, RunSettings settings, double totalSeconds, double cpuSeconds) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("scan", outcome.name());
        line.put("status", outcome.status().name());
        line.put("reasons", outcome.reasons());
        outcome.lead().ifPresent(l -> line.put("lead", l));
        outcome.output().ifPresent(p -> line.put("output", String.valueOf(p.getFileName())));
        outcome.picture().ifPresent(p -> line.put("picture", String.valueOf(p.getFileName())));
        line.put("finished", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        line.put("totalSeconds", rounded(totalSeconds));
        line.put("cpuSeconds", rounded(cpuSeconds));
        Map<String, Double> stages = new LinkedHashMap<>();
        outcome.stageSeconds().forEach((k, v) -> stages.put(k, rounded(v)));
        line.put("stageSeconds", stages);
        line.put("peakMemoryMiB", ProcessMeter.peakMemoryMiB());
        line.put("measures", outcome.measures());
        line.put("threads", settings.threads());
        line.put("method", settings.reface().method().key());
        if (settings.reface().method() == Method.REFACE) {
            line.put("identity", settings.reface().identity().name().toLowerCase(Locale.ROOT));
        }
        line.put("brainMarginMm", settings.reface().brainMarginMm());
        if (!settings.reface().kept().isNothing()) {
            line.put("kept", settings.reface().kept().names());
            settings.reface().kept().around().ifPresent(s -> line.put("keptRadiusMm", s.radiusMm()));
        }
        line.put("version", Version.number());
        line.put("java", Runtime.version().toString());
        return line;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
