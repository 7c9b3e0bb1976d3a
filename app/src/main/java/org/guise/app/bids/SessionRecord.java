package org.guise.app.bids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.RunRecord;
import org.guise.app.job.RunSettings;
import org.guise.app.job.ScanOutcome;
import org.guise.app.job.ScanTask;
import org.guise.app.job.Session;
import org.guise.app.run.EntryStatus;
import org.guise.app.run.FileHash;
import org.guise.app.run.Ledger;
import org.guise.app.run.LedgerEntry;
import org.guise.io.bids.BidsFile;
import org.guise.io.nifti.Hashes;

/**
 * Remembers the scans of one session in the ledger. A scan's key covers the content of all scans of its session: one that is
 * added or changed may lead, and then all get another face.
 */
final class SessionRecord implements RunRecord {
    private static final FileHash UNREADABLE = new FileHash(-1, 0, "unreadable");

    private final Ledger ledger;
    private final OutputTrees trees;
    private final RunSettings settings;
    private final Map<ScanTask, BidsFile> files;
    private final Map<ScanTask, FileHash> inputs = new HashMap<>();
    private final Map<ScanTask, String> keys = new HashMap<>();
    private final BiConsumer<BidsFile, ScanOutcome> done;

    /**
     * Reads every scan of the session once, for its hash, unless the ledger knows it.
     *
     * @param options hash of what the user chose
     * @param done is told of every scan that was finished now
     */
    SessionRecord(
            Session session,
            Map<ScanTask, BidsFile> files,
            Ledger ledger,
            OutputTrees trees,
            RunSettings settings,
            String options,
            BiConsumer<BidsFile, ScanOutcome> done) {
        this.ledger = ledger;
        this.trees = trees;
        this.settings = settings;
        this.files = files;
        this.done = done;
        Map<String, String> contents = new TreeMap<>();
        for (ScanTask task : session.tasks()) {
            FileHash hash = hash(task);
            inputs.put(task, hash);
            contents.put(file(task).path(), hash.sha256());
        }
        String all = RunKey.of(options, contents.toString());
        for (ScanTask task : session.tasks()) {
            keys.put(task, RunKey.of(all, file(task).path(), task.metadata().toString()));
        }
    }

    private FileHash hash(ScanTask task) {
        try {
            return FileHash.of(task.input(), ledger.entry(file(task).path()).flatMap(LedgerEntry::input));
        } catch (IOException e) {
            // the job will say why
            return UNREADABLE;
        }
    }

    private BidsFile file(ScanTask task) {
        return Objects.requireNonNull(files.get(task));
    }

    @Override
    public Optional<ScanOutcome> finished(ScanTask task) throws IOException {
        return ledger.finished(
                        file(task).path(), Objects.requireNonNull(keys.get(task)), trees.open(), trees.restricted())
                .map(e -> new ScanOutcome(
                        task.name(),
                        ScanOutcome.Status.valueOf(e.status().name()),
                        e.reasons(),
                        e.lead(),
                        e.outputs().isEmpty()
                                ? Optional.empty()
                                : Optional.of(trees.open().resolve(task.names().scan())),
                        e.picture().map(trees.restricted()::resolve),
                        Map.of(),
                        Map.of()));
    }

    @Override
    public boolean resumes() {
        return true;
    }

    @Override
    public void append(ScanTask task, ScanOutcome outcome, double totalSeconds, double cpuSeconds) throws IOException {
        BidsFile file = file(task);
        List<String> open = new ArrayList<>();
        if (outcome.output().isPresent()) {
            open.add(task.names().scan());
            open.add(task.names().sidecar());
            if (settings.mask()) {
                task.names().mask().ifPresent(open::add);
            }
        }
        List<String> restricted =
                outcome.picture().isPresent() ? List.of(task.names().qc()) : List.of();
        LedgerEntry entry = new LedgerEntry(
                file.path(),
                EntryStatus.valueOf(outcome.status().name()),
                outcome.reasons(),
                Optional.ofNullable(inputs.get(task)),
                Objects.requireNonNull(keys.get(task)),
                hashes(trees.open(), open),
                hashes(trees.restricted(), restricted),
                outcome.lead(),
                restricted.stream().findFirst());
        Optional<LedgerEntry> earlier = ledger.entry(file.path());
        if (earlier.isPresent()) {
            removeOutdated(trees.open(), earlier.get().outputs(), entry.outputs());
            removeOutdated(trees.restricted(), earlier.get().restricted(), entry.restricted());
        }
        ledger.append(entry, RunRecord.line(outcome, settings, totalSeconds, cpuSeconds));
        done.accept(file, outcome);
    }

    private static Map<String, String> hashes(Path folder, List<String> names) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String name : names) {
            hashes.put(name, Hashes.file(folder.resolve(name)));
        }
        return hashes;
    }

    /**
     * What an earlier run with other options wrote for a scan and this one did not must not stay among its results; only a file
     * that is still as that run wrote it is removed.
     */
    private static void removeOutdated(Path folder, Map<String, String> earlier, Map<String, String> now)
            throws IOException {
        for (Map.Entry<String, String> e : earlier.entrySet()) {
            Path file = folder.resolve(e.getKey());
            if (!now.containsKey(e.getKey())
                    && Files.isRegularFile(file)
                    && Hashes.file(file).equals(e.getValue())) {
                Files.delete(file);
            }
        }
    }
}
