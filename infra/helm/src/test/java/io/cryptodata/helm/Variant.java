package io.cryptodata.helm;

import java.util.Map;

/// The values with which the chart is rendered in tests.
enum Variant {
    /// the defaults
    DEFAULT("", Map.of()),
    /// one machine
    SMALL("values-small.yaml", Map.of()),
    /// every option
    PRODUCTION("values-production.yaml", Map.of("networkPolicies.venuesExcept", "null", "images.pullSecrets[0]", "pull",
            "nodeSelector.pool", "cda", "podLabels.team", "data")),
    /// brokers and a database that exist
    OTHER_SERVERS("", Map.of("kafka.create", "false", "kafka.bootstrapServers", "broker-1.example.org:9093",
            "kafka.caSecret", "broker-ca", "database.create", "false", "database.host", "db.example.org",
            "database.caSecret", "db-ca"));

    private final String file;
    private final Map<String, String> values;

    Variant(String file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    Manifests render(Chart chart) {
        return chart.render(file, values);
    }
}
