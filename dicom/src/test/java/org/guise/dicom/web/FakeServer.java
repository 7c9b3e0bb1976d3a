package org.guise.dicom.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as a test tells it, on loopback. */
final class FakeServer implements AutoCloseable {
    /** Answers one request. */
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    /** What one request was. */
    record Asked(String method, String uri, Map<String, List<String>> headers, byte[] body) {}

    final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    final List<String> waits = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", e -> {
            asked.add(new Asked(
                    e.getRequestMethod(),
                    e.getRequestURI().toString(),
                    Map.copyOf(e.getRequestHeaders()),
                    e.getRequestBody().readAllBytes()));
            Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
            try (e) {
                if (answer == null) {
                    e.sendResponseHeaders(404, -1);
                } else {
                    answer.give(e);
                }
            }
        });
        server.start();
    }

    /** Queues an answer; the last one is given for ever. */
    FakeServer then(Answer answer) {
        answers.add(answer);
        return this;
    }

    static Answer status(int status) {
        return e -> e.sendResponseHeaders(status, -1);
    }

    static Answer body(int status, String type, byte[] body) {
        return e -> {
            e.getResponseHeaders().set("Content-Type", type);
            e.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                e.getResponseBody().write(body);
            }
        };
    }

    static Answer json(String json) {
        return body(200, "application/json", json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Promises {@code length} bytes, sends {@code body} and breaks off. */
    static Answer cut(String type, byte[] body, int length) {
        return e -> {
            e.getResponseHeaders().set("Content-Type", type);
            e.sendResponseHeaders(200, length);
            e.getResponseBody().write(body);
            e.getResponseBody().flush();
            throw new IOException("cut");
        };
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A client with pauses of 1 to 4 ms, 20 ms in all, and 300 ms for a silent server. */
    WebClient client(Map<String, String> environment) {
        return new WebClient(
                ServerAddress.of(url(), false),
                Credentials.of(environment, "GUISE_PACS"),
                Optional.empty(),
                new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(20)),
                Duration.ofMillis(300),
                (problem, pause) -> waits.add(problem));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
