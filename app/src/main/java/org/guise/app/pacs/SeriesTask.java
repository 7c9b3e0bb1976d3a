package org.guise.app.pacs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guise.app.job.ScanOutcome.Status;
import org.guise.app.job.Sentences;
import org.guise.app.pacs.SeriesState.Step;
import org.guise.dicom.web.OrthancClient;
import org.guise.dicom.web.WebException;
import org.guise.io.file.OutputException;

/**
 * Takes one series through its steps: fetch, reface, store, confirm. Each step is in the ledger before the next is
 * begun, and each can be done again, so that it may be cut off anywhere.
 */
final class SeriesTask {
    /** A series that ended so many times without an outcome is given up, so that it cannot block the others for ever. */
    static final int MOST_ATTEMPTS = 5;

    private static final Set<String> MODALITIES = Set.of("MR", "CT", "PT");
    private static final long SPARE_BYTES = 1L << 28;

    private final OrthancClient orthanc;
    private final SeriesWorker worker;
    private final ResultTarget target;
    private final PacsLedger ledger;
    private final Path state;
    private final StopSignal stop;
    private final Marks marks;

    /** What a task ended with. */
    enum End {
        /** An outcome is in the ledger. */
        SETTLED,
        /** It goes on later: not stable, or the disk here is too full. */
        LATER
    }

    SeriesTask(
            OrthancClient orthanc,
            SeriesWorker worker,
            ResultTarget target,
            PacsLedger ledger,
            Path state,
            StopSignal stop) {
        this.orthanc = orthanc;
        this.worker = worker;
        this.target = target;
        this.ledger = ledger;
        this.state = state;
        this.stop = stop;
        this.marks = new Marks(orthanc);
    }

    /**
     * Works on a series until it is settled or has to wait.
     *
     * @param tell is told the outcome
     * @throws WebException if the server is down for longer than patience allows; nothing is lost
     * @throws OutputException if the disk here fails
     * @throws InterruptedIOException if the link was asked to stop; nothing is lost
     */
    End run(SeriesState begin, SeriesReport tell) throws IOException {
        WorkFolder work = new WorkFolder(state, begin.id());
        SeriesState now = begin;
        Map<String, Object> figures = new LinkedHashMap<>();
        long start = System.nanoTime();
        try {
            if (now.step() != Step.READY || work.results().isEmpty()) {
                Optional<OrthancClient.Series> series = orthanc.series(now.id());
                Optional<SeriesState> settled = settledWithoutWork(now, series);
                if (settled.isPresent()) {
                    work.delete();
                    settle(settled.get(), figures, tell);
                    return End.SETTLED;
                }
                OrthancClient.Series s = series.orElseThrow();
                if (!s.stable() || !fits(s)) {
                    return End.LATER;
                }
                figures.put("modality", s.tags().getOrDefault("Modality", ""));
                figures.put("instances", s.instances().size());
                now = now.begun(Marks.fingerprint(s.instances()));
                ledger.append(now, figures);
                figures.put("bytes", fetch(s, work));
                SeriesWorker.Result result = reface(now.id(), work, now.generation());
                if (result.status() != Status.PASS && result.status() != Status.REVIEW) {
                    work.delete();
                    now = now.ready("", result.status().name(), result.reasons());
                    settle(
                            now.ended(result.status() == Status.SKIP ? Step.REFUSED : Step.FAILED, result.reasons()),
                            figures,
                            tell);
                    return End.SETTLED;
                }
                work.keepResults();
                now = now.ready(result.seriesUid(), result.status().name(), result.reasons());
                ledger.append(now, figures);
            }
            Optional<String> stored = target.store(work.results());
            if (stored.isPresent()) {
                ledger.append(SeriesState.queued(stored.get()).ended(Step.RESULT, List.of()));
            }
            marks.set(now, stored);
            figures.put("seconds", Math.round((System.nanoTime() - start) / 1e6) / 1e3);
            settle(now.ended(Step.DONE, now.reasons()), figures, tell);
            work.delete();
            return End.SETTLED;
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            if (now.step() == Step.BEGUN) {
                // It was cut off, not tried.
                ledger.append(new SeriesState(
                        now.id(), Step.QUEUED, now.generation(), now.attempts() - 1, "", "", "", List.of()));
            }
            throw e;
        } catch (WebException e) {
            if (e.isPassing()) {
                throw e;
            }
            return again(now, e, figures, tell);
        } catch (OutputException | java.nio.file.FileSystemException e) {
            throw e;
        } catch (IOException e) {
            return again(now, e, figures, tell);
        }
    }

    /** What can be said without fetching the series. */
    private Optional<SeriesState> settledWithoutWork(SeriesState now, Optional<OrthancClient.Series> found)
            throws IOException {
        if (found.isEmpty()) {
            return Optional.of(now.ended(Step.REFUSED, List.of("it is no longer on the server")));
        }
        OrthancClient.Series series = found.get();
        SeriesState seen = now.seen(Marks.fingerprint(series.instances()));
        if (now.attempts() >= MOST_ATTEMPTS) {
            return Optional.of(seen.ended(
                    Step.FAILED,
                    now.reasons().isEmpty()
                            ? List.of("it was begun " + now.attempts()
                                    + " times and the program ended each time; reface it"
                                    + " by hand to see why, then start with --retry-failed")
                            : now.reasons()));
        }
        String modality = series.tags().getOrDefault("Modality", "");
        if (ledger.isResult(series.tags().getOrDefault("SeriesInstanceUID", ""))) {
            return Optional.of(seen.ended(Step.RESULT, List.of("made here")));
        }
        if (!MODALITIES.contains(modality)) {
            return Optional.of(seen.ended(
                    Step.REFUSED,
                    List.of("its modality is " + (modality.isEmpty() ? "not given" : modality)
                            + ", only MR, CT and PT are refaced")));
        }
        Optional<String> why = marks.whyResult(series);
        if (why.isPresent()) {
            return Optional.of(seen.ended(Step.RESULT, List.of(why.get())));
        }
        return marks.doneAs(series)
                .map(uid -> seen.ready(uid, now.verdict(), List.of())
                        .ended(Step.DONE, List.of("refaced earlier, says its mark on the server")));
    }

    /** Whether there is room for the series and for its result. */
    private boolean fits(OrthancClient.Series series) throws IOException {
        return Files.getFileStore(state).getUsableSpace() >= 2 * orthanc.seriesBytes(series.id()) + SPARE_BYTES;
    }

    private long fetch(OrthancClient.Series series, WorkFolder work) throws IOException {
        work.create();
        long most = 2 * orthanc.seriesBytes(series.id()) + SPARE_BYTES;
        long bytes = 0;
        int n = 0;
        for (String instance : series.instances()) {
            if (stop.isRequested()) {
                throw new InterruptedIOException("stopped");
            }
            bytes += orthanc.fetchInstance(instance, work.in().resolve(String.format("%06d.dcm", n++)), most - bytes);
        }
        return bytes;
    }

    private SeriesWorker.Result reface(String id, WorkFolder work, int generation) throws IOException {
        stop.atWork(true);
        try {
            return worker.reface(id, work.in(), work.out(), generation);
        } finally {
            stop.atWork(false);
        }
    }

    /** Tries again later, but not for ever. What is ready to be stored stays so. */
    private End again(SeriesState now, IOException e, Map<String, Object> figures, SeriesReport tell)
            throws IOException {
        List<String> why = List.of(Sentences.of("series " + now.id().substring(0, 8), e));
        boolean ready = now.step() == Step.READY;
        int attempts = ready || now.step() == Step.QUEUED ? now.attempts() + 1 : now.attempts();
        SeriesState next = new SeriesState(
                now.id(),
                ready ? Step.READY : Step.QUEUED,
                now.generation(),
                attempts,
                now.fingerprint(),
                now.result(),
                now.verdict(),
                why);
        if (attempts >= MOST_ATTEMPTS) {
            new WorkFolder(state, now.id()).delete();
            settle(next.ended(Step.FAILED, why), figures, tell);
            return End.SETTLED;
        }
        ledger.append(next, figures);
        return End.LATER;
    }

    private void settle(SeriesState end, Map<String, Object> figures, SeriesReport tell) throws IOException {
        ledger.append(end, figures);
        tell.settled(end, figures);
    }
}
