package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.RefaceEngine;
import org.guise.app.job.RefaceJob;
import org.guise.app.job.RunSettings;
import org.guise.app.job.ScanOutcome;
import org.guise.app.job.ScanTask;
import org.guise.app.job.Session;
import org.guise.app.job.SessionPlan;
import org.guise.app.job.UsageException;
import org.guise.io.file.AtomicFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Refaces scans. */
@Command(
        name = "reface",
        header = "Replace the face in one or more head scans, or remove, shear, blur or pixelate it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Writes for each scan IN, into the public folder OUT: the refaced scan (<name>_refaced.nii.gz, or for a BIDS"
                    + " name <stem>_desc-refaced_<suffix>.nii.gz) and a .json beside it with the verdict and the hashes"
                    + " that prove what was left alone. Into the restricted folder: a before/after picture (_qc.png) and"
                    + " the record of the run (run.jsonl). The picture shows the original face: never share that folder.",
            "",
            "Scans of one session (BIDS names in one folder with the same sub- and ses-, or all with --session) are fitted"
                    + " together: the best structural scan leads, the others are laid over it and get its fit and the same"
                    + " new face, each in its own voxels. Never across sessions or persons.",
            "",
            "--method remove, shear, blur and pixelate do what other de-facing tools do, for comparison; their files are"
                    + " named removed, sheared, blurred and pixelated. They protect less: a cut-off face can be guessed from"
                    + " what remains, a blur can be undone, blocks keep the coarse shape. Their verdict says only that the"
                    + " method did its work.",
            "",
            "--keep and --keep-radius leave a part of the face as it is, bit for bit, and lead the new face into it. Its"
                    + " price is that the person may be recognised: guise audit --defaced tells how many are.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise reface head.nii.gz -o out                 one scan; look at out-restricted/head_refaced_qc.png",
            "  guise reface bids/sub-*/anat/*_T1w.nii.gz -o out  many scans in one go (fastest)",
            "  guise reface bids/sub-01/ses-1/*/*.nii.gz -o out --epi  a whole session, functional images too",
            "  guise reface t1.nii t2.nii ct.nii -o out --session --lead t1.nii  one person and visit, t1 leads",
            "  guise reface head.nii.gz -o out --dry-run       only judge: can this scan be refaced?",
            "  guise reface head.nii.gz -o out --identity mean  the average face instead of a made-up one",
            "  guise reface head.nii.gz -o out --method blur   what a blurring tool would do, for comparison",
            "  guise reface head.nii.gz -o out --keep ears,nasion  for head trackers that need these points",
            "  guise reface head.nii.gz -o out --keep-radius 15 --around lesion.nii.gz  all within 15 mm stays",
            "",
            "Verdicts: PASS; REVIEW (written, but look at the picture); FAIL (nothing public is written).",
            "Exit codes: 0 all PASS, 2 wrong usage, 3 some REVIEW, 4 some FAIL, 5 some file could not be read or"
                    + " written. Of several, 4 comes before 5 before 3."
        })
final class RefaceCommand implements Callable<Integer> {
    private final Wiring wiring;
    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private GuiseCommand parent;

    @Mixin
    private EngineOptions engineOptions;

    @Parameters(paramLabel = "IN", arity = "1..*", description = "NIfTI scans: .nii, .nii.gz, or the .hdr of a pair.")
    private List<Path> inputs = List.of();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT",
            required = true,
            description = "Public folder for refaced scans; made if absent.")
    private Path out;

    @Option(
            names = "--restricted",
            paramLabel = "DIR",
            description = "Folder for what shows the original face (default: <OUT>-restricted beside OUT).")
    private @Nullable Path restricted;

    @Option(names = "--dry-run", description = "Fit and judge, write nothing.")
    private boolean dryRun;

    @Option(
            names = "--mask",
            description =
                    "Also write where voxels changed (_defacemask.nii.gz, public), widened to blocks of 8 mm so that"
                            + " it shows no outline of the person.")
    private boolean mask;

    @Option(
            names = "--session",
            description = "All scans are of one person and visit, whatever their names: fit them together.")
    private boolean session;

    @Option(names = "--each", description = "Fit every scan on its own, whatever their names.")
    private boolean each;

    @Option(
            names = "--lead",
            paramLabel = "FILE",
            description = "The scan that leads its session, one of IN (default: the most suitable one). Once for every"
                    + " session.")
    private List<Path> leads = List.of();

    @Option(
            names = "--epi",
            description =
                    "Reface echo-planar images (BIDS suffix bold, sbref, dwi, asl, m0scan, epi, cbv) too, with the fit"
                            + " of their session's lead. They show hardly any face and are left out otherwise.")
    private boolean epi;

    RefaceCommand(Wiring wiring, PrintStream terminal) {
        this.wiring = wiring;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RunSettings settings = engineOptions.settings(dryRun, mask);
        OutputTrees trees = OutputTrees.of(out, Optional.ofNullable(restricted));
        List<ScanTask> tasks = ScanTask.plan(inputs, trees, settings.reface().method());
        if (!dryRun) {
            trees.create();
            // What a killed run left half-written; a run still going writes more often than once an hour.
            AtomicFile.deleteStale(trees.open(), Duration.ofHours(1));
            AtomicFile.deleteStale(trees.restricted(), Duration.ofHours(1));
        }
        SessionPlan plan = SessionPlan.of(tasks, grouping(), leads, epi);
        List<ScanOutcome.Status> statuses = new ArrayList<>();
        try (RefaceEngine engine = wiring.engine().create(settings.atlas(), settings.threads());
                Progress progress = Progress.on(terminal)) {
            RefaceJob job = new RefaceJob(engine, wiring.painter(), settings, trees, this::trace);
            for (ScanTask task : plan.leftOut()) {
                ScanOutcome outcome = job.skip(task, SessionPlan.EPI_REASON);
                report(outcome);
                statuses.add(outcome.status());
            }
            for (Session s : plan.sessions()) {
                int[] started = {statuses.size()};
                List<ScanOutcome> outcomes = job.run(
                        s,
                        task -> progress.show(
                                "[" + Math.min(++started[0], tasks.size()) + "/" + tasks.size() + "] " + task.name()));
                progress.hide();
                outcomes.forEach(this::report);
                outcomes.forEach(o -> statuses.add(o.status()));
                if (statuses.size() < tasks.size()) {
                    // The volumes of one scan are dead before the next is read: collecting now costs a tenth of a
                    // second
                    // and keeps the heap of a long batch at that of its largest scan, on pages already touched.
                    System.gc();
                }
            }
        }
        summarise(statuses, trees);
        return ExitCode.of(statuses);
    }

    private SessionPlan.Grouping grouping() {
        if (session && each) {
            throw new UsageException("--session and --each contradict each other; give one");
        }
        if (each && !leads.isEmpty()) {
            throw new UsageException("--lead is for sessions, and with --each there are none; leave one out");
        }
        return session ? SessionPlan.Grouping.ONE : each ? SessionPlan.Grouping.NONE : SessionPlan.Grouping.NAMES;
    }

    private void trace(Throwable e) {
        if (parent.debug()) {
            e.printStackTrace(terminal);
        }
    }

    private void report(ScanOutcome outcome) {
        CommandLine line = spec.commandLine();
        new OutcomeLines(line.getOut(), line.getErr(), dryRun)
                .print(outcome, outcome.output().map(p -> out.resolve(p.getFileName())));
    }

    private void summarise(List<ScanOutcome.Status> statuses, OutputTrees trees) {
        PrintWriter good = spec.commandLine().getOut();
        if (statuses.size() > 1) {
            StringBuilder s = new StringBuilder(statuses.size() + " scans:");
            for (ScanOutcome.Status status : ScanOutcome.Status.values()) {
                long n = statuses.stream().filter(x -> x == status).count();
                if (n > 0) {
                    s.append(' ').append(n).append(' ').append(status);
                }
            }
            good.println(s);
        }
        boolean written =
                statuses.stream().anyMatch(s -> s == ScanOutcome.Status.PASS || s == ScanOutcome.Status.REVIEW);
        if (written && !dryRun) {
            good.println("Pictures and record (they show the original face, do not share): " + trees.restricted());
        }
        good.flush();
    }
}
