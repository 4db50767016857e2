package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;

/// GET requests for JSON, each with a timeout.
final class JsonClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Duration timeout;
    private final HttpClient http;

    JsonClient(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /// @throws IOException with the reason if there is no response, or one with another status than 200
    JsonNode get(String url) throws IOException {
        return get(url, Set.of(OK));
    }

    /// A report on health, which a process also serves while it is not ready.
    ///
    /// @throws IOException with the reason if there is none
    JsonNode health(String url) throws IOException {
        return get(url, Set.of(OK, UNAVAILABLE));
    }

    private JsonNode get(String url, Set<Integer> accepted) throws IOException {
        try {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build(),
                    BodyHandlers.ofString());
            if (!accepted.contains(response.statusCode())) {
                throw new IOException("status " + response.statusCode() + " from " + url);
            }
            return JSON.readTree(response.body());
        } catch (HttpTimeoutException late) {
            throw new IOException("no answer within " + timeout.toSeconds() + " s from " + url, late);
        } catch (ConnectException refused) {
            throw new IOException("nothing listens at " + url, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + url, interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
