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

/// A connector as data: its name and what Connect is told. Never shows the password.
///
/// @param settings by Connect's names, sorted
public record ConnectorConfig(String name, Map<String, String> settings) {
    /// the Confluent-compatible API below the registry's base URL
    private static final String COMPATIBLE_API = "/apis/ccompat/v7";
    /// more than one poll of the default 500, so that a batch is worth its transaction
    private static final String RECORDS_PER_POLL = "5000";
    private static final String WITHOUT_END = "-1";

    public ConnectorConfig {
        settings = Map.copyOf(settings);
    }

    /// The sinks, and the source of the operators' tables.
    public static List<ConnectorConfig> all(SinksConfig config) {
        return Stream.concat(sinks(config).stream(), Stream.of(OverridesSource.settings(config))).toList();
    }

    /// The sinks: hourly candles to `h1_data`, indicator rows to `indicators`, and of the topics that tell a few thousand
    /// things an hour listings to `asset_listing`, coins to `cg_data`, runs to `logs`.
    public static List<ConnectorConfig> sinks(SinksConfig config) {
        return List.of(
                upsert("sink-candles-1h", TopicName.CANDLES_1H, "h1_data", config.tasks(), config),
                upsert("sink-indicators", TopicName.INDICATORS, "indicators", config.tasks(), config),
                upsert("sink-listings", TopicName.LISTINGS, "asset_listing", 1, config)
                        .with("newest.by.column", "timestamp"),
                upsert("sink-coingecko-snapshots", TopicName.COINGECKO_SNAPSHOTS, "cg_data", 1, config)
                        .with("key.columns", "coin_id,timestamp"),
                upsert("sink-task-runs", TopicName.TASK_RUNS, "logs", 1, config)
                        .with("key.columns", "process,started_at"));
    }

    private ConnectorConfig with(String setting, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(setting, value);
        return new ConnectorConfig(name, more);
    }

    private static ConnectorConfig upsert(String name, String topic, String table, int tasks, SinksConfig config) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "name", name,
                "connector.class", UpsertSinkConnector.class.getName(),
                "tasks.max", Integer.toString(tasks),
                "topics", topic,
                "table", table,
                "connection.url", config.database().url(),
                "connection.user", config.database().user(),
                "connection.password", config.database().password(),
                "batch.size", RECORDS_PER_POLL));
        settings.putAll(reading(config));
        settings.putAll(consuming());
        settings.putAll(deadLetters(topic, config));
        return new ConnectorConfig(name, settings);
    }

    /// A registry that is away is waited for without end.
    private static Map<String, String> reading(SinksConfig config) {
        return Map.of(
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", RegistryAvroConverter.class.getName(),
                "value.converter.schema.registry.url", config.registryUrl() + COMPATIBLE_API,
                "errors.retry.timeout", WITHOUT_END,
                "errors.retry.delay.max.ms", "5000");
    }

    /// Only committed records, in large polls. A worker that was killed is noticed within ten seconds: until then the
    /// others, or its own next life, get none of its partitions.
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
