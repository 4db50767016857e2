package io.cryptodata.producers.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One GET, with limits on its time and its size. It says what came over the wire; what that means is the venue's dialect.
///
/// Java's client repeats a GET by itself in one case: a kept connection that the venue closed before it read anything.
///
/// @param requestTimeout from the first byte sent to the last byte of the body
public record HttpTransport(HttpClient client, Duration requestTimeout, InstantSource clock) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    /// the largest listing is about twenty million bytes
    private static final long LONGEST_BODY = 64L * 1024 * 1024;

    /// With the limits that suit every venue.
    public HttpTransport(HttpClient client) {
        this(client, REQUEST_TIMEOUT, InstantSource.system());
    }

    /// A client that gives up connecting after ten seconds and follows no redirect: a venue's API has none.
    public static HttpClient newClient() {
        return HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// What came back.
    public sealed interface Reply {}

    /// A whole answer, whatever its status.
    public record Answered(int status, HttpHeaders headers, String body, Instant started,
            Instant ended) implements Reply {
        /// In lower case; empty when the answer named none.
        public String contentType() {
            return headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        }

        /// A header's whole number; empty when it is missing or something else.
        public OptionalLong number(String header) {
            String text = headers.firstValue(header).orElse("").strip();
            return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }

        /// The beginning of the body, to show what came.
        public String excerpt() {
            return Excerpts.of(body);
        }
    }

    /// No answer, or not a whole one.
    public record NoAnswer(String reason) implements Reply {}

    public Reply get(URI uri) {
        return get(uri, Map.of());
    }

    /// @param headers beside our own; they may hold a secret, and what this says never shows them
    public Reply get(URI uri, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(requestTimeout)
                .header("Accept", "application/json");
        headers.forEach(builder::header);
        HttpRequest request = builder.build();
        Instant started = clock.instant();
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
        try {
            // the request's own timeout ends with the headers; this one holds for the body too
            return answered(pending.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS), started);
        } catch (TimeoutException e) {
            pending.cancel(true);
            return new NoAnswer("no whole answer within " + requestTimeout.toMillis() + " ms from " + uri);
        } catch (ExecutionException e) {
            return new NoAnswer(trouble(e.getCause() == null ? e : e.getCause()) + " asking " + uri);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return new NoAnswer("interrupted while asking " + uri);
        }
    }

    private Answered answered(HttpResponse<byte[]> response, Instant started) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return new Answered(response.statusCode(), response.headers(), body, started, clock.instant());
    }

    private static String trouble(Throwable cause) {
        if (!(cause instanceof IOException)) {
            throw new IllegalStateException("a request failed in a way no network fails: " + cause, cause);
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }
}
