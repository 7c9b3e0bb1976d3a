package org.guise.app.job;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Verdict;
import org.guise.core.volume.Volume;
import org.guise.io.file.AtomicFile;
import org.guise.io.nifti.Hashes;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import org.guise.io.nifti.NiftiRewriter;

/**
 * Refaces whole files: read, fit, rewrite, prove, write. Everything appears under its final name only when complete, and
 * the public scan only after its picture and its proof; on FAIL and on errors nothing public is written and results of
 * an earlier run stay as they are. One job serves many scans, one at a time.
 */
public final class RefaceJob {
    private final RefaceEngine engine;
    private final QcPainter painter;
    private final RunSettings settings;
    private final OutputTrees trees;
    private final Consumer<Throwable> trace;

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
        this.engine = engine;
        this.painter = painter;
        this.settings = settings;
        this.trees = trees;
        this.trace = trace;
    }

    /**
     * Refaces one scan and records it in {@code run.jsonl}. A scan that cannot be read or refaced, or whose result
     * cannot be written, is an outcome and not an exception, so that the other scans of a run go on.
     *
     * @throws IOException only if the run's own record cannot be written
     */
    public ScanOutcome run(ScanTask task) throws IOException {
        double cpu = ProcessMeter.cpuSeconds();
        Stopwatch watch = new Stopwatch();
        ScanOutcome outcome;
        try {
            outcome = reface(task, watch);
        } catch (IOException e) {
            outcome = failed(task, Sentences.of(task.name(), e), e);
        } catch (OutOfMemoryError e) {
            long mib = Runtime.getRuntime().maxMemory() >> 20;
            outcome = failed(
                    task,
                    task.name() + ": needs more memory than the " + mib + " MiB that Java may use; set"
                            + " GUISE_JAVA_OPTS=-Xmx4g or more",
                    e);
        } catch (RuntimeException e) {
            outcome = failed(
                    task,
                    task.name() + ": Guise itself failed (" + e + "); please report this as a bug, --debug shows where",
                    e);
        }
        if (!settings.dryRun()) {
            new RunLedger(trees).append(outcome, settings, watch.total(), ProcessMeter.cpuSeconds() - cpu);
        }
        return outcome;
    }

    private ScanOutcome failed(ScanTask task, String sentence, Throwable cause) {
        trace.accept(cause);
        return ScanOutcome.without(task, ScanOutcome.Status.ERROR, List.of(sentence));
    }

    private ScanOutcome reface(ScanTask task, Stopwatch watch) throws IOException {
        Optional<Path> sidecar = task.inputSidecar();
        if (sidecar.isPresent()) {
            Optional<String> done = Sidecar.alreadyDone(sidecar.get());
            if (done.isPresent()) {
                return ScanOutcome.without(task, ScanOutcome.Status.FAIL, List.of(task.name() + ": " + done.get()));
            }
        }
        NiftiImage image = NiftiFile.read(task.input());
        Volume before = image.frame(0);
        watch.lap("read");
        Optional<String> blank = Blank.reason(before);
        if (blank.isPresent()) {
            return ScanOutcome.without(task, ScanOutcome.Status.FAIL, List.of(blank.get()));
        }
        if (settings.reface()
                .kept()
                .around()
                .filter(s -> !s.touches(before.grid()))
                .isPresent()) {
            return ScanOutcome.without(
                    task,
                    ScanOutcome.Status.FAIL,
                    List.of("the mask of what is to be kept lies outside this scan; give a mask in the scan's own world"
                            + " coordinates"));
        }
        RefaceOptions options = settings.reface().forScan(before);
        RefaceResult result = engine.reface(before, options);
        watch.lap(result.stageSeconds(), "engine");
        if (result.verdict() == Verdict.FAIL || settings.dryRun()) {
            return outcome(task, result, watch, Optional.empty(), Optional.empty());
        }
        if (reachesGuard(result)) {
            return ScanOutcome.without(
                    task,
                    ScanOutcome.Status.FAIL,
                    List.of("The change mask reached into the brain guard; please report this as a bug of Guise."));
        }
        NiftiImage after = rewritten(image, result, options);
        watch.lap("rewrite");
        String inputHash = Hashes.outsideMask(image, result.changed());
        String outputHash = Hashes.outsideMask(after, result.changed());
        if (!inputHash.equals(outputHash)) {
            throw new IOException(task.name() + ": the proof failed, bytes outside the change mask differ; nothing was"
                    + " written, please report this as a bug of Guise");
        }
        watch.lap("prove");
        Path picture = trees.restricted().resolve(task.names().qc());
        BufferedImage qc = painter.paint(qcCase(task, before, after, result), settings.threads());
        AtomicFile.write(picture, out -> ImageIO.write(qc, "png", out));
        watch.lap("qc");
        Path scan = new PublicFiles(trees, task.names(), settings)
                .write(after, result, engine.atlasId(), new Sidecar.Proof(inputHash, outputHash));
        watch.lap("write");
        return outcome(task, result, watch, Optional.of(scan), Optional.of(picture));
    }

    private QcPainter.Case qcCase(ScanTask task, Volume before, NiftiImage after, RefaceResult result) {
        return new QcPainter.Case(
                task.name(),
                before,
                after.frame(0),
                result.changed(),
                result.guard(),
                result.scanToAtlas().inverse(),
                Optional.of(engine.centreMm(result)),
                result.verdict().name(),
                result.reasons());
    }

    /** Frame by frame under the one mask of the first frame. */
    private NiftiImage rewritten(NiftiImage image, RefaceResult result, RefaceOptions options) {
        NiftiRewriter rewriter = new NiftiRewriter(image);
        rewriter.replace(0, result.changed(), result.values());
        for (int t = 1; t < image.frames(); t++) {
            rewriter.replace(t, result.changed(), engine.refaceFurther(image.frame(t), result, options));
        }
        return rewriter.image();
    }

    private static boolean reachesGuard(RefaceResult result) {
        byte[] mask = result.changed();
        byte[] guard = result.guard();
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] != 0 && guard[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static ScanOutcome outcome(
            ScanTask task, RefaceResult result, Stopwatch watch, Optional<Path> scan, Optional<Path> picture) {
        Map<String, Double> stages = new LinkedHashMap<>(watch.seconds());
        return new ScanOutcome(
                task.name(),
                ScanOutcome.Status.valueOf(result.verdict().name()),
                result.reasons(),
                scan,
                picture,
                result.measures(),
                stages);
    }
}
