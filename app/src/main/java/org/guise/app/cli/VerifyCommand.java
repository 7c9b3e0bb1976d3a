package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.guise.app.job.UsageException;
import org.guise.app.verify.Leak;
import org.guise.app.verify.Leak.Gravity;
import org.guise.app.verify.Verification;
import org.guise.app.verify.VerifyJob;
import org.guise.app.verify.VerifyJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a tree may be shared. */
@Command(
        name = "verify",
        header = "Look for faces, originals and names in a tree that is about to be shared.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Walks TREE (BIDS, DICOM or any other folder, written by any tool) and names every scan with a recognisable face,"
                    + " left-over original, warp, picture from before, identifying field and file name: one line each with"
                    + " what to do. Scans are judged by drawing them and by looking for a face; what Guise itself refaced is"
                    + " recognised by the hash in its sidecar. Nothing is changed, and no value that leaks is printed.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise verify out                               may this be shared?",
            "  guise verify bids --originals sourcedata       also compare with the originals' content",
            "  guise verify out --json verify.json            for programs",
            "  guise verify out --seen seen.txt               doubts about these files were looked at",
            "",
            "Exit codes: 0 may be shared, 2 wrong usage, 3 a person has to look, 4 must not be shared, 5 something could not"
                    + " be read. Of several, 4 comes first, then 5, then 3."
        })
final class VerifyCommand implements Callable<Integer> {
    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TREE", description = "The folder that is about to be shared.")
    private Path tree;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the findings as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--originals",
            paramLabel = "DIR",
            description = "A folder with the original scans: no file of TREE may have the content of one of them.")
    private @Nullable Path originals;

    @Option(
            names = "--seen",
            paramLabel = "FILE",
            description =
                    "A text with one file of TREE a line at which a person has looked: doubts about them are dropped.")
    private @Nullable Path seen;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "The node_modules folder with the face models (default: where the build of Guise put them).")
    private @Nullable Path models;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to use (default: one for each processor). No finding depends on it.")
    private @Nullable Integer threads;

    VerifyCommand(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        VerifyJob.Settings settings = settings();
        Verification result;
        try (Progress progress = Progress.on(terminal)) {
            result = VerifyJob.run(settings, progress::show);
        }
        PrintWriter good = spec.commandLine().getOut();
        result.leaks().stream().map(Leak::line).forEach(good::println);
        result.notes().forEach(good::println);
        good.println(summary(result));
        good.flush();
        int code = code(result);
        if (json != null) {
            VerifyJson.write(json, result, code);
        }
        return code;
    }

    private VerifyJob.Settings settings() throws IOException {
        if (!Files.isDirectory(tree)) {
            throw new UsageException(tree + ": there is no such folder; name the folder that is to be shared");
        }
        if (originals != null && !Files.isDirectory(originals)) {
            throw new UsageException("--originals " + originals + ": there is no such folder");
        }
        if (models != null && !Files.isDirectory(models)) {
            throw new UsageException("--models " + models + ": there is no such folder");
        }
        Set<String> looked = new HashSet<>();
        if (seen != null) {
            if (!Files.isRegularFile(seen)) {
                throw new UsageException("--seen " + seen + ": there is no such file");
            }
            Files.readAllLines(seen).stream()
                    .map(l -> l.strip().replace('\\', '/'))
                    .filter(l -> !l.isEmpty())
                    .forEach(looked::add);
        }
        return new VerifyJob.Settings(
                tree, Optional.ofNullable(originals), looked, Optional.ofNullable(models), Threads.of(threads));
    }

    private static String summary(Verification result) {
        String counts =
                result.files() + " files, " + result.scans() + " scans: " + result.count(Gravity.LEAK) + " leaks, "
                        + result.count(Gravity.DOUBT) + " doubts, " + result.count(Gravity.UNREADABLE) + " unreadable"
                        + (result.accepted() > 0 ? ", " + result.accepted() + " accepted" : "");
        return counts
                + result.gravest()
                        .map(g -> switch (g) {
                            case LEAK -> ". This tree must not be shared as it is.";
                            case DOUBT -> ". A person has to look before this tree is shared.";
                            case UNREADABLE -> ". Not everything could be read, so this tree must not be shared yet.";
                        })
                        .orElse(". Nothing was found that speaks against sharing this tree.");
    }

    private static int code(Verification result) {
        return result.gravest()
                .map(g -> switch (g) {
                    case LEAK -> ExitCode.FAIL;
                    case DOUBT -> ExitCode.REVIEW;
                    case UNREADABLE -> ExitCode.IO;
                })
                .orElse(ExitCode.OK);
    }
}
