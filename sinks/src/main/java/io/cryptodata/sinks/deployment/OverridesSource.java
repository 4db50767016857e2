package io.cryptodata.sinks.deployment;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.source.CatalogueConverter;
import io.cryptodata.sinks.source.RowKey;
import org.postgresql.Driver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import static java.util.Objects.requireNonNullElse;

/// The connector that publishes the operators' tables: Debezium reads changes from a replication slot, a row becomes a
/// flat value with a text key, a deleted row a tombstone.
/// See [Debezium's documentation](https://debezium.io/documentation/reference/3.7/connectors/postgresql.html).
public final class OverridesSource {
    /// Name of the connector.
    public static final String NAME = "source-overrides";
    /// Name of the replication slot, and of the publication that the migrations create.
    public static final String SLOT = "cda_overrides";
    /// How often the connector writes to its heartbeat table: the slot lags by at most two of these.
    public static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final String PREFIX = "overrides";
    private static final String SCHEMA = "public";
    private static final String ASSET_DECLARATION = "asset_declaration";
    private static final String FLAGS = "flags";
    private static final String HEARTBEAT_TABLE = "cda_heartbeat";
    /// the topics that Debezium would use, as patterns: of tables, and of its own heartbeat
    private static final String TABLE_TOPICS = PREFIX + "\\." + SCHEMA + "\\.";
    private static final String HEARTBEAT_TOPIC = "__debezium-heartbeat\\." + PREFIX;
    private static final String BEAT = """
            INSERT INTO cda_heartbeat (reader, beat_at) VALUES ('%s', now()) \
            ON CONFLICT (reader) DO UPDATE SET beat_at = excluded.beat_at""".formatted(PREFIX);
    /// In two transactions: with a row, Debezium confirms the commit before that row's own.
    private static final String TWO_BEATS = "BEGIN; " + BEAT + "; COMMIT; " + BEAT;

    private OverridesSource() {}

    static ConnectorConfig connector(SinksConfig config) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "name", NAME,
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "tasks.max", "1",
                "topic.prefix", PREFIX,
                "table.include.list", String.join(",", SCHEMA + "." + ASSET_DECLARATION, SCHEMA + "." + FLAGS,
                        SCHEMA + "." + HEARTBEAT_TABLE),
                "poll.interval.ms", "100",
                "extended.headers.enabled", "false"));
        settings.putAll(database(config));
        settings.putAll(replication());
        settings.putAll(writing(config));
        settings.putAll(transforms());
        return new ConnectorConfig(NAME, settings);
    }

    private static Map<String, String> database(SinksConfig config) {
        Properties url = requireNonNullElse(Driver.parseURL(config.source().url(), new Properties()),
                new Properties());
        Map<String, String> settings = new TreeMap<>(Map.of(
                "database.hostname", firstOf(url.getProperty("PGHOST", "localhost")),
                "database.port", firstOf(url.getProperty("PGPORT", "5432")),
                "database.dbname", url.getProperty("PGDBNAME", config.source().user()),
                "database.user", config.source().user(),
                "database.sslmode", url.getProperty("sslmode", "prefer")));
        for (String file : List.of("sslrootcert", "sslcert", "sslkey")) {
            if (url.containsKey(file)) {
                settings.put("database." + file, url.getProperty(file));
            }
        }
        return settings;
    }

    /// A URL may name several servers.
    private static String firstOf(String several) {
        return several.split(",")[0];
    }

    /// A snapshot is taken only if the connector has no position yet. With a position that the slot has lost the connector
    /// fails, and the slot watch repairs it.
    private static Map<String, String> replication() {
        return Map.of(
                "plugin.name", "pgoutput",
                "slot.name", SLOT,
                "publication.name", SLOT,
                "publication.autocreate.mode", "disabled",
                "snapshot.mode", "initial",
                "heartbeat.interval.ms", Long.toString(HEARTBEAT.toMillis()),
                "heartbeat.action.query", TWO_BEATS,
                "retriable.restart.connector.wait.ms", "2000");
    }

    /// Retries without a limit while the registry is unavailable.
    private static Map<String, String> writing(SinksConfig config) {
        return Map.of(
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", CatalogueConverter.class.getName(),
                "value.converter." + CatalogueConverter.REGISTRY_URL, config.registry().url(),
                "errors.retry.timeout", "-1",
                "errors.retry.delay.max.ms", "5000",
                "errors.log.enable", "true",
                "producer.override.acks", "all");
    }

    /// From Debezium's names and envelopes to ours. The heartbeat arrives twice, as Debezium's own record and as the row that
    /// it writes; both go to the same topic.
    private static Map<String, String> transforms() {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "transforms", "unwrap,declarationKey,flagKey,beatKey,heartbeatKey,beat,heartbeat,table",
                "transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState",
                "transforms.unwrap.delete.tombstone.handling.mode", "tombstone",
                "predicates", "declarationKey,flagKey,beatKey,heartbeatKey"));
        settings.putAll(key("declarationKey", TABLE_TOPICS + ASSET_DECLARATION, "exchange,asset"));
        settings.putAll(key("flagKey", TABLE_TOPICS + FLAGS, "base,flag"));
        settings.putAll(key("beatKey", TABLE_TOPICS + HEARTBEAT_TABLE, "reader"));
        settings.putAll(key("heartbeatKey", HEARTBEAT_TOPIC, "serverName"));
        settings.putAll(route("beat", TABLE_TOPICS + HEARTBEAT_TABLE, TopicName.OVERRIDES_HEARTBEAT));
        settings.putAll(route("heartbeat", HEARTBEAT_TOPIC, TopicName.OVERRIDES_HEARTBEAT));
        settings.putAll(route("table", TABLE_TOPICS + "(.*)", PREFIX + ".$1"));
        return settings;
    }

    private static Map<String, String> route(String transform, String topics, String replacement) {
        return Map.of(
                "transforms." + transform + ".type", "org.apache.kafka.connect.transforms.RegexRouter",
                "transforms." + transform + ".regex", topics,
                "transforms." + transform + ".replacement", replacement);
    }

    private static Map<String, String> key(String transform, String topics, String fields) {
        return Map.of(
                "predicates." + transform + ".type", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
                "predicates." + transform + ".pattern", topics,
                "transforms." + transform + ".type", RowKey.class.getName(),
                "transforms." + transform + ".predicate", transform,
                "transforms." + transform + "." + RowKey.FIELDS, fields);
    }
}
