package org.guise.app.bids;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.UsageException;
import org.guise.app.review.Decision;
import org.guise.app.review.Decisions;
import org.guise.app.review.SummaryPage;
import org.guise.app.run.EntryStatus;
import org.guise.app.run.Ledger;
import org.guise.app.run.LedgerEntry;
import org.guise.io.bids.BidsDataset;
import org.guise.io.bids.BidsFile;
import org.guise.io.file.AtomicFile;

/** The group level: the page and the table of all scans of a data set, and what stands in the way of sharing the results. */
public final class GroupRun {
    /**
     * What was found.
     *
     * @param counts scans of each status
     * @param unreadable sentences on files that could not be read
     * @param undecided paths of scans that a person has yet to look at
     * @param rejected public files that a person said must not be shared
     * @param strange further sentences: why the public folder is not what the data set and the ledger say
     */
    public record Found(
            OutputTrees trees,
            Map<EntryStatus, Integer> counts,
            List<String> unreadable,
            List<String> undecided,
            List<String> rejected,
            List<String> strange,
            List<LedgerEntry> entries,
            List<BidsFile> files) {
        /** Whether nothing stands in the way of sharing. */
        public boolean isClear() {
            return undecided.isEmpty() && rejected.isEmpty() && strange.isEmpty();
        }
    }

    private GroupRun() {}

    /**
     * Collects the results of a data set; writes the page and the table.
     *
     * @param restricted empty for the usual folder
     * @throws UsageException if there are no results
     */
    public static Found run(Path bids, Path out, Optional<Path> restricted) throws IOException {
        List<BidsFile> files = BidsDataset.files(bids);
        OutputTrees trees = BidsFolders.of(bids, out, restricted, BidsLayout.DERIVATIVE);
        if (!Files.isRegularFile(trees.restricted().resolve(Ledger.NAME))) {
            throw new UsageException(trees.restricted().getFileName() + ": there is no " + Ledger.NAME
                    + " in it; run guise bids … participant first, or name its restricted folder with --restricted");
        }
        Ledger ledger = Ledger.read(trees.restricted());
        Decisions decisions = Decisions.read(trees.restricted());
        SummaryPage.write(trees.restricted(), ledger.entries());
        Set<String> present = new HashSet<>();
        files.forEach(f -> present.add(f.path()));
        Map<EntryStatus, Integer> counts = new EnumMap<>(EntryStatus.class);
        List<String> unreadable = new ArrayList<>(), undecided = new ArrayList<>(), rejected = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (LedgerEntry e : ledger.entries()) {
            written.addAll(e.outputs().keySet());
            counts.merge(e.status(), 1, Integer::sum);
            Decision.Choice choice = decisions.of(e).choice();
            if (choice == Decision.Choice.REJECT) {
                rejected.add(e.outputs().keySet().iterator().next());
            } else if (e.status() == EntryStatus.REVIEW && choice == Decision.Choice.UNDECIDED) {
                undecided.add(e.path());
            }
            if (e.status() == EntryStatus.ERROR) {
                unreadable.addAll(e.reasons());
            } else if (e.status() == EntryStatus.PLANNED) {
                strange.add(e.path() + ": it is not done yet; give the participant command again");
            }
            boolean own = e.path().startsWith("OUT/");
            if (!own && !present.contains(e.path()) && !e.outputs().isEmpty()) {
                strange.add(e.path() + ": it is no longer in the data set, but its result "
                        + e.outputs().keySet().iterator().next() + " is still in "
                        + trees.open().getFileName()
                        + "; remove it if the person withdrew");
            }
        }
        for (String path : files(trees.open())) {
            if (!written.contains(path)) {
                strange.add(path + ": this file in " + trees.open().getFileName()
                        + " is not from this run; remove it, or make sure that it shows no face");
            }
        }
        for (BidsFile file : files) {
            if (file.role() == BidsFile.Role.IMAGE && ledger.entry(file.path()).isEmpty()) {
                strange.add(file.path() + ": it was not part of any run yet; give the participant command for it");
            }
        }
        return new Found(trees, counts, unreadable, undecided, rejected, strange, List.copyOf(ledger.entries()), files);
    }

    private static List<String> files(Path folder) throws IOException {
        List<String> paths = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!AtomicFile.isTemp(file)) {
                        paths.add(folder.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        paths.sort(null);
        return paths;
    }
}
