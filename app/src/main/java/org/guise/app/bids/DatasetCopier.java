package org.guise.app.bids;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.Sentences;
import org.guise.app.run.EntryStatus;
import org.guise.app.run.FileHash;
import org.guise.app.run.Ledger;
import org.guise.app.run.LedgerEntry;
import org.guise.io.bids.BidsFile;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.OutputException;
import org.guise.io.nifti.Hashes;

/** Puts files that show no face into the public folder, and writes every file that is not refaced into the ledger. */
final class DatasetCopier {
    private static final int BUFFER = 1 << 18;

    private final OutputTrees trees;
    private final Ledger ledger;

    DatasetCopier(OutputTrees trees, Ledger ledger) {
        this.trees = trees;
        this.ledger = ledger;
    }

    /** Does what the plan says of one file, unless it is done. @return how it stands now */
    LedgerEntry apply(BidsPlan.Step step) throws IOException {
        if (step.copied()) {
            return copy(step);
        }
        Optional<LedgerEntry> earlier = ledger.entry(step.file().path());
        List<String> reasons = List.of(step.reason());
        if (earlier.isPresent()
                && earlier.get().status() == step.status()
                && earlier.get().reasons().equals(reasons)
                && earlier.get().outputs().isEmpty()) {
            return earlier.get();
        }
        LedgerEntry entry = LedgerEntry.without(step.file().path(), step.status(), reasons);
        ledger.append(List.of(entry));
        return entry;
    }

    private LedgerEntry copy(BidsPlan.Step step) throws IOException {
        BidsFile file = step.file();
        List<String> reasons = step.reason().isEmpty() ? List.of() : List.of(step.reason());
        FileHash input;
        try {
            input = FileHash.of(file.file(), ledger.entry(file.path()).flatMap(LedgerEntry::input));
        } catch (IOException e) {
            return failed(file, e);
        }
        String key = RunKey.of("copy", step.status().name(), input.sha256());
        Optional<LedgerEntry> done = ledger.finished(file.path(), key, trees.open(), trees.restricted());
        if (done.isPresent()) {
            return done.get();
        }
        Path target = trees.open().resolve(file.path());
        Files.createDirectories(target.getParent());
        try {
            AtomicFile.write(target, out -> transfer(file.file(), out));
        } catch (OutputException e) {
            throw e;
        } catch (IOException e) {
            return failed(file, e);
        }
        String written = Hashes.file(target);
        if (!written.equals(input.sha256())) {
            Files.delete(target);
            return failed(
                    file, new IOException(file.fileName() + ": it changed while it was copied; run the command again"));
        }
        LedgerEntry entry = new LedgerEntry(
                file.path(),
                step.status(),
                reasons,
                Optional.of(input),
                key,
                Map.of(file.path(), written),
                Map.of(),
                Optional.empty(),
                Optional.empty());
        ledger.append(List.of(entry));
        return entry;
    }

    private static void transfer(Path source, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(source)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
    }

    private LedgerEntry failed(BidsFile file, IOException e) throws IOException {
        LedgerEntry entry =
                LedgerEntry.without(file.path(), EntryStatus.ERROR, List.of(Sentences.of(file.fileName(), e)));
        ledger.append(List.of(entry));
        return entry;
    }

    /**
     * Writes a small file of the public folder that the run makes itself, unless it is there.
     *
     * @param name under which the ledger keeps it: the path of the file it is made from, or a name of its own
     */
    void write(String path, byte[] content, String name, String reason) throws IOException {
        String key = RunKey.of("write", new String(content, StandardCharsets.UTF_8));
        if (ledger.finished(name, key, trees.open(), trees.restricted()).isPresent()) {
            return;
        }
        Path target = trees.open().resolve(path);
        Files.createDirectories(target.getParent());
        AtomicFile.write(target, out -> out.write(content));
        ledger.append(List.of(new LedgerEntry(
                name,
                EntryStatus.COPIED,
                List.of(reason),
                Optional.empty(),
                key,
                Map.of(path, Hashes.file(target)),
                Map.of(),
                Optional.empty(),
                Optional.empty())));
    }

    /**
     * A {@code scans.tsv} without the rows of files that were withheld; byte for byte the same if there are none.
     *
     * @param withheld paths relative to the data set
     */
    static byte[] scansTable(BidsFile table, Set<String> withheld) throws IOException {
        byte[] bytes = Files.readAllBytes(table.file());
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int start = 0; start < bytes.length; ) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String first = new String(bytes, start, end - start, StandardCharsets.UTF_8).split("[\t\r]", -1)[0];
            if (start == 0 || !withheld.contains(table.folder() + "/" + first)) {
                out.write(bytes, start, Math.min(end + 1, bytes.length) - start);
            }
            start = end + 1;
        }
        return out.toByteArray();
    }
}
