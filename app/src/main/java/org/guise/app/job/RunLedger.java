package org.guise.app.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.guise.app.Version;
import org.guise.core.reface.Method;
import tools.jackson.databind.json.JsonMapper;

/**
 * The restricted record of a run, {@code run.jsonl}: one JSON object a line for every scan, appended in one write and
 * forced to disk, so that a line is either whole or absent and a killed run can be resumed from it.
 */
final class RunLedger {
    static final String NAME = "run.jsonl";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    RunLedger(OutputTrees trees) {
        this.file = trees.restricted().resolve(NAME);
    }

    /** Appends the line for one scan. */
    void append(ScanOutcome outcome, RunSettings settings, double totalSeconds, double cpuSeconds) throws IOException {
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
        ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
