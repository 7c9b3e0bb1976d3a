package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.guise.app.Version;
import org.guise.app.audit.AuditJob;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.UsageException;
import org.guise.audit.cohort.CohortException;
import org.guise.audit.match.TemplateSet;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.core.reface.FacePart;
import org.guise.core.reface.Method;
import org.guise.core.render.RenderPreset;
import org.guise.report.AuditSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well face recognition tells the persons of a cohort, before and after de-facing. */
@Command(
        name = "audit",
        header = "Measure how well face recognition tells persons apart, before and after de-facing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "COHORT is a table (tab-separated: person, scan, photos, …) of persons who consented to the audit, or who are"
                    + " made up (guise people). Each scan is drawn as a face, every recogniser matches the drawings with the"
                    + " photographs, and the report says how many persons were found, before and after. Who belongs to"
                    + " whom must be known: there is no way to name an unknown scan.",
            "",
            "DIR gets report.html, report.pdf and audit.json, which hold no person's row; DIR-restricted gets what"
                    + " identifies persons. A stopped audit goes on when the same command is given again.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise people --n 24 -o people && guise audit people/cohort.tsv -o audit",
            "  guise audit cohort.tsv -o audit --method reface,blur",
            "  guise audit cohort.tsv -o audit --photos grey,bald",
            "  guise audit cohort.tsv -o audit --keep ears,nasion,eyes+nose",
            "  guise audit cohort.tsv -o audit --defaced pydeface=defaced/ --defaced mine=other/",
            "",
            "Exit codes: 0 done, 2 wrong usage or table, 3 some scan could not be de-faced (counted as not found), 5 a"
                    + " file cannot be read or written."
        })
final class AuditCommand implements Callable<Integer> {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COHORT", description = "The cohort table; see docs/audit.md.")
    private Path cohort;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "Folder for the report; made if absent.")
    private Path out;

    @Option(
            names = "--restricted",
            paramLabel = "DIR",
            description = "Folder for what identifies persons: ranks, templates (default: DIR-restricted).")
    private @Nullable Path restricted;

    @Option(
            names = "--method",
            split = ",",
            paramLabel = "METHOD",
            description =
                    "De-face with these methods of Guise and audit the result: reface, remove, shear, blur, pixelate"
                            + " (default reface, unless --defaced is given).")
    private List<Method> methods = List.of();

    @Option(
            names = "--keep",
            split = ",",
            paramLabel = "PART[+PART]",
            description =
                    "Also reface but keep a part of the face, one column each, to see its price: forehead, eyes, nose,"
                            + " nasion, cheeks, mouth, chin, jaw, ears; several parts in one column with +.")
    private List<String> keep = List.of();

    @Option(
            names = {"--defaced", "--before"},
            paramLabel = "[NAME=]DIR",
            description =
                    "A folder (or table) with a version of the same scans that another tool has de-faced; one column"
                            + " of the report each.")
    private List<String> defaced = List.of();

    @Option(
            names = "--train",
            paramLabel = "COHORT",
            description = "Table of other persons (made-up ones will do) from whom a stronger attacker learns.")
    private @Nullable Path training;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "audit-10",
            description = "Views and lights of the drawings (default ${DEFAULT-VALUE}); see guise render.")
    private String preset = "audit-10";

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "256",
            description = "Width and height of a drawing (default ${DEFAULT-VALUE}, 64 to 2048).")
    private int size = 256;

    @Option(
            names = "--photos",
            split = ",",
            paramLabel = "TREATMENT",
            description =
                    "What is done to photographs first, so that they resemble drawings more: asis (default: colour, hair"
                            + " kept), grey, bald (all but the face painted grey), or grey,bald.")
    private List<String> photos = List.of();

    @Option(
            names = "--recognisers",
            split = ",",
            paramLabel = "ID",
            description = "Only these of the built-in recognisers (default: all).")
    private List<String> recognisers = List.of();

    @Option(
            names = "--recogniser",
            paramLabel = "JSON",
            description = "A recogniser of your own: a descriptor beside its ONNX file; may be repeated.")
    private List<Path> descriptors = List.of();

    @Option(
            names = "--scores",
            paramLabel = "NAME=CSV",
            description = "Scores or rank lists of a recogniser that ran elsewhere on the original scans.")
    private Map<String, Path> scores = new LinkedHashMap<>();

    @Option(names = "--show-faces", description = "Put pictures of real persons into the report. They must agree.")
    private boolean showFaces;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number from which all random choices come (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Persons worked on at once (default: one for each processor). No figure depends on it.")
    private @Nullable Integer threads;

    AuditCommand(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        AuditJob.Settings settings = settings();
        OutputTrees trees = OutputTrees.of(out, Optional.ofNullable(restricted));
        trees.create();
        PrintWriter good = spec.commandLine().getOut();
        AuditJob.Outcome outcome;
        try (Progress progress = Progress.on(terminal)) {
            outcome = AuditJob.run(settings, trees, "Guise " + Version.number(), progress::show);
        } catch (CohortException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        AuditSummary.lines(outcome.result()).forEach(good::println);
        good.println("Report: " + trees.open().resolve("report.html"));
        good.println("Ranks of persons and templates (do not share): " + trees.restricted());
        good.flush();
        outcome.failed().forEach(f -> spec.commandLine().getErr().println("guise: " + f));
        spec.commandLine().getErr().flush();
        return outcome.failed().isEmpty() ? ExitCode.OK : ExitCode.REVIEW;
    }

    private AuditJob.Settings settings() {
        if (!Files.isRegularFile(cohort)) {
            throw new UsageException(cohort + ": there is no such table; make one (docs/audit.md), or a made-up cohort"
                    + " with guise people");
        }
        if (size < 64 || size > 2048) {
            throw new UsageException("--size " + size + ": expected 64 to 2048");
        }
        int n = Threads.of(threads);
        RenderPreset views;
        try {
            views = RenderPreset.of(preset);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--preset " + e.getMessage());
        }
        PhotoTreatment treatment;
        try {
            treatment = PhotoTreatment.of(photos);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--photos: " + e.getMessage());
        }
        List<AuditJob.Given> given = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of(TemplateSet.ORIGINAL));
        List<Method> made = methods.isEmpty() && defaced.isEmpty() ? List.of(Method.REFACE) : methods;
        made.forEach(m -> ids.add(m.key()));
        List<Set<FacePart>> kept = new ArrayList<>();
        for (String k : keep) {
            Set<FacePart> parts = FaceParts.of(List.of(k.split("\\+", -1)));
            if (ids.contains(AuditJob.keptId(parts))) {
                throw new UsageException("--keep " + k + ": given twice");
            }
            ids.add(AuditJob.keptId(parts));
            kept.add(parts);
        }
        for (String d : defaced) {
            AuditJob.Given g = given(d);
            if (ids.contains(g.id())) {
                throw new UsageException("--defaced " + d + ": there is already a column " + g.id()
                        + "; name this one with --defaced NAME=DIR");
            }
            ids.add(g.id());
            given.add(g);
        }
        return new AuditJob.Settings(
                cohort,
                Optional.ofNullable(training),
                made,
                kept,
                given,
                views,
                size,
                treatment,
                recognisers,
                descriptors,
                scores,
                showFaces,
                seed,
                n);
    }

    private static AuditJob.Given given(String text) {
        int cut = text.indexOf('=');
        Path source = Path.of(cut < 0 ? text : text.substring(cut + 1));
        String id = cut < 0
                ? String.valueOf(source.normalize().getFileName())
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "")
                : text.substring(0, cut);
        if (!ID.matcher(id).matches()) {
            throw new UsageException("--defaced " + text
                    + ": name the column with small letters, digits and hyphens, for example --defaced mine=DIR");
        }
        if (!Files.exists(source)) {
            throw new UsageException("--defaced " + source + ": there is no such folder or table");
        }
        return new AuditJob.Given(id, source);
    }
}
