package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks a part over HTTP for JSON; waits five seconds at most.
final class WebPart implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /// @throws IOException saying why there is no answer
    JsonNode ask(String url) throws IOException {
        try {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("answers " + answer.statusCode() + " at " + url);
            }
            return JSON.readTree(answer.body());
        } catch (ConnectException refused) {
            throw new IOException("nothing listens at " + url, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + url, interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
