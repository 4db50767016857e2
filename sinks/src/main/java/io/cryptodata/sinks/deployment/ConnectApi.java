package io.cryptodata.sinks.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
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

/// The few requests to [Connect's REST interface](https://kafka.apache.org/documentation/#connect_rest) that the sinks
/// need. One request each, no repeats.
public final class ConnectApi implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final String base;

    public ConnectApi(String base) {
        this.base = base;
    }

    /// Connect answered, but not with what was asked for.
    static final class RefusedException extends IOException {
        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        /// False while the workers share out their work, and for errors of Connect's own; then asking again helps.
        boolean isFinal() {
            return status >= 400 && status < 500 && status != 409 && status != 404;
        }
    }

    /// What the connector is told; empty if there is none of that name.
    Optional<Map<String, String>> settings(String connector) throws IOException {
        Optional<String> answer = found(request(connector, "/config").GET().build());
        return answer.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.readValue(answer.get(), new TypeReference<Map<String, String>>() {
                }));
    }

    /// Creates the connector or changes what it is told.
    void put(ConnectorConfig connector) throws IOException {
        String body = JSON.writeValueAsString(connector.settings());
        answered(request(connector.name(), "/config").PUT(BodyPublishers.ofString(body)).build());
    }

    /// Empty if there is no connector of that name, or no worker has told of it yet.
    public Optional<ConnectorStatus> status(String connector) throws IOException {
        Optional<String> answer = found(request(connector, "/status").GET().build());
        return answer.isEmpty() ? Optional.empty() : Optional.of(statusIn(connector, JSON.readTree(answer.get())));
    }

    /// Restarts what has failed of the connector and its tasks, nothing else.
    void restartFailed(String connector) throws IOException {
        answered(request(connector, "/restart?includeTasks=true&onlyFailed=true").POST(BodyPublishers.noBody())
                .build());
    }

    /// Ends the connector's tasks; it keeps its configuration and its offsets.
    public void stop(String connector) throws IOException {
        answered(request(connector, "/stop").PUT(BodyPublishers.noBody()).build());
    }

    /// Starts the tasks of a stopped connector again.
    public void resume(String connector) throws IOException {
        answered(request(connector, "/resume").PUT(BodyPublishers.noBody()).build());
    }

    /// How far a source connector has come, as it says itself; empty if it has not come anywhere yet.
    public Optional<JsonNode> sourceOffset(String connector) throws IOException {
        Optional<String> answer = found(request(connector, "/offsets").GET().build());
        JsonNode offset = JSON.readTree(answer.orElse("{}")).path("offsets").path(0).path("offset");
        return offset.isObject() ? Optional.of(offset) : Optional.empty();
    }

    /// Makes a stopped connector forget how far it has come.
    public void forgetOffsets(String connector) throws IOException {
        answered(request(connector, "/offsets").DELETE().build());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String connector, String rest) {
        return HttpRequest.newBuilder(URI.create(base + "/connectors/" + connector + rest)).timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json");
    }

    private Optional<String> found(HttpRequest request) throws IOException {
        HttpResponse<String> answer = send(request);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(successful(request, answer));
    }

    private void answered(HttpRequest request) throws IOException {
        successful(request, send(request));
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

    private static String successful(HttpRequest request, HttpResponse<String> answer) throws RefusedException {
        if (answer.statusCode() >= 300) {
            throw new RefusedException(answer.statusCode(), "%s %s was answered with %d: %s".formatted(request.method(),
                    request.uri(), answer.statusCode(), messageIn(answer.body())));
        }
        return answer.body();
    }

    /// Connect's own message, without what may follow it: a refused configuration is not repeated in it.
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
