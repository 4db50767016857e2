package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads what Kafka Connect says about its connectors and their tasks.
final class ConnectStates {
    private static final int LONGEST_REASON = 160;

    private ConnectStates() {}

    /// One part per connector, in the order of their names.
    ///
    /// @param answer to `GET /connectors?expand=status`
    static List<PartState> of(JsonNode answer) {
        List<PartState> parts = new ArrayList<>();
        answer.properties().stream().sorted(java.util.Map.Entry.comparingByKey())
                .forEach(connector -> parts.add(of(connector.getKey(), connector.getValue().path("status"))));
        return parts;
    }

    private static PartState of(String name, JsonNode status) {
        JsonNode connector = status.path("connector");
        List<String> said = new ArrayList<>();
        said.add(said("connector", connector));
        boolean works = isRunning(connector) && !status.path("tasks").isEmpty();
        for (JsonNode task : status.path("tasks")) {
            said.add(said("task " + task.path("id").asText(), task));
            works &= isRunning(task);
        }
        if (status.path("tasks").isEmpty()) {
            said.add("no task");
        }
        PartState.Condition condition = works ? PartState.Condition.UP : PartState.Condition.DOWN;
        return new PartState(name, condition, String.join(", ", said));
    }

    private static boolean isRunning(JsonNode part) {
        return "RUNNING".equals(part.path("state").asText());
    }

    private static String said(String what, JsonNode part) {
        String reason = part.path("trace").asText("").lines().findFirst().orElse("");
        String shortened = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
        return what + " " + part.path("state").asText("unknown").toLowerCase(Locale.ROOT)
                + (shortened.isEmpty() ? "" : " (" + shortened + ")");
    }
}
