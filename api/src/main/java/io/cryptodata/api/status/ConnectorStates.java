package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the states that Kafka Connect reports for its connectors and their tasks.
final class ConnectorStates {
    private static final int LONGEST_REASON = 160;

    private ConnectorStates() {}

    /// One part per connector, in the order of their names.
    ///
    /// @param response to `GET /connectors?expand=status`
    static List<PartStatus> of(JsonNode response) {
        return response.properties().stream().sorted(Map.Entry.comparingByKey())
                .map(connector -> of(connector.getKey(), connector.getValue().path("status"))).toList();
    }

    private static PartStatus of(String name, JsonNode status) {
        JsonNode connector = status.path("connector");
        List<String> states = new ArrayList<>();
        states.add(text("connector", connector));
        boolean works = isRunning(connector) && !status.path("tasks").isEmpty();
        for (JsonNode task : status.path("tasks")) {
            states.add(text("task " + task.path("id").asText(), task));
            works &= isRunning(task);
        }
        if (status.path("tasks").isEmpty()) {
            states.add("no task");
        }
        String detail = String.join(", ", states);
        return works ? PartStatus.up(name, detail) : PartStatus.down(name, detail);
    }

    private static boolean isRunning(JsonNode state) {
        return "RUNNING".equals(state.path("state").asText());
    }

    private static String text(String name, JsonNode state) {
        String cause = FailureCause.of(state.path("trace").asText(""), LONGEST_REASON).orElse("");
        return name + " " + state.path("state").asText("unknown").toLowerCase(Locale.ROOT)
                + (cause.isEmpty() ? "" : " (" + cause + ")");
    }
}
