package org.guise.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.guise.app.job.UsageException;
import org.guise.app.review.ReviewServer;
import org.guise.app.run.Ledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves the pictures of a run for a person to decide on. */
@Command(
        name = "review",
        header = "Look through the pictures of a run in a browser and decide what may be shared.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Serves the page of a run of guise bids on this machine only, at an address with a secret in it. Keys: j, k or"
                    + " arrows move, a accepts, r rejects, u takes back, n adds a note. Every decision is added to"
                    + " review.jsonl in the restricted folder as it is made; guise bids … group reports them.",
            "",
            "The pictures show original faces: do this where nobody else looks on. Ctrl-C ends it.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  guise review out-restricted",
            "",
            "Exit codes: 2 wrong usage, 5 the record of the run cannot be read."
        })
final class ReviewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RESTRICTED_DIR", description = "The restricted folder of a run of guise bids.")
    private Path restricted;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port on this machine (default: any that is free).")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(restricted.resolve(Ledger.NAME))) {
            throw new UsageException(restricted + ": there is no " + Ledger.NAME
                    + " in it; name the restricted folder of a run of guise bids");
        }
        if (port < 0 || port > 65535) {
            throw new UsageException("--port " + port + ": expected 0 to 65535");
        }
        try (ReviewServer server = ReviewServer.start(restricted, port)) {
            spec.commandLine().getOut().println("Open in a browser on this machine: " + server.address());
            spec.commandLine().getOut().println("Ctrl-C ends it.");
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }
}
