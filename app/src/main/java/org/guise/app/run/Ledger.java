package org.guise.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.io.nifti.Hashes;
import tools.jackson.databind.JsonNode;

/**
 * The ledger of a run over a data set, {@code run.jsonl} in the restricted folder: a line for every file when it is planned and
 * another when it is finished; of several lines the last counts. It is the memory from which a killed run goes on.
 * Thread-safe.
 */
public final class Ledger {
    /** The ledger's file name. */
    public static final String NAME = "run.jsonl";

    private final JsonLines lines;
    private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();
    private final List<JsonNode> runs = new ArrayList<>();

    private Ledger(JsonLines lines) throws IOException {
        this.lines = lines;
        for (JsonNode line : lines.read()) {
            if (line.has("run")) {
                runs.add(line.path("run"));
            }
            LedgerEntry.of(line).ifPresent(e -> entries.put(e.path(), e));
        }
    }

    /** Reads what earlier runs wrote; changes nothing. */
    public static Ledger read(Path restricted) throws IOException {
        return new Ledger(new JsonLines(restricted.resolve(NAME)));
    }

    /** Reads what earlier runs wrote, to go on with it; a torn last line is cut off. */
    public static Ledger open(Path restricted) throws IOException {
        JsonLines lines = new JsonLines(restricted.resolve(NAME));
        lines.mend();
        return new Ledger(lines);
    }

    /** What the last run said of itself when it started; empty if there was none. */
    public synchronized Optional<JsonNode> lastRun() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
    }

    /** Writes down that a run starts. */
    public void start(Map<String, Object> about) throws IOException {
        lines.append(List.of(Map.of("run", about)));
    }

    /** The last entry of every file. */
    public synchronized Collection<LedgerEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** The last entry of a file. */
    public synchronized Optional<LedgerEntry> entry(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    /**
     * The last entry of a file if it needs nothing more: it is final, depended on the same, and everything written for it is
     * still there with the same content.
     */
    public Optional<LedgerEntry> finished(String path, String key, Path open, Path restricted) throws IOException {
        Optional<LedgerEntry> entry = entry(path).filter(e -> e.status().isFinal() && e.key().equals(key));
        return entry.isPresent()
                        && unchanged(open, entry.get().outputs())
                        && unchanged(restricted, entry.get().restricted())
                ? entry
                : Optional.empty();
    }

    private static boolean unchanged(Path folder, Map<String, String> hashes) throws IOException {
        for (Map.Entry<String, String> e : hashes.entrySet()) {
            Path file = folder.resolve(e.getKey());
            if (!Files.isRegularFile(file) || !Hashes.file(file).equals(e.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Adds entries in one write. */
    public void append(List<LedgerEntry> added) throws IOException {
        lines.append(added.stream().map(LedgerEntry::line).toList());
        synchronized (this) {
            added.forEach(e -> entries.put(e.path(), e));
        }
    }

    /** Adds one entry with further figures in its line. */
    public void append(LedgerEntry entry, Map<String, Object> more) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>(more);
        line.putAll(entry.line());
        lines.append(List.of(line));
        synchronized (this) {
            entries.put(entry.path(), entry);
        }
    }
}
