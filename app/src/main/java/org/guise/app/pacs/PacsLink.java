package org.guise.app.pacs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.guise.app.pacs.SeriesState.Step;
import org.guise.dicom.web.OrthancClient;

/**
 * Follows an Orthanc server and refaces each stable series once. At any moment it may be killed: started again with the
 * same state folder it goes on, loses no series and stores none twice.
 */
public final class PacsLink {
    private static final Duration RECONCILE_EVERY = Duration.ofMinutes(10);

    private final Settings settings;
    private final OrthancClient orthanc;
    private final SeriesWorker worker;
    private final ResultTarget target;
    private final StopSignal stop;
    private final AtomicBoolean outage;
    private final Consumer<String> out;

    /**
     * How to follow.
     *
     * @param state folder of the ledger, the place in the log, and the files of the series being worked on; it holds
     *     originals, so it is to be protected like the server
     * @param server its address, which the state folder belongs to
     * @param once stop when nothing is left, instead of waiting for more
     * @param poll pause between two looks at the log
     * @param retryFailed try series again that failed earlier
     */
    public record Settings(Path state, String server, boolean once, Duration poll, boolean retryFailed) {}

    /**
     * A link.
     *
     * @param outage is true after the server was down; all series are then gone through
     * @param out gets a line for each series
     */
    public PacsLink(
            Settings settings,
            OrthancClient orthanc,
            SeriesWorker worker,
            ResultTarget target,
            StopSignal stop,
            AtomicBoolean outage,
            Consumer<String> out) {
        this.settings = settings;
        this.orthanc = orthanc;
        this.worker = worker;
        this.target = target;
        this.stop = stop;
        this.outage = outage;
        this.out = out;
    }

    /**
     * Runs until nothing is left ({@code once}) or it is asked to stop.
     *
     * @throws IOException if the server stays down or the disk here fails; started again it goes on
     */
    public PacsSummary run() throws IOException {
        Files.createDirectories(settings.state());
        PacsSummary summary = new PacsSummary();
        try (PacsLedger ledger = new PacsLedger(settings.state())) {
            PacsPosition position = new PacsPosition(settings.state(), settings.server());
            WorkFolder.clear(
                    settings.state(),
                    id -> ledger.get(id).map(s -> s.step() == Step.READY).orElse(false));
            ChangeFollower follower = new ChangeFollower(orthanc, ledger, position);
            SeriesTask task = new SeriesTask(orthanc, worker, target, ledger, settings.state(), stop);
            out.accept("following Orthanc " + orthanc.version() + " at " + settings.server() + "; results are "
                    + target.describe());
            if (settings.retryFailed()) {
                for (SeriesState s : ledger.all()) {
                    if (s.step() == Step.FAILED) {
                        ledger.append(s.nextGeneration());
                    }
                }
            }
            follow(ledger, follower, task, summary);
        } catch (InterruptedIOException e) {
            if (!stop.isRequested()) {
                throw e;
            }
            Thread.interrupted();
        }
        return summary;
    }

    private void follow(PacsLedger ledger, ChangeFollower follower, SeriesTask task, PacsSummary summary)
            throws IOException {
        Set<String> deferred = new HashSet<>();
        outage.set(true);
        long reconciled = 0;
        int unstable = 0;
        while (!stop.isRequested()) {
            boolean restarted = follower.follow();
            boolean due = System.nanoTime() - reconciled > RECONCILE_EVERY.toNanos();
            if (restarted
                    || outage.getAndSet(false)
                    || due
                    || settings.once() && ledger.next(deferred).isEmpty()) {
                unstable = follower.reconcile();
                reconciled = System.nanoTime();
            }
            Optional<SeriesState> next = ledger.next(deferred);
            if (next.isPresent()) {
                SeriesTask.End end = task.run(next.get(), (s, figures) -> report(s, figures, summary));
                if (end == SeriesTask.End.LATER) {
                    deferred.add(next.get().id());
                } else {
                    checkGrowth(ledger, follower, next.get().id());
                }
                continue;
            }
            if (settings.once() && unstable == 0 && deferred.isEmpty()) {
                return;
            }
            pause();
            if (!deferred.isEmpty() && settings.once() && isStuck(ledger, deferred)) {
                throw new IOException(deferred.size() + " series do not fit on the disk of the state folder, which must"
                        + " have twice their size and 256 MiB free; free some space and start again");
            }
            deferred.clear();
        }
    }

    /** A series may have grown while it was refaced, and its change was then read before it was done. */
    private void checkGrowth(PacsLedger ledger, ChangeFollower follower, String id) throws IOException {
        Optional<SeriesState> state = ledger.get(id).filter(s -> s.step() == Step.DONE);
        Optional<OrthancClient.Series> series = state.isPresent() ? orthanc.series(id) : Optional.empty();
        if (series.isPresent()) {
            follower.noteGrowth(state.orElseThrow(), series.get());
        }
    }

    /** Whether all that waits does so for room on the disk. */
    private boolean isStuck(PacsLedger ledger, Set<String> deferred) throws IOException {
        for (String id : deferred) {
            Optional<SeriesState> state = ledger.get(id);
            Optional<OrthancClient.Series> series = orthanc.series(id);
            boolean waits = state.isPresent() && state.get().reasons().isEmpty();
            if (!waits || series.isEmpty() || !series.get().stable()) {
                return false;
            }
        }
        return true;
    }

    private void pause() throws InterruptedIOException {
        try {
            Thread.sleep(settings.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    private void report(SeriesState end, Map<String, Object> figures, PacsSummary summary) {
        summary.add(end, figures);
        if (end.step() == Step.RESULT) {
            return;
        }
        StringBuilder line = new StringBuilder(String.format("%-7s %s", end.step(), end.id()));
        figures.forEach((k, v) ->
                line.append("  ").append(k.equals("modality") ? "" : k + " ").append(v));
        if (end.step() == Step.DONE && !end.verdict().isEmpty()) {
            line.append("  ").append(end.verdict());
        }
        out.accept(line.toString());
        end.reasons().forEach(r -> out.accept("        " + r));
    }
}
