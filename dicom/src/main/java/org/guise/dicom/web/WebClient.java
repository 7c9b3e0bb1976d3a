package org.guise.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests to one server: with credentials, within time limits, again with growing pauses while the server is down.
 * Follows no redirection, which could carry the credentials elsewhere. Thread-safe.
 */
public final class WebClient implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int HIGHEST_GOOD_STATUS = 299;

    private final ServerAddress server;
    private final Credentials credentials;
    private final RetryPolicy policy;
    private final Duration idleLimit;
    private final BiConsumer<String, Duration> waiting;
    private final HttpClient http;

    /** What is done with an answer while it arrives. */
    @FunctionalInterface
    public interface Reception<T> {
        /**
         * Reads the answer's body, which is closed afterwards.
         *
         * @throws WebException if it cannot be used
         * @throws FileSystemException if it cannot be written to a file here
         * @throws IOException if it breaks off; asked for again
         */
        T read(HttpResponse.ResponseInfo info, InputStream body) throws IOException;
    }

    /**
     * A client.
     *
     * @param tls empty for what Java trusts
     * @param idleLimit a server silent for this long counts as down
     * @param waiting is told, before each pause, what is wrong and how long the pause is
     */
    public WebClient(
            ServerAddress server,
            Credentials credentials,
            Optional<SSLContext> tls,
            RetryPolicy policy,
            Duration idleLimit,
            BiConsumer<String, Duration> waiting) {
        this.server = server;
        this.credentials = credentials;
        this.policy = policy;
        this.idleLimit = idleLimit;
        this.waiting = waiting;
        HttpClient.Builder b = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_LIMIT);
        tls.ifPresent(b::sslContext);
        this.http = b.build();
    }

    /** Host and port, as sentences name the server. */
    public String name() {
        return server.name();
    }

    /**
     * Asks, and asks again while the server is down.
     *
     * @throws WebException if the server says no, or is down for longer than the policy allows
     * @throws InterruptedIOException if the thread is interrupted
     */
    <T> T send(WebRequest request, Reception<T> reception) throws IOException {
        long waited = 0;
        for (int failures = 0; ; failures++) {
            try {
                return once(request, reception);
            } catch (WebException e) {
                if (!e.isPassing() || waited >= policy.patience().toMillis()) {
                    throw e;
                }
                if (failures == 0) {
                    // At once: most often only an idle connection that the server has closed meanwhile.
                    continue;
                }
                Duration pause = policy.pause(failures - 1);
                waiting.accept(String.valueOf(e.getMessage()), pause);
                sleep(pause);
                waited += pause.toMillis();
            }
        }
    }

    private <T> T once(WebRequest request, Reception<T> reception) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve(request.path()))
                .method(request.method(), request.body().open());
        request.headers().forEach(builder::header);
        credentials.header().ifPresent(h -> builder.header("Authorization", h));
        HttpResponse<InputStream> answer = answer(request.what(), builder.build());
        try (InputStream in = new LimitedWait(answer.body(), idleLimit)) {
            if (answer.statusCode() > HIGHEST_GOOD_STATUS && answer.statusCode() != request.alsoGood()) {
                throw WebException.ofStatus(name(), request.what(), answer.statusCode());
            }
            return reception.read(new Info(answer), in);
        } catch (WebException | FileSystemException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            throw WebException.ofBreak(name(), request.what(), "its answer broke off", e);
        }
    }

    private HttpResponse<InputStream> answer(String what, HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> future =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            // Sending a large body takes its time: the limit is for silence after what a slow line needs.
            long bytes =
                    request.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L);
            long seconds = idleLimit.toSeconds() + Math.max(0, bytes) / (1 << 17);
            return future.get(Math.max(1, seconds), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw WebException.ofBreak(name(), what, "it has not answered in time", e);
        } catch (InterruptedException e) {
            future.cancel(true);
            throw interrupted();
        } catch (ExecutionException e) {
            throw failure(what, e.getCause() == null ? e : e.getCause());
        }
    }

    private WebException failure(String what, Throwable cause) {
        return switch (cause) {
            case SSLHandshakeException s ->
                WebException.ofAnswer(
                        name(),
                        what,
                        "its certificate is not trusted; give the file of its certificate authority with --ca");
            case java.net.ConnectException c -> WebException.ofBreak(name(), what, "it cannot be reached", c);
            case HttpTimeoutException t -> WebException.ofBreak(name(), what, "it has not answered in time", t);
            default -> WebException.ofBreak(name(), what, "the connection broke off", cause);
        };
    }

    /** Waits. @throws InterruptedIOException if the thread is interrupted */
    static void sleep(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("stopped");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private record Info(HttpResponse<?> answer) implements HttpResponse.ResponseInfo {
        @Override
        public int statusCode() {
            return answer.statusCode();
        }

        @Override
        public java.net.http.HttpHeaders headers() {
            return answer.headers();
        }

        @Override
        public HttpClient.Version version() {
            return answer.version();
        }
    }
}
