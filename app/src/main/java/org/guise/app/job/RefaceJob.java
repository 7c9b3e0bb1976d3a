package org.guise.app.job;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Verdict;
import org.guise.core.volume.Volume;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.OutputException;

/**
 * Refaces whole files: read, fit, rewrite, prove, write. Everything appears under its final name only when complete, and
 * the public scan only after its picture and its proof; on FAIL and on errors nothing public is written and results of
 * an earlier run stay as they are. One job serves many scans, one at a time.
 */
public final class RefaceJob {
    private static final String SKIN_UNSEEN =
            "an echo-planar image shows hardly any skin, so that the fit to the face cannot"
                    + " be judged; reface it together with a structural image of the same visit";

    private final RefaceEngine engine;
    private final QcPainter painter;
    private final RunSettings settings;
    private final OutputTrees trees;
    private final Consumer<Throwable> trace;
    private final RunRecord record;
    private final ScanReader reader;

    /**
     * A job for one run. The folders of {@code trees} must exist unless this is a dry run.
     *
     * @param trace gets every exception that became a sentence, for a user who wants to see where it came from
     */
    public RefaceJob(
            RefaceEngine engine,
            QcPainter painter,
            RunSettings settings,
            OutputTrees trees,
            Consumer<Throwable> trace) {
        this(engine, painter, settings, trees, trace, new RunLedger(trees, settings));
    }

    /**
     * A job for one run that is remembered in {@code record}: what is finished there is not done again.
     *
     * @param trace as for the other
     */
    public RefaceJob(
            RefaceEngine engine,
            QcPainter painter,
            RunSettings settings,
            OutputTrees trees,
            Consumer<Throwable> trace,
            RunRecord record) {
        this(engine, painter, settings, trees, trace, record, new NiftiScan.Reader(settings.threads()));
    }

    /**
     * A job for one run over scans of another form.
     *
     * @param trace as for the other
     */
    public RefaceJob(
            RefaceEngine engine,
            QcPainter painter,
            RunSettings settings,
            OutputTrees trees,
            Consumer<Throwable> trace,
            RunRecord record,
            ScanReader reader) {
        this.record = record;
        this.reader = reader;
        this.engine = engine;
        this.painter = painter;
        this.settings = settings;
        this.trees = trees;
        this.trace = trace;
    }

    /**
     * Refaces one scan on its own and records it in {@code run.jsonl}. A scan that cannot be read or refaced, or whose result
     * cannot be written, is an outcome and not an exception, so that the other scans of a run go on.
     *
     * @throws IOException only if the run's own record cannot be written
     */
    public ScanOutcome run(ScanTask task) throws IOException {
        return run(Session.of(task), t -> {}).getFirst();
    }

    /**
     * Refaces the scans of a session: the first that can be refaced leads, the others get its fit and its face. Scans that
     * failed before a lead was found are tried again with it. Where an earlier run finished the lead but not the others, its fit
     * is made again, since fits are kept nowhere.
     *
     * @param starting is told of every scan before it is read
     * @return outcomes in the order in which the scans were given
     * @throws IOException if the run's own record cannot be written, or, where the run can be resumed, a result
     */
    public List<ScanOutcome> run(Session session, Consumer<ScanTask> starting) throws IOException {
        Map<ScanTask, ScanOutcome> outcomes = new HashMap<>();
        for (ScanTask task : session.tasks()) {
            record.finished(task).ifPresent(o -> outcomes.put(task, o));
        }
        List<ScanTask> again = new ArrayList<>();
        SessionFit fit = new SessionFit(session, outcomes, engine, reader, settings.reface());
        for (ScanTask task : session.leads()) {
            if (outcomes.containsKey(task)) {
                continue;
            }
            starting.accept(task);
            Attempt a = attempt(task, fit);
            boolean helpless = !fit.isLed() && a.judged() && a.outcome().status() == ScanOutcome.Status.FAIL;
            if (session.joint() && helpless) {
                again.add(task);
            } else {
                record(task, a);
            }
            outcomes.put(task, a.outcome());
            a.lead().ifPresent(fit::lead);
            release(session);
        }
        for (ScanTask task : again) {
            Attempt a;
            if (fit.isLed()) {
                starting.accept(task);
                a = attempt(task, fit);
                release(session);
            } else {
                a = new Attempt(Objects.requireNonNull(outcomes.get(task)), Optional.empty(), true, 0, 0);
            }
            record(task, a);
            outcomes.put(task, a.outcome());
        }
        return session.tasks().stream()
                .map(t -> Objects.requireNonNull(outcomes.get(t)))
                .toList();
    }

    /** Records a scan that was left out. */
    public ScanOutcome skip(ScanTask task, String reason) throws IOException {
        ScanOutcome outcome = ScanOutcome.skipped(task, reason);
        record.append(task, outcome, 0, 0);
        return outcome;
    }

    /** The volumes of one scan are dead before the next is read: see the command. */
    private static void release(Session session) {
        if (session.joint()) {
            System.gc();
        }
    }

    /**
     * One try at a scan.
     *
     * @param lead what the others of the session need, if the scan can lead them
     * @param judged whether the outcome is a verdict of the engine
     */
    private record Attempt(
            ScanOutcome outcome, Optional<SessionFit.Led> lead, boolean judged, double seconds, double cpuSeconds) {}

    private void record(ScanTask task, Attempt a) throws IOException {
        record.append(task, a.outcome(), a.seconds(), a.cpuSeconds());
    }

    private Attempt attempt(ScanTask task, SessionFit fit) throws IOException {
        double cpu = ProcessMeter.cpuSeconds();
        Stopwatch watch = new Stopwatch();
        Attempt a;
        try {
            a = reface(task, fit, watch);
        } catch (OutputException e) {
            if (record.resumes()) {
                throw e;
            }
            a = failed(task, Sentences.of(task.name(), e), e);
        } catch (IOException e) {
            a = failed(task, Sentences.of(task.name(), e), e);
        } catch (OutOfMemoryError e) {
            long mib = Runtime.getRuntime().maxMemory() >> 20;
            a = failed(
                    task,
                    task.name() + ": needs more memory than the " + mib + " MiB that Java may use; set"
                            + " GUISE_JAVA_OPTS=-Xmx4g or more",
                    e);
        } catch (RuntimeException e) {
            a = failed(
                    task,
                    task.name() + ": Guise itself failed (" + e + "); please report this as a bug, --debug shows where",
                    e);
        }
        return new Attempt(a.outcome(), a.lead(), a.judged(), watch.total(), ProcessMeter.cpuSeconds() - cpu);
    }

    private Attempt failed(ScanTask task, String sentence, Throwable cause) {
        trace.accept(cause);
        return without(task, ScanOutcome.Status.ERROR, sentence);
    }

    private static Attempt without(ScanTask task, ScanOutcome.Status status, String sentence) {
        return new Attempt(ScanOutcome.without(task, status, List.of(sentence)), Optional.empty(), false, 0, 0);
    }

    private Attempt reface(ScanTask task, SessionFit fit, Stopwatch watch) throws IOException {
        Optional<String> done = reader.alreadyDone(task);
        if (done.isPresent()) {
            return without(task, ScanOutcome.Status.FAIL, task.name() + ": " + done.get());
        }
        OpenScan scan = reader.read(task);
        FrameWork frames = FrameWork.of(scan, engine);
        Volume before = frames.reference();
        watch.lap("read");
        Optional<String> blank = Blank.reason(before);
        if (blank.isPresent()) {
            return without(task, ScanOutcome.Status.FAIL, blank.get());
        }
        if (settings.reface()
                .kept()
                .around()
                .filter(s -> !s.touches(before.grid()))
                .isPresent()) {
            return without(
                    task,
                    ScanOutcome.Status.FAIL,
                    "the mask of what is to be kept lies outside this scan; give a mask in the scan's own world"
                            + " coordinates");
        }
        Optional<SessionFit.Led> led = fit.led();
        RefaceOptions options = led.map(SessionFit.Led::options).orElseGet(() -> fit.own(scan, before));
        RefaceResult found =
                led.map(l -> engine.follow(before, l.lead(), options)).orElseGet(() -> engine.reface(before, options));
        boolean skinUnseen =
                scan.isEchoPlanar() && led.map(SessionFit.Led::echoPlanar).orElse(true);
        RefaceResult result = skinUnseen ? found.forReview(SKIN_UNSEEN) : found;
        watch.lap(result.stageSeconds(), "engine");
        Optional<String> lead =
                led.map(SessionFit.Led::name).or(() -> fit.joint() ? Optional.of(SessionFit.THIS) : Optional.empty());
        if (result.verdict() == Verdict.FAIL) {
            return judged(
                    outcome(task, result, frames, lead, watch, Optional.empty(), Optional.empty()), Optional.empty());
        }
        Optional<SessionFit.Led> leading = fit.joint() && led.isEmpty()
                ? Optional.of(new SessionFit.Led(
                        SessionFit.publicName(task), engine.lead(before, result), options, scan.isEchoPlanar()))
                : Optional.empty();
        if (settings.dryRun()) {
            return judged(outcome(task, result, frames, lead, watch, Optional.empty(), Optional.empty()), leading);
        }
        FrameWork.Rewritten after = frames.rewrite(result, options);
        if (after.guardTouched()) {
            return without(
                    task,
                    ScanOutcome.Status.FAIL,
                    "The change mask reached into the brain guard; please report this as a bug of Guise.");
        }
        watch.lap("rewrite");
        String inputHash = scan.hashOutside(after.changed(), false);
        String outputHash = scan.hashOutside(after.changed(), true);
        if (!inputHash.equals(outputHash)) {
            throw new IOException(task.name() + ": the proof failed, bytes outside the change mask differ; nothing was"
                    + " written, please report this as a bug of Guise");
        }
        watch.lap("prove");
        Path picture = trees.restricted().resolve(task.names().qc());
        BufferedImage qc = painter.paint(qcCase(task, before, after.reference(), result), settings.threads());
        AtomicFile.write(picture, out -> ImageIO.write(qc, "png", out));
        watch.lap("qc");
        Path written = new PublicFiles(trees, task, settings)
                .write(
                        scan,
                        result,
                        after.changed(),
                        frames.fitted(lead),
                        engine.atlasId(result),
                        new Sidecar.Proof(inputHash, outputHash));
        watch.lap("write");
        return judged(outcome(task, result, frames, lead, watch, Optional.of(written), Optional.of(picture)), leading);
    }

    private static Attempt judged(ScanOutcome outcome, Optional<SessionFit.Led> lead) {
        return new Attempt(outcome, lead, true, 0, 0);
    }

    private QcPainter.Case qcCase(ScanTask task, Volume before, Volume after, RefaceResult result) {
        return new QcPainter.Case(
                task.name(),
                before,
                after,
                result.changed(),
                result.guard(),
                result.scanToAtlas().inverse(),
                Optional.of(engine.centreMm(result)),
                result.verdict().name(),
                result.reasons());
    }

    private static ScanOutcome outcome(
            ScanTask task,
            RefaceResult result,
            FrameWork frames,
            Optional<String> lead,
            Stopwatch watch,
            Optional<Path> scan,
            Optional<Path> picture) {
        Map<String, Double> measures = new LinkedHashMap<>(result.measures());
        measures.putAll(frames.measures());
        Map<String, Double> stages = new LinkedHashMap<>(watch.seconds());
        return new ScanOutcome(
                task.name(),
                ScanOutcome.Status.valueOf(result.verdict().name()),
                result.reasons(),
                lead,
                scan,
                picture,
                measures,
                stages);
    }
}
