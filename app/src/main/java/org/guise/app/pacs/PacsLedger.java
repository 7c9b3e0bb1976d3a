package org.guise.app.pacs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guise.app.job.UsageException;
import org.guise.app.pacs.SeriesState.Step;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The record of all series, {@code pacs.jsonl}: one JSON object a line for every step, appended in one write and forced to
 * disk before the step counts as taken. The last line of a series says how far it is, so that a killed link goes on
 * where it was. One process at a time holds it.
 */
final class PacsLedger implements AutoCloseable {
    static final String NAME = "pacs.jsonl";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FileChannel file;
    private final Map<String, SeriesState> states = new LinkedHashMap<>();
    private final Set<String> results = new HashSet<>();

    /** Opens the record in the folder {@code state}, which exists. @throws UsageException if another process holds it */
    PacsLedger(Path state) throws IOException {
        Path path = state.resolve(NAME);
        if (Files.exists(path)) {
            for (String line : Files.readAllLines(path)) {
                read(line);
            }
        }
        this.file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        if (!isAlone(file)) {
            file.close();
            throw new UsageException(state.getFileName()
                    + ": another guise pacs works with this state folder; stop it, or give another");
        }
        long size = file.size();
        file.position(size);
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size > 0 && file.read(last, size - 1) == 1 && last.get(0) != '\n') {
            // What a power loss left of a line; the step that it was to record has not been taken.
            file.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private static boolean isAlone(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (java.nio.channels.OverlappingFileLockException e) {
            return false;
        }
    }

    /** Records a step. @param more what else the line shall say */
    void append(SeriesState state, Map<String, Object> more) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("series", state.id());
        line.put("step", state.step().name());
        line.put("generation", state.generation());
        line.put("attempts", state.attempts());
        line.put("fingerprint", state.fingerprint());
        line.put("result", state.result());
        line.put("verdict", state.verdict());
        line.put("reasons", state.reasons());
        line.putAll(more);
        line.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(true);
        keep(state);
    }

    /** Records a step. */
    void append(SeriesState state) throws IOException {
        append(state, Map.of());
    }

    /** How far a series is; empty if it is not known. */
    Optional<SeriesState> get(String id) {
        return Optional.ofNullable(states.get(id));
    }

    /** Whether a series with this Series Instance UID was made here. */
    boolean isResult(String seriesUid) {
        return results.contains(seriesUid);
    }

    /** The next series to work on: first what is ready to be stored, then what was begun, then in the order of arrival. */
    Optional<SeriesState> next(Set<String> deferred) {
        for (Step step : List.of(Step.READY, Step.BEGUN, Step.QUEUED)) {
            for (SeriesState s : states.values()) {
                if (s.step() == step && !deferred.contains(s.id())) {
                    return Optional.of(s);
                }
            }
        }
        return Optional.empty();
    }

    /** All series in the order of their first arrival. */
    List<SeriesState> all() {
        return List.copyOf(states.values());
    }

    private void read(String line) {
        try {
            JsonNode n = JSON.readTree(line);
            List<String> reasons = new ArrayList<>();
            n.path("reasons").forEach(r -> reasons.add(r.asString("")));
            keep(new SeriesState(
                    n.path("series").asString(),
                    Step.valueOf(n.path("step").asString()),
                    n.path("generation").asInt(),
                    n.path("attempts").asInt(),
                    n.path("fingerprint").asString(),
                    n.path("result").asString(),
                    n.path("verdict").asString(),
                    List.copyOf(reasons)));
        } catch (JacksonException | IllegalArgumentException e) {
            // Half a line: see the constructor.
            return;
        }
    }

    private void keep(SeriesState state) {
        states.put(state.id(), state);
        if (!state.result().isEmpty()) {
            results.add(state.result());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
