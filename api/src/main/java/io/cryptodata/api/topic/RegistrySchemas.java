package io.cryptodata.api.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.service.http.HttpAccess;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/// Fetches schemas from the registry's Confluent-compatible API, once per id: a schema never changes. After a failure the
/// next request is sent two seconds later at the earliest. The few requests of a command do not pay for the start of
/// [java.net.http.HttpClient], which prepares TLS for every address.
public final class RegistrySchemas implements SchemaLookup {
    private static final String PATH = "/apis/ccompat/v7/schemas/ids/";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final int MAX_CACHED = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpAccess registry;
    private final Map<Integer, Found> cached = new LinkedHashMap<>();
    private Found.Unavailable failure = new Found.Unavailable("");
    private long nextRequestNanos = System.nanoTime();

    public RegistrySchemas(HttpAccess registry) {
        this.registry = registry;
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
        }
    }

    private Found.Unavailable failed(String reason) {
        failure = new Found.Unavailable("the registry at " + registry + " does not respond: " + reason);
        nextRequestNanos = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
        return failure;
    }

    private Found fetch(int id) throws IOException {
        if (!(URI.create(registry.url() + PATH + id).toURL().openConnection() instanceof HttpURLConnection http)) {
            throw new IOException("its address is not an HTTP address");
        }
        registry.security().authorization().ifPresent(login -> http.setRequestProperty("Authorization", login));
        if (http instanceof HttpsURLConnection https) {
            registry.security().trusted().ifPresent(trusted -> https.setSSLSocketFactory(trusted.getSocketFactory()));
        }
        http.setConnectTimeout((int) TIMEOUT.toMillis());
        http.setReadTimeout((int) TIMEOUT.toMillis());
        return switch (http.getResponseCode()) {
            case HttpURLConnection.HTTP_OK -> parse(http);
            case HttpURLConnection.HTTP_NOT_FOUND -> new Found.Missing("the registry has no schema with id " + id);
            default -> throw new IOException(statusOf(http.getResponseCode()));
        };
    }

    private String statusOf(int status) {
        return registry.describeRefusal(status).orElse("status " + status);
    }

    private static Found parse(HttpURLConnection http) throws IOException {
        JsonNode schema;
        try (InputStream body = http.getInputStream()) {
            schema = JSON.readTree(body).path("schema");
        }
        if (!schema.isTextual()) {
            throw new IOException("a response without a schema");
        }
        return new Found.Present(new Schema.Parser().parse(schema.textValue()));
    }
}
