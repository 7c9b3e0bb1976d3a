package org.guise.app.bids;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.guise.app.Version;
import org.guise.app.job.EngineFactory;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.QcPainter;
import org.guise.app.job.RefaceEngine;
import org.guise.app.job.RefaceJob;
import org.guise.app.job.RunSettings;
import org.guise.app.job.ScanOutcome;
import org.guise.app.job.ScanTask;
import org.guise.app.job.Secret;
import org.guise.app.job.Session;
import org.guise.app.job.UsageException;
import org.guise.app.review.SummaryPage;
import org.guise.app.run.FileHash;
import org.guise.app.run.Jobs;
import org.guise.app.run.Ledger;
import org.guise.app.run.LedgerEntry;
import org.guise.app.run.MemoryBudget;
import org.guise.app.run.RunLock;
import org.guise.app.run.StopSignal;
import org.guise.io.bids.BidsDataset;
import org.guise.io.bids.BidsFile;
import org.guise.io.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * The participant level: refaces the head images of a data set. The plan goes into the ledger first, then one session after
 * another is done; a run that was killed goes on from the ledger, and its results are then byte for byte those of a run that
 * was not.
 */
public final class BidsRun {
    private static final String DESCRIPTION = BidsDataset.DESCRIPTION;
    private static final String SCANS_TABLE = "_scans.tsv";

    /**
     * What to do.
     *
     * @param bids the data set
     * @param out the public folder
     * @param restricted the restricted folder; empty for the usual one
     * @param epi whether images that hardly show a face are refaced too
     * @param settings how faces are replaced, as a function of the secret number kept in the restricted folder
     * @param jobs sessions worked on at the same time; empty to choose by processors and memory
     */
    public record Request(
            Path bids,
            Path out,
            Optional<Path> restricted,
            BidsLayout layout,
            BidsSelection selection,
            boolean epi,
            Chosen settings,
            Optional<Integer> jobs) {}

    /** Makes the settings. */
    @FunctionalInterface
    public interface Chosen {
        /** The settings; the secret is drawn or read only if asked for. */
        RunSettings with(Secret secret) throws IOException;
    }

    /** Is told how the run goes; called from several threads. */
    public interface Listener {
        /** Before the first scan. */
        void planned(int scans, int sessions, int jobs);

        /** Before each scan. */
        void starting(String path);

        /** After each scan that was done now. */
        void finished(String path, ScanOutcome outcome);

        /** For each session of which nothing or not everything had to be done, the number of scans done before. */
        void skipped(int scans);
    }

    /**
     * What came of it.
     *
     * @param entries of all files of this run's selection, as the ledger has them
     * @param stopped whether the run was asked to stop before it was through
     */
    public record Finished(OutputTrees trees, List<LedgerEntry> entries, boolean stopped) {}

    private final Request request;
    private final EngineFactory engines;
    private final QcPainter painter;
    private final Consumer<Throwable> trace;
    private final Listener listener;

    /** A run with these parts. */
    public BidsRun(
            Request request, EngineFactory engines, QcPainter painter, Consumer<Throwable> trace, Listener listener) {
        this.request = request;
        this.engines = engines;
        this.painter = painter;
        this.trace = trace;
        this.listener = listener;
    }

    /**
     * Runs, or goes on with an earlier run.
     *
     * @throws UsageException if the folders or labels cannot be used
     * @throws IOException if a result or the ledger cannot be written; the same command goes on from there
     */
    @SuppressWarnings("try") // the lock is held, not asked
    public Finished run() throws IOException {
        List<BidsFile> all = BidsDataset.files(request.bids());
        OutputTrees trees = BidsFolders.of(request.bids(), request.out(), request.restricted(), request.layout());
        List<BidsFile> files = request.selection().of(all);
        try (StopSignal stop = new StopSignal();
                RunLock lock = BidsFolders.claim(trees)) {
            removeTemporaries(trees.open());
            removeTemporaries(trees.restricted());
            RunSettings settings = request.settings().with(() -> RunSecret.of(trees.restricted()));
            Ledger ledger = Ledger.open(trees.restricted());
            sameLayout(ledger);
            BidsMetadata metadata = new BidsMetadata(all);
            BidsPlan plan = BidsPlan.of(
                    files, metadata, request.layout(), settings.reface().method(), request.epi());
            start(ledger, plan, settings);
            DatasetCopier copier = new DatasetCopier(trees, ledger);
            for (BidsPlan.Step step : plan.others()) {
                if (!stop.isAsked() && !isMadeLater(step)) {
                    copier.apply(step);
                }
            }
            reface(plan, settings, ledger, trees, stop);
            if (!stop.isAsked()) {
                writeTables(all, plan, ledger, trees, copier);
            }
            SummaryPage.write(trees.restricted(), ledger.entries());
            List<LedgerEntry> entries =
                    files.stream().flatMap(f -> ledger.entry(f.path()).stream()).toList();
            return new Finished(trees, entries, stop.isAsked());
        }
    }

    private void sameLayout(Ledger ledger) {
        String earlier =
                ledger.lastRun().map(r -> r.path("layout").asString("")).orElse("");
        if (!earlier.isEmpty() && !earlier.equals(request.layout().key())) {
            throw new UsageException(request.out().getFileName() + ": it was made with --layout " + earlier
                    + ", and two layouts in one folder would share more than either; choose another output folder");
        }
    }

    /** The files of the plan, in the ledger before anything is done. */
    private void start(Ledger ledger, BidsPlan plan, RunSettings settings) throws IOException {
        String options = RunKey.options(settings, request.layout());
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("version", Version.number());
        about.put("layout", request.layout().key());
        about.put("options", options);
        about.put("scans", plan.count());
        about.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        ledger.start(about);
        List<LedgerEntry> planned = new ArrayList<>();
        for (BidsFile file : plan.scans().values()) {
            addNew(ledger, file, options, planned);
        }
        for (BidsPlan.Step step : plan.others()) {
            if (step.copied()) {
                addNew(ledger, step.file(), options, planned);
            }
        }
        ledger.append(planned);
    }

    private static void addNew(Ledger ledger, BidsFile file, String options, List<LedgerEntry> planned)
            throws IOException {
        if (ledger.entry(file.path()).isEmpty()) {
            planned.add(LedgerEntry.planned(file.path(), FileHash.unread(file.file()), options));
        }
    }

    /** Files whose content depends on how the scans went, or that a derivative has of its own. */
    private boolean isMadeLater(BidsPlan.Step step) {
        String path = step.file().path();
        return step.copied() && (path.equals(DESCRIPTION) || path.endsWith(SCANS_TABLE));
    }

    private void reface(BidsPlan plan, RunSettings settings, Ledger ledger, OutputTrees trees, StopSignal stop)
            throws IOException {
        MemoryBudget memory = new MemoryBudget(MemoryBudget.available());
        Map<Session, Long> needs = new LinkedHashMap<>();
        long largest = 1;
        for (Session s : plan.sessions()) {
            long need = ScanMemory.of(s);
            needs.put(s, need);
            largest = Math.max(largest, need);
        }
        int processors = Runtime.getRuntime().availableProcessors();
        int wanted = request.jobs().orElse((int) Math.max(1, Math.min(processors, MemoryBudget.available() / largest)));
        int jobs = Math.max(1, Math.min(wanted, plan.sessions().size()));
        RunSettings each = new RunSettings(
                settings.reface(), settings.atlas(), Math.max(1, settings.threads() / jobs), false, settings.mask());
        String options = RunKey.options(settings, request.layout());
        listener.planned(plan.count(), plan.sessions().size(), jobs);
        Jobs.run(
                plan.sessions(),
                jobs,
                memory,
                s -> needs.getOrDefault(s, 1L),
                () -> new Worker(plan, each, ledger, trees, options, stop),
                stop);
    }

    /** Does sessions; makes its engine when the first of them needs one. */
    private final class Worker implements Jobs.Worker<Session> {
        private final BidsPlan plan;
        private final RunSettings settings;
        private final Ledger ledger;
        private final OutputTrees trees;
        private final String options;
        private final StopSignal stop;
        private @Nullable RefaceEngine engine;

        Worker(BidsPlan plan, RunSettings settings, Ledger ledger, OutputTrees trees, String options, StopSignal stop) {
            this.plan = plan;
            this.settings = settings;
            this.ledger = ledger;
            this.trees = trees;
            this.options = options;
            this.stop = stop;
        }

        @Override
        public void work(Session session) throws IOException {
            stop.check();
            SessionRecord record = new SessionRecord(
                    session,
                    plan.scans(),
                    ledger,
                    trees,
                    settings,
                    options,
                    (file, outcome) -> listener.finished(file.path(), outcome));
            int before = 0;
            for (ScanTask task : session.tasks()) {
                before += record.finished(task).isPresent() ? 1 : 0;
                Files.createDirectories(
                        trees.open().resolve(task.names().scan()).getParent());
                Files.createDirectories(
                        trees.restricted().resolve(task.names().qc()).getParent());
            }
            listener.skipped(before);
            if (before == session.tasks().size()) {
                return;
            }
            if (engine == null) {
                engine = engines.create(settings.atlas(), settings.threads());
            }
            new RefaceJob(engine, painter, settings, trees, trace, record).run(session, task -> {
                stop.check();
                listener.starting(
                        java.util.Objects.requireNonNull(plan.scans().get(task)).path());
            });
            // The volumes of one session are dead before the next is read: see the reface command.
            System.gc();
        }

        @Override
        public void close() {
            if (engine != null) {
                engine.close();
            }
        }
    }

    /** What can only be said when all scans are done. */
    private void writeTables(List<BidsFile> all, BidsPlan plan, Ledger ledger, OutputTrees trees, DatasetCopier copier)
            throws IOException {
        boolean inside = request.bids()
                .toRealPath()
                .resolve("derivatives")
                .equals(trees.open().getParent());
        byte[] description = DatasetDescription.bytes(all, request.layout(), inside);
        if (request.layout() == BidsLayout.DERIVATIVE) {
            copier.write(DESCRIPTION, description, "OUT/" + DESCRIPTION, "written by Guise");
            copier.write("README.md", DatasetDescription.readme(), "OUT/README.md", "written by Guise");
            return;
        }
        copier.write(DESCRIPTION, description, DESCRIPTION, "copied, with GeneratedBy extended");
        Set<String> withheld = new TreeSet<>();
        for (BidsFile file : all) {
            boolean image = file.name().filter(n -> n.isImage()).isPresent();
            if (image
                    && ledger.entry(file.path())
                            .filter(e -> e.outputs().isEmpty())
                            .isPresent()) {
                withheld.add(file.path());
            }
        }
        for (BidsPlan.Step step : plan.others()) {
            if (step.copied() && step.file().path().endsWith(SCANS_TABLE)) {
                copier.write(
                        step.file().path(),
                        DatasetCopier.scansTable(step.file(), withheld),
                        step.file().path(),
                        "copied, without the rows of scans that are withheld");
            }
        }
    }

    /** Nothing else works in these folders: what is half-written was left by a run that was killed. */
    private static void removeTemporaries(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                AtomicFile.deleteStale(dir, Duration.ZERO);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
