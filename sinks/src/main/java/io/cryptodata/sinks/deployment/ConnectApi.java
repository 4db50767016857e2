package io.cryptodata.sinks.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.service.http.HttpAccess;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The requests to [Connect's REST interface](https://kafka.apache.org/documentation/#connect_rest) that the sinks need.
/// No retries.
public final class ConnectApi implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpAccess connect;
    private final HttpClient http;

    public ConnectApi(HttpAccess connect) {
        this.connect = connect;
        this.http = connect.client(CONNECT_TIMEOUT).build();
    }

    /// Of a worker without a login.
    public ConnectApi(String url) {
        this(HttpAccess.plain(url));
    }

    /// Connect responded with an error.
    static final class ErrorResponseException extends IOException {
        private final int status;

        ErrorResponseException(int status, String message) {
            super(message);
            this.status = status;
        }

        /// Whether a retry fails again. False during a rebalance and for errors of Connect itself.
        boolean isFinal() {
            return status >= 400 && status < 500 && status != 409 && status != 404;
        }
    }

    /// The settings of a connector; empty if it does not exist.
    Optional<Map<String, String>> settings(String connector) throws IOException {
        Optional<String> body = find(request(connector, "/config").GET().build());
        return body.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.readValue(body.get(), new TypeReference<Map<String, String>>() {
                }));
    }

    /// Creates a connector or replaces its settings.
    public void put(ConnectorConfig connector) throws IOException {
        String body = JSON.writeValueAsString(connector.settings());
        requireSuccess(request(connector.name(), "/config").PUT(BodyPublishers.ofString(body)).build());
    }

    /// The classes of the plugins that the workers have.
    public Set<String> plugins() throws IOException {
        HttpRequest request = connect.request("/connector-plugins?connectorsOnly=false").timeout(RESPONSE_TIMEOUT)
                .GET().build();
        Set<String> classes = new TreeSet<>();
        JSON.readTree(bodyOf(request, send(request))).forEach(plugin -> classes.add(plugin.path("class").asText()));
        return classes;
    }

    /// Empty if the connector does not exist, or no worker has reported its state yet.
    public Optional<ConnectorStatus> status(String connector) throws IOException {
        Optional<String> body = find(request(connector, "/status").GET().build());
        return body.isEmpty() ? Optional.empty() : Optional.of(statusIn(connector, JSON.readTree(body.get())));
    }

    /// Restarts the connector and its tasks where they have failed.
    void restartFailed(String connector) throws IOException {
        requireSuccess(request(connector, "/restart?includeTasks=true&onlyFailed=true").POST(BodyPublishers.noBody())
                .build());
    }

    /// Stops the connector's tasks; its settings and offsets stay.
    public void stop(String connector) throws IOException {
        requireSuccess(request(connector, "/stop").PUT(BodyPublishers.noBody()).build());
    }

    /// Starts the tasks of a stopped connector.
    public void resume(String connector) throws IOException {
        requireSuccess(request(connector, "/resume").PUT(BodyPublishers.noBody()).build());
    }

    /// The committed offset of a source connector; empty if it has none yet.
    public Optional<JsonNode> sourceOffset(String connector) throws IOException {
        Optional<String> body = find(request(connector, "/offsets").GET().build());
        JsonNode offset = JSON.readTree(body.orElse("{}")).path("offsets").path(0).path("offset");
        return offset.isObject() ? Optional.of(offset) : Optional.empty();
    }

    /// Deletes the offsets of a stopped connector.
    public void deleteOffsets(String connector) throws IOException {
        requireSuccess(request(connector, "/offsets").DELETE().build());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String connector, String rest) {
        return connect.request("/connectors/" + connector + rest).timeout(RESPONSE_TIMEOUT)
                .header("Content-Type", "application/json");
    }

    private Optional<String> find(HttpRequest request) throws IOException {
        HttpResponse<String> response = send(request);
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(bodyOf(request, response));
    }

    private void requireSuccess(HttpRequest request) throws IOException {
        bodyOf(request, send(request));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for Connect");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private String bodyOf(HttpRequest request, HttpResponse<String> response) throws ErrorResponseException {
        if (response.statusCode() >= 300) {
            throw new ErrorResponseException(response.statusCode(),
                    connect.describeRefusal(response.statusCode()).map("Kafka Connect at "::concat)
                            .orElseGet(() -> "%s %s failed with status %d: %s".formatted(request.method(),
                                    request.uri(), response.statusCode(), messageIn(response.body()))));
        }
        return response.body();
    }

    /// Connect's message alone: the rest of the body may contain rejected settings.
    private static String messageIn(String body) {
        try {
            JsonNode message = JSON.readTree(body).path("message");
            return oneLine(message.isTextual() ? message.textValue() : body);
        } catch (IOException e) {
            return oneLine(body);
        }
    }

    private static ConnectorStatus statusIn(String connector, JsonNode status) {
        List<ConnectorStatus.Task> tasks = new ArrayList<>();
        for (JsonNode task : status.path("tasks")) {
            tasks.add(new ConnectorStatus.Task(task.path("id").intValue(), task.path("state").asText("UNKNOWN"),
                    firstLine(task.path("trace").asText(""))));
        }
        return new ConnectorStatus(connector, status.path("connector").path("state").asText("UNKNOWN"), tasks);
    }

    private static String firstLine(String trace) {
        return trace.lines().findFirst().orElse("").strip();
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > 500 ? line.substring(0, 500) + "…" : line;
    }
}
