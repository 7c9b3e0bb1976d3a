package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.guise.app.dicom.SaltFile;
import org.guise.app.job.RunSettings;
import org.guise.app.job.UsageException;
import org.guise.app.pacs.DicomSeriesWorker;
import org.guise.app.pacs.PacsLink;
import org.guise.app.pacs.PacsServers;
import org.guise.app.pacs.PacsSummary;
import org.guise.app.pacs.ResultTarget;
import org.guise.app.pacs.SeriesWorker;
import org.guise.app.pacs.StopSignal;
import org.guise.dicom.web.RetryPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Follows a PACS. */
@Command(
        name = "pacs",
        header = "Follow an Orthanc server and reface each of its head series once.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Fetches each MR, CT and PET series as soon as no instance has come for a while, refaces it as guise dicom"
                    + " does, and stores the result there as a new series, or forwards it. Results are never refaced again."
                    + " It may be stopped or killed at any moment: started again with the same --state it goes on, loses"
                    + " no series and stores none twice. A server that is down is waited for.",
            "",
            "The state folder holds originals while they are worked on, before/after pictures, the record (pacs.jsonl) and"
                    + " the secret of the new UIDs: protect it like the PACS.",
            "",
            "Credentials come from the environment: GUISE_PACS_USER and GUISE_PACS_PASSWORD, or GUISE_PACS_TOKEN; for"
                    + " --forward to another server GUISE_FORWARD_USER, …",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise pacs --orthanc https://pacs:8043 --state /srv/guise          follow for ever",
            "  guise pacs --orthanc http://localhost:8042 --state state --once    what is there now, then stop",
            "  guise pacs --orthanc … --state … --forward https://research/dicom-web --profile basic",
            "",
            "Exit codes: 0 all PASS, 2 wrong usage, 3 some REVIEW, 4 some FAIL, 5 the server stayed down, a series could"
                    + " not be fetched or stored, or the disk is full."
        })
final class PacsCommand implements Callable<Integer> {
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(2);
    private static final long STOP_SECONDS = 60;

    private final Wiring wiring;
    private final PrintStream terminal;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private GuiseCommand parent;

    @Mixin
    private EngineOptions engineOptions;

    @Mixin
    private ProfileOptions profileOptions;

    @Option(names = "--orthanc", paramLabel = "URL", required = true, description = "The server to follow.")
    private String orthanc = "";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            required = true,
            description = "Folder that remembers how far it is; one for each server, made if absent.")
    private Path state = Path.of("");

    @Option(
            names = "--forward",
            paramLabel = "WHERE",
            description =
                    "Store results elsewhere: the address of another Orthanc server or of DICOMweb services, or the"
                            + " name of a modality that the followed server knows and is to send them on to.")
    private @Nullable String forward;

    @Option(names = "--once", description = "Stop when nothing is left.")
    private boolean once;

    @Option(names = "--all", description = "Reface echo-planar series and localizers too, as far as that is possible.")
    private boolean all;

    @Option(names = "--retry-failed", description = "Try series again that failed earlier.")
    private boolean retryFailed;

    @Option(
            names = "--poll",
            paramLabel = "S",
            defaultValue = "5",
            description = "Seconds between two looks at the server (default ${DEFAULT-VALUE}).")
    private double pollSeconds = 5;

    @Option(
            names = "--patience",
            paramLabel = "MIN",
            defaultValue = "60",
            description = "Minutes to wait for a server that is down before giving up (default ${DEFAULT-VALUE}).")
    private double patienceMinutes = 60;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "Certificate of the authority that the server's certificate is from, if Java does not know it.")
    private @Nullable Path ca;

    @Option(names = "--insecure", description = "Allow http, without encryption, to another machine.")
    private boolean insecure;

    PacsCommand(Wiring wiring, PrintStream terminal, Map<String, String> environment) {
        this.wiring = wiring;
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        if (!(pollSeconds >= 0.1 && pollSeconds <= 3600) || !(patienceMinutes >= 0 && patienceMinutes <= 100_000)) {
            throw new UsageException("--poll takes 0.1 to 3600 seconds, --patience 0 to 100000 minutes");
        }
        profileOptions.checked();
        AtomicBoolean outage = new AtomicBoolean();
        RetryPolicy policy = new RetryPolicy(
                Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(Math.round(patienceMinutes * 60)));
        PacsServers.Access access = new PacsServers.Access(
                insecure, Optional.ofNullable(ca), policy, IDLE_LIMIT, environment, (problem, pause) -> {
                    outage.set(true);
                    terminal.println("guise: " + problem + "; trying again in " + pause.toSeconds() + " s");
                });
        StopSignal stop = new StopSignal();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().unstarted(() -> stopAndWait(stop, ended));
        Runtime.getRuntime().addShutdownHook(hook);
        try (PacsServers servers = PacsServers.of(orthanc, access)) {
            Files.createDirectories(state);
            byte[] salt = SaltFile.in(state);
            RunSettings settings = engineOptions.settings(
                    false,
                    () -> ByteBuffer.wrap(ProfileOptions.derived(salt, "faces")).getLong());
            ResultTarget target = servers.target(Optional.ofNullable(forward));
            try (SeriesWorker worker = new DicomSeriesWorker(
                    wiring.engine().create(settings.atlas(), settings.threads()),
                    wiring.painter(),
                    settings,
                    state.resolve("pictures"),
                    salt,
                    profileOptions.profile(salt),
                    all,
                    this::trace)) {
                PacsSummary summary = new PacsLink(
                                new PacsLink.Settings(
                                        state,
                                        servers.address(),
                                        once,
                                        Duration.ofMillis(Math.round(pollSeconds * 1000)),
                                        retryFailed),
                                servers.orthanc(),
                                worker,
                                target,
                                stop,
                                outage,
                                this::line)
                        .run();
                line(summary.sentence());
                return ExitCode.of(summary.statuses());
            }
        } finally {
            ended.countDown();
            removeHook(hook);
        }
    }

    private void line(String text) {
        PrintWriter good = spec.commandLine().getOut();
        good.println(text);
        good.flush();
    }

    private void trace(Throwable e) {
        if (parent.debug()) {
            e.printStackTrace(terminal);
        }
    }

    private static void stopAndWait(StopSignal stop, CountDownLatch ended) {
        stop.request();
        try {
            // What is cut off after that is done again at the next start.
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is what is running.
            return;
        }
    }
}
