package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.guise.app.Version;
import org.guise.app.effects.EffectsJob;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.UsageException;
import org.guise.audit.cohort.CohortException;
import org.guise.audit.effects.MeasureTable;
import org.guise.report.EffectsSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what de-facing costs the brain. */
@Command(
        name = "effects",
        header = "Measure what de-facing costs the brain: volumes, thickness, PET uptake, before and after.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Every scan is measured on its own, as a pipeline would: nothing is passed from the scan before to the"
                    + " scan after. With --rescan the change is set against that between two scans of the same person."
                    + " Works on the output of any de-facing program, and on tables of measures of any other program.",
            "",
            "DIR gets effects.html and effects.json, which hold summaries of five persons or more; DIR-restricted gets each person's"
                    + " values. A stopped run goes on when the same command is given again.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise effects --before bids --after refaced -o effects",
            "  guise effects --before sub-*/ses-1/anat/*.gz --after refaced --rescan sub-*/ses-2/anat/*.gz -o effects",
            "  guise effects --before bids --after refaced --clinical participants.tsv -o effects",
            "  guise effects --before-table aseg-before.tsv --after-table aseg-after.tsv -o effects",
            "",
            "Exit codes: 0 done, 2 wrong usage or table, 3 some scan could not be measured, 5 a file cannot be read or"
                    + " written."
        })
final class EffectsCommand implements Callable<Integer> {
    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--before",
            arity = "1..*",
            paramLabel = "SCAN",
            description = "Original scans, or folders of them.")
    private List<Path> before = List.of();

    @Option(
            names = "--after",
            arity = "1..*",
            paramLabel = "SCAN",
            description =
                    "The same scans de-faced, or folders; found by their names (_refaced, _desc-refaced, the same).")
    private List<Path> after = List.of();

    @Option(
            names = "--rescan",
            arity = "1..*",
            paramLabel = "SCAN",
            description = "Second, original scans of the same persons; names may differ in ses-… and run-….")
    private List<Path> rescan = List.of();

    @Option(names = "--pet", description = "All scans are PET (default: those whose names end with _pet).")
    private boolean pet;

    @Option(
            names = "--before-table",
            paramLabel = "TSV",
            description = "Measures of another program: first column person, each further column a measure.")
    private @Nullable Path beforeTable;

    @Option(names = "--after-table", paramLabel = "TSV", description = "The same after de-facing.")
    private @Nullable Path afterTable;

    @Option(names = "--rescan-table", paramLabel = "TSV", description = "The same of a second scan.")
    private @Nullable Path rescanTable;

    @Option(
            names = "--table",
            paramLabel = "TSV",
            description = "All in one table with a column condition: before, after, rescan.")
    private @Nullable Path table;

    @Option(
            names = "--clinical",
            paramLabel = "TSV",
            description = "Variables to correlate with every measure: first column person, then numbers, e.g. age.")
    private @Nullable Path clinical;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "Folder for the report; made if absent.")
    private Path out;

    @Option(
            names = "--restricted",
            paramLabel = "DIR",
            description = "Folder for the values of persons (default: DIR-restricted).")
    private @Nullable Path restricted;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads (default: one for each processor). No figure depends on it.")
    private @Nullable Integer threads;

    EffectsCommand(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        boolean fromScans = checked();
        int n = Threads.of(threads);
        OutputTrees trees = OutputTrees.of(out, Optional.ofNullable(restricted));
        EffectsJob.Outcome outcome;
        String tool = "Guise " + Version.number();
        Optional<Path> variables = Optional.ofNullable(clinical);
        try (Progress progress = Progress.on(terminal)) {
            if (fromScans) {
                trees.create();
                EffectsJob.Scans scans = new EffectsJob.Scans(before, after, rescan, pet, n);
                outcome = EffectsJob.run(scans, variables, trees, tool, progress::show);
            } else {
                EffectsJob.Tables tables = tables();
                trees.create();
                outcome = EffectsJob.run(tables, variables, trees, tool);
            }
        } catch (CohortException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        PrintWriter good = spec.commandLine().getOut();
        EffectsSummary.lines(outcome.result()).forEach(good::println);
        good.println((outcome.page().startsWith(trees.open()) ? "Report: " : "Report (too few persons to share it): ")
                + outcome.page());
        good.println("Values of persons (do not share): " + trees.restricted());
        good.flush();
        PrintWriter bad = spec.commandLine().getErr();
        outcome.notes().forEach(s -> bad.println("guise: note: " + s));
        outcome.failed().forEach(s -> bad.println("guise: " + s));
        bad.flush();
        return outcome.unreadable() ? ExitCode.IO : outcome.failed().isEmpty() ? ExitCode.OK : ExitCode.REVIEW;
    }

    /** Whether scans, and not tables, are given. @throws UsageException if neither or both are */
    private boolean checked() {
        boolean scans = !before.isEmpty() || !after.isEmpty() || !rescan.isEmpty();
        boolean tables = beforeTable != null || afterTable != null || rescanTable != null || table != null;
        if (scans && tables) {
            throw new UsageException(
                    "give scans (--before, --after) or tables (--before-table, --after-table), not both");
        }
        if (!tables && (before.isEmpty() || after.isEmpty())) {
            throw new UsageException("--before and --after are both needed; or --before-table and --after-table");
        }
        return scans;
    }

    private EffectsJob.Tables tables() {
        if (table != null) {
            if (beforeTable != null || afterTable != null || rescanTable != null) {
                throw new UsageException("--table holds all conditions; leave out the other tables");
            }
            Map<String, MeasureTable> all = MeasureTable.readConditions(table);
            MeasureTable first = all.get("before"), second = all.get("after");
            if (first == null || second == null) {
                throw new UsageException(table.getFileName()
                        + ": the column condition must say before in some lines and after in others");
            }
            return new EffectsJob.Tables(first, second, Optional.ofNullable(all.get("rescan")));
        }
        if (beforeTable == null || afterTable == null) {
            throw new UsageException("--before-table and --after-table are both needed");
        }
        return new EffectsJob.Tables(
                MeasureTable.read(beforeTable),
                MeasureTable.read(afterTable),
                Optional.ofNullable(rescanTable).map(MeasureTable::read));
    }
}
