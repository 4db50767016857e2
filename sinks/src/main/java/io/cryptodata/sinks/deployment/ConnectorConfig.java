package io.cryptodata.sinks.deployment;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.connect.DeadLetterHeaders;
import io.cryptodata.sinks.connect.RegistryAvroConverter;
import io.cryptodata.sinks.connect.UpsertSinkConnector;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The name and the settings of a connector. They contain no password: the worker's password file has it, because
/// everybody who reaches Connect can read the settings.
///
/// @param settings by Connect's names
public record ConnectorConfig(String name, Map<String, String> settings) {
    /// path of the Confluent-compatible API at the registry
    private static final String COMPATIBLE_API = "/apis/ccompat/v7";
    /// a transaction's worth; a table's triggers run once per batch
    private static final String RECORDS_PER_POLL = "10000";
    private static final String WITHOUT_LIMIT = "-1";

    public ConnectorConfig {
        settings = Map.copyOf(settings);
    }

    /// The sinks, and the source of the operators' tables.
    public static List<ConnectorConfig> all(SinksConfig config) {
        return Stream.concat(sinks(config).stream(), Stream.of(OverridesSource.connector(config))).toList();
    }

    /// The sinks.
    public static List<ConnectorConfig> sinks(SinksConfig config) {
        return SinkTable.ALL.stream().map(table -> sink(table, config)).toList();
    }

    private static ConnectorConfig sink(SinkTable table, SinksConfig config) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "name", table.connector(),
                "connector.class", UpsertSinkConnector.class.getName(),
                "tasks.max", Integer.toString(table.tasks(config)),
                "topics", table.topic(),
                "table", table.table(),
                "connection.url", config.database().url(),
                "connection.user", config.database().user(),
                "batch.size", RECORDS_PER_POLL));
        if (!table.key().isEmpty()) {
            settings.put("key.columns", String.join(",", table.key()));
        }
        table.version().ifPresent(column -> settings.put("newest.by.column", column));
        table.versions().ifPresent(versions -> settings.put("versions.table", versions));
        settings.putAll(reading(config));
        settings.putAll(consuming());
        settings.putAll(deadLetters(table.topic(), config));
        return new ConnectorConfig(table.connector(), settings);
    }

    /// Retries without a limit while the registry is unavailable. Headers stay bytes: no column takes them, and Connect's
    /// default would parse each of them.
    private static Map<String, String> reading(SinksConfig config) {
        return Map.of(
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", RegistryAvroConverter.class.getName(),
                "value.converter.schema.registry.url", config.registry().url() + COMPATIBLE_API,
                "errors.retry.timeout", WITHOUT_LIMIT,
                "errors.retry.delay.max.ms", "5000");
    }

    /// Only committed records, in large polls. The short session timeout reassigns the partitions of a killed worker
    /// within ten seconds.
    private static Map<String, String> consuming() {
        return Map.of(
                "consumer.override.isolation.level", "read_committed",
                "consumer.override.auto.offset.reset", "earliest",
                "consumer.override.max.poll.records", RECORDS_PER_POLL,
                "consumer.override.max.partition.fetch.bytes", "4194304",
                "consumer.override.session.timeout.ms", "10000",
                "consumer.override.heartbeat.interval.ms", "3000");
    }

    private static Map<String, String> deadLetters(String topic, SinksConfig config) {
        return Map.of(
                "errors.tolerance", "all",
                "errors.log.enable", "true",
                "errors.log.include.messages", "false",
                "errors.deadletterqueue.topic.name", TopicName.deadLettersOf(topic),
                "errors.deadletterqueue.topic.replication.factor", Integer.toString(config.replicas()),
                "errors.deadletterqueue.context.headers.enable", "true",
                "producer.override.interceptor.classes", DeadLetterHeaders.class.getName());
    }

    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(settings);
        shown.replaceAll((setting, value) -> setting.endsWith(".password") ? "(hidden)" : value);
        return name + shown;
    }
}
