package io.cryptodata.allinone.cli.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Asks the registry's Confluent-compatible API, once per id: what an id means never changes. A registry that does not
/// answer is asked again with a later record, but not at once.
public final class RegistrySchemas implements SchemaLookup, AutoCloseable {
    private static final String PATH = "/apis/ccompat/v7/schemas/ids/";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(2);
    private static final int MOST_REMEMBERED = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String base;
    private final Map<Integer, Found> answers = new LinkedHashMap<>();
    private Found.Missing trouble = new Found.Missing("");
    private long askAgainAfterNanos = System.nanoTime();

    /// @param registryUrl base URL without a path, for example `http://127.0.0.1:8081`
    public RegistrySchemas(String registryUrl) {
        base = registryUrl.endsWith("/") ? registryUrl.substring(0, registryUrl.length() - 1) : registryUrl;
    }

    @Override
    public Found byId(int id) {
        Found remembered = answers.get(id);
        if (remembered != null) {
            return remembered;
        }
        if (System.nanoTime() - askAgainAfterNanos < 0) {
            return trouble;
        }
        try {
            Found answer = ask(id);
            if (answers.size() < MOST_REMEMBERED) {
                answers.put(id, answer);
            }
            return answer;
        } catch (ConnectException refused) {
            return postponed("nothing listens there");
        } catch (IOException | AvroRuntimeException failure) {
            return postponed(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return postponed("interrupted");
        }
    }

    private Found.Missing postponed(String reason) {
        trouble = new Found.Missing("the registry at " + base + " does not answer: " + reason);
        askAgainAfterNanos = System.nanoTime() + PAUSE_AFTER_TROUBLE.toNanos();
        return trouble;
    }

    private Found ask(int id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + PATH + id)).timeout(TIMEOUT).build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        return switch (answer.statusCode()) {
            case 200 -> parsed(answer.body());
            case 404 -> new Found.Missing("the registry knows no schema with id " + id);
            default -> throw new IOException("status " + answer.statusCode());
        };
    }

    private static Found parsed(String body) throws IOException {
        JsonNode schema = JSON.readTree(body).path("schema");
        if (!schema.isTextual()) {
            throw new IOException("an answer without a schema");
        }
        return new Found.Known(new Schema.Parser().parse(schema.textValue()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
