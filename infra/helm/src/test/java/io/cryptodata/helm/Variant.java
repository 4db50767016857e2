package io.cryptodata.helm;

import java.util.Map;

/// The values with which the chart is rendered in tests.
enum Variant {
    DEFAULT,
    /// one machine
    SMALL,
    /// every option
    PRODUCTION,
    /// brokers and a database that exist
    OTHER_SERVERS;

    Manifests render(Chart chart) {
        return switch (this) {
            case DEFAULT -> chart.render("", Map.of());
            case SMALL -> chart.render("values-small.yaml", Map.of());
            case PRODUCTION -> chart.render("values-production.yaml", Map.of("networkPolicies.venuesExcept", "null",
                    "images.pullSecrets[0]", "pull", "nodeSelector.pool", "cda", "podLabels.team", "data"));
            case OTHER_SERVERS -> chart.render("", Map.of("kafka.create", "false",
                    "kafka.bootstrapServers", "broker-1.example.org:9093", "kafka.caSecret", "broker-ca",
                    "database.create", "false", "database.host", "db.example.org", "database.caSecret", "db-ca"));
        };
    }
}
