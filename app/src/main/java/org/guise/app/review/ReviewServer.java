package org.guise.app.review;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.guise.app.run.Ledger;
import org.guise.app.run.LedgerEntry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the page of a run on this machine only and keeps the decisions made on it. Only who knows the address, with the secret
 * in it, gets anything; a request that names another host (a foreign page whose name was rebound to this machine) or comes
 * from a foreign page is refused. Of the folder only the page and the pictures in the ledger are served.
 */
public final class ReviewServer implements AutoCloseable {
    private static final int LONGEST_BODY = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String POLICY = "default-src 'none'; img-src 'self'; script-src 'unsafe-inline';"
            + " style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Path restricted;
    private final Decisions decisions;
    private final HttpServer server;
    private final String root;

    private ReviewServer(Path restricted, Decisions decisions, HttpServer server, String secret) {
        this.restricted = restricted;
        this.decisions = decisions;
        this.server = server;
        this.root = "/" + secret + "/";
    }

    /**
     * Starts serving.
     *
     * @param restricted folder of a run, with its ledger
     * @param port 0 for any that is free
     */
    public static ReviewServer start(Path restricted, int port) throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Decisions decisions = Decisions.read(restricted);
        decisions.mend();
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        ReviewServer server =
                new ReviewServer(restricted, decisions, http, HexFormat.of().formatHex(random));
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /** The address for the browser. */
    public String address() {
        return "http://" + host() + root;
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            String path = exchange.getRequestURI().getPath();
            if (!isOwn(exchange) || !startsWithSecret(path)) {
                answer(exchange, 403, "text/plain", "not allowed\n");
                return;
            }
            String asked = path.substring(root.length());
            switch (exchange.getRequestMethod().toUpperCase(Locale.ROOT)) {
                case "GET" -> get(exchange, asked);
                case "POST" -> post(exchange, asked);
                default -> answer(exchange, 405, "text/plain", "not allowed\n");
            }
        }
    }

    /** Whether the request names this server as its host and, where a browser says so, as the page it comes from. */
    private boolean isOwn(HttpExchange exchange) {
        Set<String> hosts = Set.of(host(), "localhost:" + server.getAddress().getPort());
        String host = exchange.getRequestHeaders().getFirst("Host");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return host != null && hosts.contains(host) && (origin == null || origin.equals("http://" + host));
    }

    private boolean startsWithSecret(String path) {
        return path.length() >= root.length()
                && MessageDigest.isEqual(
                        path.substring(0, root.length()).getBytes(StandardCharsets.UTF_8),
                        root.getBytes(StandardCharsets.UTF_8));
    }

    private void get(HttpExchange exchange, String asked) throws IOException {
        Ledger ledger = Ledger.read(restricted);
        if (asked.isEmpty()) {
            send(exchange, "text/html; charset=utf-8", SummaryPage.bytes(ledger.entries(), decisions));
            return;
        }
        boolean picture = ledger.entries().stream()
                .anyMatch(e -> e.picture().filter(asked::equals).isPresent());
        Path file = restricted.resolve(asked);
        if (picture && Files.isRegularFile(file)) {
            send(exchange, "image/png", Files.readAllBytes(file));
        } else {
            answer(exchange, 404, "text/plain", "there is no such picture\n");
        }
    }

    private void post(HttpExchange exchange, String asked) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (!asked.equals("decision")
                || type == null
                || !type.startsWith("application/json")
                || body.length > LONGEST_BODY) {
            answer(exchange, 400, "text/plain", "not a decision\n");
            return;
        }
        Decision decision;
        try {
            decision = Decision.of(JSON.readTree(body));
        } catch (JacksonException | IllegalArgumentException e) {
            answer(exchange, 400, "text/plain", "not a decision\n");
            return;
        }
        Optional<LedgerEntry> entry = Ledger.read(restricted).entry(decision.path());
        boolean current = entry.map(Decisions::result)
                .filter(r -> !r.isEmpty() && r.equals(decision.result()))
                .isPresent();
        if (!current) {
            answer(exchange, 409, "text/plain", "the scan has another result by now; load the page again\n");
            return;
        }
        try {
            decisions.add(decision);
        } catch (IOException e) {
            answer(exchange, 500, "text/plain", "review.jsonl cannot be written; check the disk\n");
            return;
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private static void send(HttpExchange exchange, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static void answer(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
