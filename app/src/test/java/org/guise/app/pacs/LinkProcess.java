package org.guise.app.pacs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.guise.dicom.web.Credentials;
import org.guise.dicom.web.OrthancClient;
import org.guise.dicom.web.RetryPolicy;
import org.guise.dicom.web.ServerAddress;
import org.guise.dicom.web.WebClient;

/** The link with a fake worker: in this process, or in one that can be killed. */
final class LinkProcess {
    private LinkProcess() {}

    /** Arguments: address of the server, state folder. Follows until it is killed. */
    public static void main(String[] args) throws Exception {
        run(args[0], Path.of(args[1]), false, new FakeWorker(60), new StopSignal());
    }

    static Process start(String url, Path state) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LinkProcess.class.getName(),
                        url,
                        state.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        state.resolveSibling("link.log").toFile()))
                .start();
    }

    static PacsSummary run(String url, Path state, boolean once, SeriesWorker worker, StopSignal stop)
            throws Exception {
        AtomicBoolean outage = new AtomicBoolean();
        try (WebClient web = new WebClient(
                ServerAddress.of(url, false),
                Credentials.of(OrthancServer.ENVIRONMENT, "GUISE_PACS"),
                Optional.empty(),
                new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofMinutes(2)),
                Duration.ofSeconds(20),
                (problem, pause) -> outage.set(true))) {
            OrthancClient orthanc = new OrthancClient(web);
            return new PacsLink(
                            new PacsLink.Settings(state, url, once, Duration.ofMillis(200), false),
                            orthanc,
                            worker,
                            new OrthancTarget(orthanc, true),
                            stop,
                            outage,
                            line -> {})
                    .run();
        }
    }
}
