package io.cryptodata.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.http.ProblemException;
import io.cryptodata.service.http.HttpAccess;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Restarts a connector by Kafka Connect's REST interface: what has failed of it, or all of it if nothing has.
record ConnectorRestart(HttpAccess connect) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int CONFLICT = 409;
    private static final int FIRST_ERROR = 300;
    private static final String FAILED = "FAILED";
    private static final JsonMapper JSON = new JsonMapper();

    /// @return what was restarted
    /// @throws ProblemException if there is no such connector, naming those that are there
    /// @throws QueryException if Connect does not respond, or refuses
    String restart(String connector) {
        try (HttpClient http = connect.client(CONNECT_TIMEOUT).build()) {
            JsonNode connectors = JSON.readTree(send(http, connect.request("/connectors?expand=status").GET()));
            JsonNode status = connectors.path(connector).path("status");
            if (status.isMissingNode()) {
                List<String> names = new ArrayList<>();
                connectors.fieldNames().forEachRemaining(names::add);
                throw ProblemException.notFound("there is no connector '" + connector + "'; there are "
                        + String.join(", ", names.stream().sorted().toList())).about("target");
            }
            List<String> failed = failed(status);
            send(http, connect.request("/connectors/" + URLEncoder.encode(connector, StandardCharsets.UTF_8)
                    + "/restart?includeTasks=true&onlyFailed=" + !failed.isEmpty())
                    .POST(HttpRequest.BodyPublishers.noBody()));
            return failed.isEmpty()
                    ? "restarted with all of its tasks; none had failed"
                    : "restarted: " + String.join(", ", failed);
        } catch (IOException unreachable) {
            throw new QueryException(QueryException.Kind.UNAVAILABLE,
                    "Kafka Connect at " + connect + " does not respond", unreachable);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(QueryException.Kind.UNAVAILABLE, "interrupted while waiting for Kafka Connect", e);
        }
    }

    private static List<String> failed(JsonNode status) {
        List<String> failed = new ArrayList<>();
        if (FAILED.equals(status.path("connector").path("state").asText())) {
            failed.add("connector");
        }
        for (JsonNode task : status.path("tasks")) {
            if (FAILED.equals(task.path("state").asText())) {
                failed.add("task " + task.path("id").asText());
            }
        }
        return failed;
    }

    private String send(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        if (response.statusCode() == CONFLICT) {
            throw new ProblemException(CONFLICT, "conflict",
                    "Kafka Connect is distributing its tasks at the moment: try again");
        }
        if (response.statusCode() >= FIRST_ERROR) {
            throw new QueryException(QueryException.Kind.UNAVAILABLE, connect.describeRefusal(response.statusCode())
                    .orElseGet(() -> "Kafka Connect at " + connect + " responds with status " + response.statusCode()));
        }
        return response.body();
    }
}
