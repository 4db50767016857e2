package io.cryptodata.service.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.service.lifecycle.SetupException;
import org.apache.avro.Schema;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// The few requests that registering needs, each repeated while the registry does not answer and patience lasts.
final class RegistryCall {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /// the Confluent-compatible API below the registry's base URL
    private static final String COMPATIBLE_API = "/apis/ccompat/v7";
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String RULE = "BACKWARD_TRANSITIVE";
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String base;
    private final Duration patience;
    private final long deadlineNanos;

    /// @param patience for all calls of this object together
    RegistryCall(HttpClient http, String base, Duration patience) {
        this.http = http;
        this.base = base;
        this.patience = patience;
        this.deadlineNanos = System.nanoTime() + patience.toNanos();
    }

    boolean has(String subject) {
        HttpResponse<String> answer = answered(request("/subjects/" + subject + "/versions").GET().build());
        return switch (answer.statusCode()) {
            case 200 -> true;
            case 404 -> false;
            default -> throw unexpected("asking for subject " + subject, answer);
        };
    }

    void requireBackwardTransitive(String subject) {
        String body = json(Map.of("compatibility", RULE));
        HttpResponse<String> answer = answered(
                request("/config/" + subject).PUT(BodyPublishers.ofString(body)).build());
        if (answer.statusCode() != 200) {
            throw unexpected("setting " + RULE + " on subject " + subject, answer);
        }
    }

    /// @return the schema's id
    int register(String subject, Schema schema) {
        String body = json(Map.of("schemaType", "AVRO", "schema", schema.toString()));
        HttpResponse<String> answer = answered(
                request("/subjects/" + subject + "/versions").POST(BodyPublishers.ofString(body)).build());
        return switch (answer.statusCode()) {
            case 200 -> idIn(answer);
            case 409 -> throw new SetupException("the registry at " + base + " refuses the schema " + schema.getName()
                    + " for subject " + subject + " as incompatible with what it has (" + RULE
                    + "): " + answer.body() + "; give new fields a default and change no type, or use a new topic");
            default -> throw unexpected("registering " + schema.getName() + " under " + subject, answer);
        };
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + COMPATIBLE_API + path)).timeout(ANSWER_TIMEOUT)
                .header("Content-Type", MEDIA_TYPE);
    }

    private HttpResponse<String> answered(HttpRequest request) {
        String trouble;
        do {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() < 500) {
                    return answer;
                }
                trouble = "it answers " + answer.statusCode();
            } catch (IOException e) {
                trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            pause();
        } while (System.nanoTime() < deadlineNanos);
        throw new SetupException("the schema registry at " + base + " was not ready within " + patience.toSeconds()
                + " seconds (" + trouble + "); start it, or give the address of a running one");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static SetupException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SetupException("interrupted while waiting for the schema registry", e);
    }

    private SetupException unexpected(String doing, HttpResponse<String> answer) {
        return new SetupException("the schema registry at " + base + " answered " + answer.statusCode() + " when "
                + doing + ": " + answer.body());
    }

    private int idIn(HttpResponse<String> answer) {
        try {
            JsonNode id = JSON.readTree(answer.body()).path("id");
            if (id.isInt()) {
                return id.intValue();
            }
            throw unexpected("registering (no id in it)", answer);
        } catch (JsonProcessingException e) {
            throw unexpected("registering (not JSON)", answer);
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
