package io.cryptodata.producers.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One GET, with limits on its time and its size. What a response means is decided by a [ResponseClassifier].
///
/// Java's client repeats a GET by itself in one case: a kept connection that the server closed before it read anything.
///
/// @param requestTimeout from the first byte sent to the last byte of the body
public record HttpTransport(HttpClient client, Duration requestTimeout, InstantSource clock) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    /// the largest listing is about twenty million bytes
    private static final long LONGEST_BODY = 64L * 1024 * 1024;

    public HttpTransport {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "the client must not follow redirects: each request needs a permit of its own");
        }
    }

    /// With limits that suit every venue.
    public HttpTransport(HttpClient client) {
        this(client, REQUEST_TIMEOUT, InstantSource.system());
    }

    /// A client with a connect timeout of ten seconds that follows no redirect: a venue's API has none.
    public static HttpClient newClient() {
        return HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// A [Response], or none.
    public sealed interface Result permits Response, NoResponse {}

    /// No response, or not a whole one.
    public record NoResponse(String reason) implements Result {}

    /// @param headers in addition to our own; they may hold a secret and appear in no message
    public Result get(URI uri, Map<String, String> headers) {
        try {
            return send(uri, headers);
        } catch (RuntimeException e) {
            return new NoResponse(describe(e) + " requesting " + uri);
        }
    }

    private Result send(URI uri, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(requestTimeout)
                .header("Accept", "application/json");
        headers.forEach(builder::header);
        HttpRequest request = builder.build();
        Instant started = clock.instant();
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
        try {
            // the request's own timeout ends with the headers; this one covers the body too
            return whole(pending.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS), started);
        } catch (TimeoutException e) {
            pending.cancel(true);
            return new NoResponse("no whole response within " + requestTimeout.toMillis() + " ms from " + uri);
        } catch (ExecutionException e) {
            return new NoResponse(describe(e.getCause() == null ? e : e.getCause()) + " requesting " + uri);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return new NoResponse("interrupted while requesting " + uri);
        }
    }

    private Response whole(HttpResponse<byte[]> response, Instant started) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return new Response(response.statusCode(), response.headers(), body, started, clock.instant());
    }

    /// Java's client fails with other exceptions than those of the network too: for a malformed header, for example.
    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " (" + Excerpts.of(message) + ")");
    }
}
