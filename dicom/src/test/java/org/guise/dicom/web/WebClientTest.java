package org.guise.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.io.file.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebClientTest {
    private static final Map<String, String> NOBODY = Map.of();
    private static final String SYSTEM = "{\"ApiVersion\": 16, \"Version\": \"1.2\"}";
    private static final String ID = "aaaaaaaa-bbbbbbbb-cccccccc-dddddddd-eeeeeeee";

    @Test
    void waitsForAServerThatIsBusyAndThenGoesOn() throws Exception {
        try (FakeServer server = new FakeServer()
                        .then(FakeServer.status(503))
                        .then(FakeServer.status(502))
                        .then(FakeServer.status(504))
                        .then(FakeServer.json(SYSTEM));
                WebClient web = server.client(NOBODY)) {
            assertThat(new OrthancClient(web).version()).isEqualTo("1.2");
            assertThat(server.asked).hasSize(4);
            assertThat(server.waits)
                    .as("the first repeat comes at once and silently")
                    .hasSize(2);
        }
    }

    @Test
    void givesUpOnADeadServerAfterItsPatience() throws Exception {
        FakeServer server = new FakeServer();
        WebClient web = server.client(NOBODY);
        server.close();
        WebException e = catchThrowableOfType(WebException.class, () -> new OrthancClient(web).version());
        assertThat(e.isPassing()).isTrue();
        assertThat(e).hasMessageContaining("cannot be reached");
        assertThat(server.waits).hasSizeGreaterThan(3);
        web.close();
    }

    @Test
    void takesANoForANo() throws Exception {
        for (int status : new int[] {301, 400, 401, 403, 404, 413, 500, 507}) {
            try (FakeServer server = new FakeServer()
                            .then(FakeServer.body(
                                    status, "text/plain", "Doe^Jane".getBytes(StandardCharsets.US_ASCII)));
                    WebClient web = server.client(NOBODY)) {
                WebException e = catchThrowableOfType(WebException.class, () -> new OrthancClient(web).version());
                assertThat(e.status()).isEqualTo(status);
                assertThat(e.isPassing()).isFalse();
                assertThat(e).hasMessageContaining("" + status).hasMessageNotContaining("Doe");
                assertThat(server.asked).hasSize(1);
            }
        }
    }

    @Test
    void asksAgainWhereAnAnswerBreaksOffOrStalls(@TempDir Path folder) throws Exception {
        byte[] file = new byte[5000];
        FakeServer.Answer stall = e -> {
            e.sendResponseHeaders(200, 5000);
            e.getResponseBody().write(new byte[100]);
            e.getResponseBody().flush();
            try {
                Thread.sleep(3000);
            } catch (InterruptedException i) {
                return;
            }
        };
        try (FakeServer server = new FakeServer()
                        .then(FakeServer.cut("application/dicom", new byte[100], 5000))
                        .then(stall)
                        .then(FakeServer.body(200, "application/dicom", file));
                WebClient web = server.client(NOBODY)) {
            Path to = folder.resolve("f");
            assertThat(new OrthancClient(web).fetchInstance(ID, to, 10_000)).isEqualTo(5000);
            assertThat(Files.size(to)).isEqualTo(5000);
            assertThat(server.asked).hasSize(3);
        }
    }

    @Test
    void refusesMoreBytesThanAreDue(@TempDir Path folder) throws Exception {
        try (FakeServer server = new FakeServer().then(FakeServer.body(200, "application/dicom", new byte[5000]));
                WebClient web = server.client(NOBODY)) {
            assertThatThrownBy(() -> new OrthancClient(web).fetchInstance(ID, folder.resolve("f"), 4999))
                    .isInstanceOf(WebException.class)
                    .hasMessageContaining("more than the 4999 bytes");
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void saysWhatIsNotAnOrthancServer() throws Exception {
        for (String body : new String[] {"<html>", "{}", "[1, 2", ""}) {
            try (FakeServer server = new FakeServer()
                            .then(FakeServer.body(200, "text/html", body.getBytes(StandardCharsets.US_ASCII)));
                    WebClient web = server.client(NOBODY)) {
                assertThatThrownBy(() -> new OrthancClient(web).version()).isInstanceOf(WebException.class);
            }
        }
    }

    @Test
    void sendsCredentialsAndNeverPrintsThem() throws Exception {
        try (FakeServer server = new FakeServer().then(FakeServer.json(SYSTEM))) {
            try (WebClient web = server.client(Map.of("GUISE_PACS_USER", "me", "GUISE_PACS_PASSWORD", "geheim"))) {
                new OrthancClient(web).version();
            }
            try (WebClient web = server.client(Map.of("GUISE_PACS_TOKEN", "t0ken"))) {
                new OrthancClient(web).version();
            }
            assertThat(server.asked.get(0).headers().get("Authorization")).containsExactly("Basic bWU6Z2VoZWlt");
            assertThat(server.asked.get(1).headers().get("Authorization")).containsExactly("Bearer t0ken");
        }
        Credentials secret = Credentials.of(Map.of("X_USER", "me", "X_PASSWORD", "geheim"), "X");
        assertThat(secret.toString()).doesNotContain("me:", "geheim", "bWU6");
        for (Map<String, String> wrong : List.of(
                Map.of("X_USER", "me"),
                Map.of("X_PASSWORD", "geheim"),
                Map.of("X_TOKEN", "geheim", "X_USER", "me", "X_PASSWORD", "geheim"),
                Map.of("X_TOKEN", "geheim\nInjected: 1"),
                Map.of("X_USER", "a:b", "X_PASSWORD", "geheim"))) {
            assertThatThrownBy(() -> Credentials.of(wrong, "X"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("geheim");
        }
    }

    @Test
    void httpLeavesThisMachineOnlyOnRequest() {
        assertThat(ServerAddress.of("http://localhost:8042/", false)).hasToString("http://localhost:8042");
        assertThat(ServerAddress.of("http://127.0.0.1/x//", false)).hasToString("http://127.0.0.1/x");
        assertThat(ServerAddress.of("http://[::1]:80", false).name()).isEqualTo("[::1]:80");
        assertThat(ServerAddress.of("https://pacs.example", false).name()).isEqualTo("pacs.example");
        assertThat(ServerAddress.of("http://pacs.example", true)).hasToString("http://pacs.example");
        assertThatThrownBy(() -> ServerAddress.of("http://pacs.example", false)).hasMessageContaining("--insecure");
        assertThatThrownBy(() -> ServerAddress.of("http://localhost.example", false))
                .hasMessageContaining("--insecure");
        assertThatThrownBy(() -> ServerAddress.of("https://me:geheim@pacs.example", false))
                .hasMessageContaining("environment")
                .hasMessageNotContaining("geheim");
        for (String wrong :
                new String[] {"ftp://x", "pacs.example:8042", "https://", "https://x?y", "https://x y", ""}) {
            assertThatThrownBy(() -> ServerAddress.of(wrong, true)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void stopsAtOnceWhenInterruptedWhileItWaits() throws Exception {
        FakeServer server = new FakeServer();
        String url = server.url();
        server.close();
        Thread me = Thread.currentThread();
        try (WebClient web = new WebClient(
                ServerAddress.of(url, false),
                Credentials.none(),
                Optional.empty(),
                new RetryPolicy(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(9)),
                Duration.ofSeconds(5),
                (problem, pause) -> me.interrupt())) {
            assertThatThrownBy(() -> new OrthancClient(web).version()).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void pausesGrowUpToTheLongest() {
        RetryPolicy p = RetryPolicy.USUAL;
        assertThat(p.pause(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(p.pause(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(p.pause(6)).isEqualTo(Duration.ofMinutes(1));
        assertThat(p.pause(1_000_000)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aFileWithoutCertificatesIsASentence(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        assertThatThrownBy(() -> TrustedCa.context(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ca.pem");
    }
}
