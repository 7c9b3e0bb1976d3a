package org.guise.app.pacs;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.guise.dicom.web.Credentials;
import org.guise.dicom.web.OrthancClient;
import org.guise.dicom.web.RetryPolicy;
import org.guise.dicom.web.ServerAddress;
import org.guise.dicom.web.WebClient;
import org.junit.jupiter.api.Assumptions;

/** A real Orthanc server of Debian on free ports of this machine, with its data in a folder of the test. */
final class OrthancServer implements AutoCloseable {
    static final Map<String, String> ENVIRONMENT = Map.of("GUISE_PACS_USER", "tester", "GUISE_PACS_PASSWORD", "geheim");

    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Path DICOMWEB = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final String STORESCU = "/usr/bin/storescu";

    private final Path folder;
    private final int httpPort;
    private final int dicomPort;
    private final Path configuration;
    private Optional<Process> process = Optional.empty();

    /** Prepares a server; it is not started yet. Skips the test where there is none. */
    OrthancServer(Path folder, boolean overwrite) throws IOException {
        boolean there = Files.isExecutable(PROGRAM) && Files.exists(DICOMWEB) && Files.isExecutable(Path.of(STORESCU));
        if (!there) {
            System.err.println("skipped: " + PROGRAM + ", " + DICOMWEB + " or " + STORESCU
                    + " is missing (Debian packages orthanc, orthanc-dicomweb, dcmtk)");
        }
        Assumptions.assumeTrue(there, "Orthanc, its DICOMweb plug-in or storescu is not installed");
        this.folder = Files.createDirectories(folder);
        try (ServerSocket a = new ServerSocket(0);
                ServerSocket b = new ServerSocket(0)) {
            httpPort = a.getLocalPort();
            dicomPort = b.getLocalPort();
        }
        configuration = folder.resolve("orthanc.json");
        Files.writeString(configuration, """
                {"Name": "test", "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "HttpPort": %2$d,
                 "DicomPort": %3$d, "DicomAet": "TEST", "RemoteAccessAllowed": false, "AuthenticationEnabled": true,
                 "RegisteredUsers": {"tester": "geheim"}, "StableAge": 1, "OverwriteInstances": %4$b,
                 "DicomModalities": {"self": ["TEST", "127.0.0.1", %3$d]}, "Plugins": ["%5$s"]}
                """.formatted(folder, httpPort, dicomPort, overwrite, DICOMWEB));
    }

    String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    void start() throws IOException, InterruptedException {
        process = Optional.of(new ProcessBuilder(PROGRAM.toString(), configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("orthanc.log").toFile()))
                .start());
        try (WebClient web = web("")) {
            new OrthancClient(web).version();
        }
    }

    /** Stops the server, gently or by kill −9. */
    void stop(boolean kill) throws InterruptedException {
        Process p = process.orElseThrow();
        if (kill) {
            p.destroyForcibly();
        } else {
            p.destroy();
        }
        if (!p.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Orthanc did not stop");
        }
        process = Optional.empty();
    }

    /** A client that waits up to 30 seconds for the server, silently. */
    WebClient web(String path) {
        return new WebClient(
                ServerAddress.of(url() + path, false),
                Credentials.of(ENVIRONMENT, "GUISE_PACS"),
                Optional.empty(),
                new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(30)),
                Duration.ofSeconds(30),
                (problem, pause) -> {});
    }

    /** Sends files by C-STORE. */
    void store(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(STORESCU, "-aec", "TEST", "127.0.0.1", "" + dicomPort));
        files.forEach(f -> command.add(f.toString()));
        Process p = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("storescu.log").toFile())
                .start();
        if (!p.waitFor(120, TimeUnit.SECONDS) || p.exitValue() != 0) {
            throw new IOException("storescu: " + Files.readString(folder.resolve("storescu.log")));
        }
    }

    @Override
    public void close() {
        try {
            if (process.isPresent()) {
                stop(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
