package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpToken;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
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
        return get(http, HttpAccess.plain(url), "", Optional.empty(), Set.of(OK));
    }

    /// A report on health, which a process also serves while it is not ready.
    ///
    /// @param token that the reasons demand; empty where they are open
    /// @throws IOException with the reason if there is none
    JsonNode health(String url, Optional<HttpToken> token) throws IOException {
        return get(http, HttpAccess.plain(url), "", token, Set.of(OK, UNAVAILABLE));
    }

    /// From a server that may demand a login.
    ///
    /// @param path begins with a slash
    /// @throws IOException with the reason if there is no response, or one with another status than 200
    JsonNode get(HttpAccess server, String path) throws IOException {
        if (server.security().trustStore().isEmpty()) {
            return get(http, server, path, Optional.empty(), Set.of(OK));
        }
        HttpClient trusting = server.client(timeout).build();
        try {
            return get(trusting, server, path, Optional.empty(), Set.of(OK));
        } finally {
            trusting.shutdownNow();
        }
    }

    private JsonNode get(HttpClient client, HttpAccess server, String path, Optional<HttpToken> token,
            Set<Integer> accepted) throws IOException {
        String url = server.url() + path;
        HttpRequest.Builder request = server.request(path).timeout(timeout);
        token.ifPresent(given -> request.header("Authorization", given.authorization()));
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (!accepted.contains(response.statusCode())) {
                throw new IOException(server.describeRefusal(response.statusCode())
                        .orElseGet(() -> "status " + response.statusCode() + " from " + url));
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
