package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.guise.app.bids.BidsLayout;
import org.guise.app.bids.BidsRun;
import org.guise.app.bids.BidsSelection;
import org.guise.app.bids.GroupAudit;
import org.guise.app.bids.GroupRun;
import org.guise.app.job.ScanOutcome;
import org.guise.app.job.UsageException;
import org.guise.app.review.SummaryPage;
import org.guise.app.run.EntryStatus;
import org.guise.app.run.LedgerEntry;
import org.guise.audit.cohort.CohortException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Refaces a BIDS data set, with the conventions of BIDS Apps. */
@Command(
        name = "bids",
        header = "Replace the faces in a BIDS data set.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "participant refaces every head image; --layout derivative (default) writes refaced scans only"
                    + " (desc-refaced), --layout publish a copy of the data set in which each refaced scan stands under its"
                    + " own name. Scans of one person and visit are fitted together. Pictures, records and the secret"
                    + " number of the made-up faces go into the restricted folder: never share it.",
            "",
            "A run that was stopped or killed goes on when the same command is given again: what is finished is not done"
                    + " again, and the results are byte for byte those of a run that was not stopped.",
            "",
            "group collects the results: a page with all pictures (summary.html in the restricted folder), a table, and an"
                    + " audit of who is recognised before and after, where persons have two visits.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise bids data out participant                   refaced scans as a BIDS derivative",
            "  guise bids data shared participant --layout publish  a copy of the data set to share",
            "  guise bids data out participant --participant-label 01 02 --session-label base",
            "  guise bids data out group                         page, table and audit",
            "  guise review out-restricted                       look at the pictures, decide",
            "",
            "Exit codes: 0 all PASS, 2 wrong usage, 3 some REVIEW (group: undecided, or a scan was rejected), 4 some FAIL,"
                    + " 5 some file could not be read or written."
        })
final class BidsCommand implements Callable<Integer> {
    /** The levels of BIDS Apps. */
    enum Level {
        /** Work on persons. */
        PARTICIPANT,
        /** Work on the results of all. */
        GROUP
    }

    private final Wiring wiring;
    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private GuiseCommand parent;

    @Mixin
    private EngineOptions engineOptions;

    @Parameters(index = "0", paramLabel = "BIDS_DIR", description = "The data set.")
    private Path bids;

    @Parameters(index = "1", paramLabel = "OUT_DIR", description = "Public folder for the results; made if absent.")
    private Path out;

    @Parameters(index = "2", paramLabel = "LEVEL", description = "participant or group.")
    private Level level;

    @Option(
            names = {"--participant-label", "--participant_label"},
            arity = "1..*",
            split = ",",
            paramLabel = "LABEL",
            description = "Only these persons, with or without sub- (default: all).")
    private List<String> participants = List.of();

    @Option(
            names = {"--session-label", "--session_label"},
            arity = "1..*",
            split = ",",
            paramLabel = "LABEL",
            description = "Only these visits, with or without ses- (default: all).")
    private List<String> sessions = List.of();

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            defaultValue = "derivative",
            description = "derivative (default): refaced scans only; publish: a copy of the data set to share.")
    private BidsLayout layout = BidsLayout.DERIVATIVE;

    @Option(
            names = "--restricted",
            paramLabel = "DIR",
            description = "Folder for what shows the original face (default: <OUT_DIR>-restricted beside OUT_DIR).")
    private @Nullable Path restricted;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Visits worked on at the same time (default: by processors and memory).")
    private @Nullable Integer jobs;

    @Option(
            names = "--defacemask",
            description =
                    "Also write where voxels of anatomical scans changed (_defacemask.nii.gz), in blocks of 8 mm.")
    private boolean mask;

    @Option(names = "--epi", description = "Reface functional, diffusion and perfusion images and field maps too.")
    private boolean epi;

    @Option(names = "--no-audit", description = "group: only the page and the table.")
    private boolean noAudit;

    BidsCommand(Wiring wiring, PrintStream terminal) {
        this.wiring = wiring;
        this.terminal = terminal;
    }

    @Option(
            names = {"--skip-bids-validator", "--skip_bids_validator"},
            description = "Accepted for compatibility: Guise does not run the validator.")
    @SuppressWarnings("UnusedMethod") // called by the parser of the command line
    private void skipValidator(boolean ignored) {
        // there is nothing to skip
    }

    @Override
    public Integer call() throws IOException {
        if (jobs != null && jobs < 1) {
            throw new UsageException("--jobs " + jobs + ": expected 1 or more");
        }
        return level == Level.GROUP ? group() : participant();
    }

    private int group() throws IOException {
        PrintWriter good = spec.commandLine().getOut();
        GroupRun.Found found = GroupRun.run(bids, out, Optional.ofNullable(restricted));
        good.println("files:" + counts(found.counts()));
        found.undecided().forEach(p -> good.println("to decide: " + p));
        found.rejected().forEach(p -> good.println("rejected, do not share: " + p));
        found.strange().forEach(good::println);
        good.println("Page with all pictures (do not share): "
                + found.trees().restricted().resolve(SummaryPage.NAME));
        if (!found.undecided().isEmpty()) {
            good.println("Decide with: guise review " + found.trees().restricted());
        }
        Optional<String> obstacle = noAudit ? Optional.of("no audit: --no-audit") : GroupAudit.obstacle(found);
        if (obstacle.isPresent()) {
            good.println(obstacle.get());
        } else {
            try (Progress progress = Progress.on(terminal)) {
                Path report = GroupAudit.run(found, Threads.of(null), progress::show);
                good.println("Audit (it names no person, but stays in the restricted folder): " + report);
            } catch (CohortException e) {
                good.println("no audit: " + e.getMessage());
            }
        }
        good.flush();
        found.unreadable().forEach(r -> spec.commandLine().getErr().println("guise: " + r));
        spec.commandLine().getErr().flush();
        return found.isClear() ? found.unreadable().isEmpty() ? ExitCode.OK : ExitCode.IO : ExitCode.REVIEW;
    }

    private static String counts(Map<EntryStatus, Integer> counts) {
        StringBuilder line = new StringBuilder();
        counts.forEach((s, n) -> line.append(' ').append(n).append(' ').append(s));
        return line.toString();
    }

    private int participant() throws IOException {
        PrintWriter good = spec.commandLine().getOut();
        BidsRun.Finished finished;
        try (BidsProgress progress = new BidsProgress(Progress.on(terminal), good)) {
            BidsRun.Request request = new BidsRun.Request(
                    bids,
                    out,
                    Optional.ofNullable(restricted),
                    layout,
                    new BidsSelection(participants, sessions),
                    epi,
                    secret -> engineOptions.settings(mask, secret),
                    Optional.ofNullable(jobs));
            finished = new BidsRun(request, wiring.engine(), wiring.painter(), this::trace, progress).run();
        }
        return summarise(finished);
    }

    private void trace(Throwable e) {
        if (parent.debug()) {
            e.printStackTrace(terminal);
        }
    }

    private int summarise(BidsRun.Finished finished) {
        PrintWriter good = spec.commandLine().getOut();
        Map<EntryStatus, Integer> counts = new EnumMap<>(EntryStatus.class);
        List<ScanOutcome.Status> statuses = new ArrayList<>();
        for (LedgerEntry e : finished.entries()) {
            counts.merge(e.status(), 1, Integer::sum);
            switch (e.status()) {
                case FAIL -> statuses.add(ScanOutcome.Status.FAIL);
                case ERROR -> {
                    statuses.add(ScanOutcome.Status.ERROR);
                    e.reasons().forEach(r -> spec.commandLine().getErr().println("guise: " + r));
                }
                case REVIEW -> statuses.add(ScanOutcome.Status.REVIEW);
                default -> statuses.add(ScanOutcome.Status.PASS);
            }
            if (e.status() == EntryStatus.OMITTED && layout == BidsLayout.PUBLISH) {
                good.println("left out " + e.path() + ": " + String.join(" ", e.reasons()));
            }
        }
        good.println("files:" + counts(counts));
        if (finished.stopped()) {
            good.println("Stopped before the end; the same command goes on from here.");
        }
        good.println("Pictures and record (they show the original faces, do not share): "
                + finished.trees().restricted());
        good.flush();
        spec.commandLine().getErr().flush();
        return ExitCode.of(statuses);
    }
}
