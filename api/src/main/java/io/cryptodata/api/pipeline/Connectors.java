package io.cryptodata.api.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.status.FailureCause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads what Kafka Connect reports of its connectors.
final class Connectors {
    private static final int LONGEST_REASON = 300;

    private Connectors() {}

    /// In the order of their names.
    ///
    /// @param response to `GET /connectors?expand=status`
    static List<Overview.Connector> of(JsonNode response) {
        return response.properties().stream().sorted(Map.Entry.comparingByKey())
                .map(each -> connector(each.getKey(), each.getValue().path("status"))).toList();
    }

    private static Overview.Connector connector(String name, JsonNode status) {
        List<Overview.ConnectorTask> tasks = new ArrayList<>();
        for (JsonNode task : status.path("tasks")) {
            tasks.add(new Overview.ConnectorTask(task.path("id").asInt(), task.path("state").asText("UNKNOWN"),
                    FailureCause.of(task.path("trace").asText(""), LONGEST_REASON).orElse(null)));
        }
        return new Overview.Connector(name, status.path("type").asText("sink"),
                status.path("connector").path("state").asText("UNKNOWN"), tasks);
    }
}
