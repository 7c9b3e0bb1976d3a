package org.guise.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand: says what there is. */
@Command(
        name = "guise",
        header = "Replaces the face in a head scan by the face of nobody; the brain stays bit for bit.",
        description = {
            "",
            "Reads NIfTI scans of any MR contrast, finds the face, replaces it by that of an average person who does"
                    + " not exist, and leaves every other voxel and the whole header as they were. Says PASS, REVIEW or"
                    + " FAIL for each scan, and why.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        footer = {
            "",
            "Start here:",
            "  guise demo                            a made-up head, refaced, with pictures",
            "  guise reface sub-01_T1w.nii.gz -o out  your own scan",
            "  guise people --n 24 -o cohort         24 persons who do not exist: scans and photographs",
            "  guise help reface                     all options of a command",
            "",
            "Exit codes: 0 all well (reface: all PASS), 2 wrong usage, 3 some scan REVIEW, 4 some scan FAIL, 5 a file"
                    + " could not be read or written. Of several, FAIL (4) comes first, then 5, then 3."
        })
final class GuiseCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error came from (stack trace).")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command, e.g. guise reface scan.nii.gz -o out");
    }
}
