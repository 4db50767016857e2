package io.cryptodata.sinks.deployment;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.sinks.config.SinksConfig;

import java.util.List;
import java.util.Optional;

/// A table that a sink fills from a topic. The connector, its dead-letter topic and its settings follow from it; the
/// columns are those that the table and the topic's schema have in common.
///
/// @param key names of the columns of a unique index; empty for the table's primary key
/// @param version name of the column whose larger value is the newer version of a row; empty for `revision`, if the table
/// has it
/// @param versions name of the table that keeps earlier versions of rows; empty for none
/// @param large whether several tasks share the topic
/// @param deleted the key of a record in terms of columns, where a tombstone deletes the row; empty where it has no effect
public record SinkTable(String topic, String table, List<String> key, Optional<String> version,
        Optional<String> versions, boolean large, Optional<String> deleted) {
    /// All tables that sinks fill.
    public static final List<SinkTable> ALL = List.of(
            large(TopicName.CANDLES_1H, "h1_data").withVersionsIn("h1_versions"),
            large(TopicName.INDICATORS, "indicators").withVersionsIn("indicator_versions"),
            small(TopicName.LISTINGS, "asset_listing").withVersion("timestamp"),
            small(TopicName.UNIVERSE, "universe").withVersion("updated_at"),
            small(TopicName.COINGECKO_SNAPSHOTS, "cg_data").withKey("coin_id", "timestamp"),
            small(TopicName.TASK_RUNS, "logs").withKey("process", "started_at"),
            // without a version: a reset by our clock may be older than the entry that it replaces
            small(TopicName.LEDGER, "completeness"));

    /// The tables that operators fill, with the topics that have their rows. No sink fills them; they are rebuilt after an
    /// older state of the database was restored.
    public static final List<SinkTable> OF_OPERATORS = List.of(
            small(TopicName.OVERRIDES_ASSET_DECLARATION, "asset_declaration")
                    .withDeletions("exchange || ':' || asset"),
            small(TopicName.OVERRIDES_FLAGS, "flags").withDeletions("base || ':' || flag"));

    public SinkTable {
        key = List.copyOf(key);
    }

    /// Filled by several tasks.
    private static SinkTable large(String topic, String table) {
        return new SinkTable(topic, table, List.of(), Optional.empty(), Optional.empty(), true,
                Optional.empty());
    }

    /// Filled by one task: its topic has no row for each hour of each market.
    private static SinkTable small(String topic, String table) {
        return new SinkTable(topic, table, List.of(), Optional.empty(), Optional.empty(), false,
                Optional.empty());
    }

    private SinkTable withKey(String... columns) {
        return new SinkTable(topic, table, List.of(columns), version, versions, large, deleted);
    }

    private SinkTable withVersion(String column) {
        return new SinkTable(topic, table, key, Optional.of(column), versions, large, deleted);
    }

    private SinkTable withVersionsIn(String versionsTable) {
        return new SinkTable(topic, table, key, version, Optional.of(versionsTable), large, deleted);
    }

    private SinkTable withDeletions(String recordKey) {
        return new SinkTable(topic, table, key, version, versions, large, Optional.of(recordKey));
    }

    /// The name of the connector, such as `sink-candles-1h`. Connect keeps offsets by it.
    public String connector() {
        return "sink-" + topic.replace('.', '-');
    }

    /// The consumer group of its tasks, whose committed positions are what the table has.
    public String group() {
        return "connect-" + connector();
    }

    /// The number of tasks.
    int tasks(SinksConfig config) {
        return large ? config.tasks() : 1;
    }
}
