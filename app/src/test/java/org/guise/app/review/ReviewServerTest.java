package org.guise.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.app.run.EntryStatus;
import org.guise.app.run.Ledger;
import org.guise.app.run.LedgerEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewServerTest {
    private static final String SCAN = "sub-01/anat/sub-01_T1w.nii.gz";

    @TempDir
    private Path dir;

    private ReviewServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(dir.resolve("a_qc.png"), "picture");
        Files.writeString(dir.resolve("identity.key"), "42");
        Ledger.open(dir).append(List.of(entry("r1")));
        server = ReviewServer.start(dir, 0);
        address = URI.create(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static LedgerEntry entry(String result) {
        return new LedgerEntry(
                SCAN,
                EntryStatus.REVIEW,
                List.of("Look </script> here."),
                Optional.empty(),
                "k",
                Map.of(SCAN, result),
                Map.of(),
                Optional.empty(),
                Optional.of("a_qc.png"));
    }

    /** A raw request, so that every header can be wrong. */
    private String ask(String method, String path, String host, String more, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + more
                    + "Content-Length: " + content.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String name) throws IOException {
        return ask("GET", address.getPath() + name, address.getAuthority(), "", "");
    }

    private String decide(String result, String decision) throws IOException {
        return ask(
                "POST",
                address.getPath() + "decision",
                address.getAuthority(),
                "Content-Type: application/json\r\nOrigin: http://" + address.getAuthority() + "\r\n",
                "{\"path\":\"" + SCAN + "\",\"result\":\"" + result + "\",\"decision\":\"" + decision
                        + "\",\"note\":\"n\"}");
    }

    @Test
    void servesThePageAndItsPicturesAndNothingElse() throws IOException {
        assertThat(get("")).startsWith("HTTP/1.1 200").contains(SCAN).doesNotContain("Look </script>");
        assertThat(get("a_qc.png")).startsWith("HTTP/1.1 200").contains("picture");
        for (String other : List.of("identity.key", "run.jsonl", "../x", "%2e%2e/x", "nothing.png")) {
            assertThat(get(other)).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void refusesWhoDoesNotKnowTheSecretOrComesFromAForeignPage() throws IOException {
        String own = address.getAuthority();
        assertThat(ask("GET", "/", own, "", "")).startsWith("HTTP/1.1 403");
        assertThat(ask("GET", "/00000000000000000000000000000000/", own, "", ""))
                .startsWith("HTTP/1.1 403");
        assertThat(ask("GET", address.getPath(), "evil.example:" + address.getPort(), "", ""))
                .startsWith("HTTP/1.1 403");
        assertThat(ask("GET", address.getPath(), own, "Origin: http://evil.example\r\n", ""))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void keepsADecisionOnTheResultThatWasSeen() throws IOException {
        assertThat(decide("r1", "reject")).startsWith("HTTP/1.1 204");
        assertThat(Decisions.read(dir).of(entry("r1")))
                .isEqualTo(new Decision(SCAN, "r1", Decision.Choice.REJECT, "n"));
        assertThat(Decisions.read(dir).of(entry("r2")).choice()).isEqualTo(Decision.Choice.UNDECIDED);
        assertThat(decide("r1", "accept")).startsWith("HTTP/1.1 204");
        assertThat(Decisions.read(dir).of(entry("r1")).choice()).isEqualTo(Decision.Choice.ACCEPT);
        assertThat(Files.readAllLines(dir.resolve(Decisions.NAME))).hasSize(2);
    }

    @Test
    void refusesADecisionOnAnotherResultOrOfAnUnknownKind() throws IOException {
        assertThat(decide("r0", "accept")).startsWith("HTTP/1.1 409");
        assertThat(decide("r1", "perhaps")).startsWith("HTTP/1.1 400");
        assertThat(Files.exists(dir.resolve(Decisions.NAME))).isFalse();
    }
}
