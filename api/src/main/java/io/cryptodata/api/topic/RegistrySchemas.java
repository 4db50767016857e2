package io.cryptodata.api.topic;

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

/// Fetches schemas from the registry's Confluent-compatible API, once per id: a schema never changes. After a failure the
/// next request is sent two seconds later at the earliest.
public final class RegistrySchemas implements SchemaLookup, AutoCloseable {
    private static final String PATH = "/apis/ccompat/v7/schemas/ids/";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final int MAX_CACHED = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String base;
    private final Map<Integer, Found> cached = new LinkedHashMap<>();
    private Found.Unavailable failure = new Found.Unavailable("");
    private long nextRequestNanos = System.nanoTime();

    /// @param registryUrl base URL without a path, for example `http://127.0.0.1:8081`
    public RegistrySchemas(String registryUrl) {
        base = registryUrl.endsWith("/") ? registryUrl.substring(0, registryUrl.length() - 1) : registryUrl;
    }

    @Override
    public Found byId(int id) {
        Found found = cached.get(id);
        if (found != null) {
            return found;
        }
        if (System.nanoTime() - nextRequestNanos < 0) {
            return failure;
        }
        try {
            Found fetched = fetch(id);
            if (cached.size() < MAX_CACHED) {
                cached.put(id, fetched);
            }
            return fetched;
        } catch (ConnectException refused) {
            return failed("nothing listens there");
        } catch (IOException | AvroRuntimeException cause) {
            return failed(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return failed("interrupted");
        }
    }

    private Found.Unavailable failed(String reason) {
        failure = new Found.Unavailable("the registry at " + base + " does not respond: " + reason);
        nextRequestNanos = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
        return failure;
    }

    private Found fetch(int id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + PATH + id)).timeout(TIMEOUT).build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200 -> parse(response.body());
            case 404 -> new Found.Missing("the registry has no schema with id " + id);
            default -> throw new IOException("status " + response.statusCode());
        };
    }

    private static Found parse(String body) throws IOException {
        JsonNode schema = JSON.readTree(body).path("schema");
        if (!schema.isTextual()) {
            throw new IOException("a response without a schema");
        }
        return new Found.Present(new Schema.Parser().parse(schema.textValue()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
