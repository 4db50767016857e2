package io.cryptodata.service.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.retry.Await;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The requests of a registration, each repeated until the registry responds or the timeout ends.
final class RegistryCall {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /// the Confluent-compatible API below the registry's base URL
    private static final String COMPATIBLE_API = "/apis/ccompat/v7";
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String RULE = "BACKWARD_TRANSITIVE";
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
    private static final int SERVER_ERROR = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final HttpAccess access;
    private final Duration timeout;
    private final long deadlineNanos;

    /// @param timeout for all requests of this object together
    RegistryCall(HttpClient http, HttpAccess access, Duration timeout) {
        this.http = http;
        this.access = access;
        this.timeout = timeout;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    boolean has(String subject) {
        HttpResponse<String> response = send(request("/subjects/" + subject + "/versions").GET().build());
        return switch (response.statusCode()) {
            case 200 -> true;
            case 404 -> false;
            default -> throw unexpected("the query for subject " + subject, response);
        };
    }

    /// Whether a version of the subject is this schema.
    boolean has(String subject, Schema schema) {
        HttpResponse<String> response = send(
                request("/subjects/" + subject).POST(BodyPublishers.ofString(bodyOf(schema))).build());
        return switch (response.statusCode()) {
            case 200 -> true;
            case 404 -> false;
            default -> throw unexpected("the query for schema " + schema.getName() + " of " + subject, response);
        };
    }

    void requireBackwardTransitive(String subject) {
        String body = json(Map.of("compatibility", RULE));
        HttpResponse<String> response = send(
                request("/config/" + subject).PUT(BodyPublishers.ofString(body)).build());
        if (response.statusCode() != 200) {
            throw unexpected("setting " + RULE + " on subject " + subject, response);
        }
    }

    /// @return the schema's id
    int register(String subject, Schema schema) {
        HttpResponse<String> response = send(
                request("/subjects/" + subject + "/versions").POST(BodyPublishers.ofString(bodyOf(schema))).build());
        return switch (response.statusCode()) {
            case 200 -> idIn(response);
            case 409 -> throw new SetupException("the registry at " + access + " refuses the schema " + schema.getName()
                    + " for subject " + subject + " as incompatible with an earlier version (" + RULE + "): "
                    + response.body() + "; give new fields a default and change no type, or use a new topic");
            default -> throw unexpected("registering " + schema.getName() + " under " + subject, response);
        };
    }

    private static String bodyOf(Schema schema) {
        return json(Map.of("schemaType", "AVRO", "schema", schema.toString()));
    }

    private HttpRequest.Builder request(String path) {
        return access.request(COMPATIBLE_API + path).timeout(RESPONSE_TIMEOUT)
                .header("Content-Type", MEDIA_TYPE);
    }

    private HttpResponse<String> send(HttpRequest request) {
        Attempt attempt = new Attempt(request);
        Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
        Await.notReadyWithin(attempt, left).ifPresent(reason -> {
            String waited = timeout.isZero() ? "" : " (waited " + timeout.toSeconds() + " s)";
            throw new SetupException("the schema registry at " + access + " is not ready: " + reason
                    + "; start it, or give the address of a running one" + waited);
        });
        return Objects.requireNonNull(attempt.response);
    }

    private final class Attempt implements Await.Probe {
        private final HttpRequest request;
        private @Nullable HttpResponse<String> response;

        Attempt(HttpRequest request) {
            this.request = request;
        }

        @Override
        public Optional<String> notReady() throws InterruptedException {
            try {
                HttpResponse<String> received = http.send(request, BodyHandlers.ofString());
                response = received;
                return received.statusCode() < SERVER_ERROR
                        ? Optional.empty()
                        : Optional.of("it responds with status " + received.statusCode());
            } catch (IOException e) {
                return Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
        }
    }

    private SetupException unexpected(String attempt, HttpResponse<String> response) {
        Optional<String> refused = access.describeRefusal(response.statusCode());
        if (refused.isPresent()) {
            return new SetupException("the schema registry at " + refused.get());
        }
        return new SetupException("the schema registry at " + access + " responded with status " + response.statusCode()
                + " to " + attempt + ": " + response.body());
    }

    private int idIn(HttpResponse<String> response) {
        try {
            JsonNode id = JSON.readTree(response.body()).path("id");
            if (id.isInt()) {
                return id.intValue();
            }
            throw unexpected("a registration, without an id", response);
        } catch (JsonProcessingException e) {
            throw unexpected("a registration, without JSON", response);
        }
    }

    private static String json(Map<String, String> content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts cannot be written as JSON", e);
        }
    }
}
