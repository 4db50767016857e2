package io.cryptodata.sinks.connect;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.deployment.ConnectorConfig;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.cryptodata.sinks.connect.Records.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// Listings, CoinGecko's coins and runs are written to their tables with the deployed settings.
class SmallTopicsTest {
    private static final DatabaseAccess DATABASE = TestDatabase.migrated();
    private static final Schema STATUS = SchemaBuilder.struct().name("StatusSince")
            .field("status", Schema.STRING_SCHEMA).field("since", Timestamp.SCHEMA).build();
    private static final Schema LISTING = SchemaBuilder.struct().name("ListingEntry")
            .field("exchange", Schema.STRING_SCHEMA).field("asset", Schema.STRING_SCHEMA)
            .field("timestamp", Timestamp.SCHEMA).field("status", Schema.STRING_SCHEMA)
            .field("first_seen", Timestamp.SCHEMA).field("last_seen", Timestamp.SCHEMA)
            .field("venue_symbol", Schema.STRING_SCHEMA).field("contract_size", Schema.STRING_SCHEMA)
            .field("listed_at", Timestamp.builder().optional().build())
            .field("status_history", SchemaBuilder.array(STATUS).build()).build();
    private static final Schema COIN = SchemaBuilder.struct().name("CoinSnapshot")
            .field("coin_id", Schema.STRING_SCHEMA).field("symbol", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA).field("close", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("market_cap_rank", Schema.OPTIONAL_INT32_SCHEMA)
            .field("days_since_ath", Schema.OPTIONAL_INT32_SCHEMA).field("ath5", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("timestamp", Timestamp.SCHEMA).field("complete", Schema.BOOLEAN_SCHEMA).build();
    private static final Schema RUN = SchemaBuilder.struct().name("TaskRun")
            .field("process", Schema.STRING_SCHEMA).field("started_at", Timestamp.SCHEMA)
            .field("finished_at", Timestamp.SCHEMA).field("outcome", Schema.STRING_SCHEMA)
            .field("counts", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT64_SCHEMA).build())
            .field("detail", Schema.OPTIONAL_STRING_SCHEMA).build();

    private final FakeTaskContext context = new FakeTaskContext();
    private final UpsertSinkTask task = new UpsertSinkTask();

    @BeforeEach
    void empty_tables() {
        TestDatabase.execute(DATABASE, "TRUNCATE asset_listing, cg_data, logs");
    }

    @AfterEach
    void stop() {
        task.stop();
        assertThat(context.reasons).isEmpty();
    }

    @Test
    void a_listing_is_written_with_its_status_history_as_json() {
        write(TopicName.LISTINGS, listing(NOON, "HALTED"));
        assertThat(TestDatabase.rows(DATABASE,
                "SELECT asset, exchange, is_spot, base, status, venue_symbol, listed_at, status_history FROM asset_listing"))
                .containsExactly("BTC/USDT:USDT|bybit|f|BTC|HALTED|BTCUSDT|∅|"
                        + "[{\"since\": \"2024-05-01T11:00:00.000Z\", \"status\": \"TRADING\"}, "
                        + "{\"since\": \"2024-05-01T12:00:00.000Z\", \"status\": \"HALTED\"}]");
    }

    @Test
    void an_older_listing_never_replaces_a_newer_one() {
        write(TopicName.LISTINGS, listing(NOON, "HALTED"));
        write(TopicName.LISTINGS, listing(NOON.minusSeconds(3600), "TRADING"));
        assertThat(statuses()).containsExactly("HALTED");
        write(TopicName.LISTINGS, listing(NOON.plusSeconds(3600), "DELISTED"), listing(NOON, "TRADING"));
        assertThat(statuses()).containsExactly("DELISTED");
    }

    @Test
    void the_coins_of_a_snapshot_are_the_result_of_the_documented_query() {
        Instant half = NOON.plus(Duration.ofMinutes(30));
        write(TopicName.COINGECKO_SNAPSHOTS, coin("old", 1, NOON).put("close", 1.0), coin("bitcoin", 1, half)
                .put("close", 64000.5).put("ath5", true).put("days_since_ath", 3),
                coin("wrapped", 2, half).put("complete", false));
        write(TopicName.COINGECKO_SNAPSHOTS, coin("bitcoin", 1, half).put("close", 64001.5).put("ath5", true)
                .put("days_since_ath", 3));
        assertThat(TestDatabase.rows(DATABASE,
                """
                        SELECT symbol, name, close, market_cap_rank, ath5, days_since_ath FROM cg_data
                         WHERE sys_timestamp = (SELECT MAX(sys_timestamp) FROM cg_data) ORDER BY market_cap_rank ASC LIMIT 100;"""))
                .containsExactly("btc|Coin bitcoin|64001.5|1|t|3", "btc|Coin wrapped|∅|2|∅|∅");
        assertThat(TestDatabase.rows(DATABASE, "SELECT coin_id FROM cg_data WHERE NOT complete"))
                .containsExactly("wrapped");
    }

    @Test
    void a_run_is_written_once_with_its_counts() {
        Struct run = new Struct(RUN).put("process", "listing").put("started_at", Date.from(NOON))
                .put("finished_at", Date.from(NOON.plusSeconds(9))).put("outcome", "OK")
                .put("counts", Map.of("markets", 7L, "added", 2L));
        write(TopicName.TASK_RUNS, run);
        write(TopicName.TASK_RUNS, run);
        assertThat(TestDatabase.rows(DATABASE,
                "SELECT process, outcome, finished_at - started_at, counts, (counts->>'markets')::int, detail FROM logs"))
                .containsExactly("listing|OK|00:00:09|{\"added\": 2, \"markets\": 7}|7|∅");
    }

    private static Struct listing(Instant listed, String status) {
        return new Struct(LISTING).put("exchange", "bybit").put("asset", "BTC/USDT:USDT")
                .put("timestamp", Date.from(listed)).put("status", status).put("first_seen", Date.from(Instant.EPOCH))
                .put("last_seen", Date.from(listed)).put("venue_symbol", "BTCUSDT").put("contract_size", "0.001")
                .put("status_history", List.of(
                        new Struct(STATUS).put("status", "TRADING").put("since", Date.from(listed.minusSeconds(3600))),
                        new Struct(STATUS).put("status", status).put("since", Date.from(listed))));
    }

    private static Struct coin(String id, int rank, Instant snapshot) {
        return new Struct(COIN).put("coin_id", id).put("symbol", "btc").put("name", "Coin " + id)
                .put("market_cap_rank", rank).put("timestamp", Date.from(snapshot)).put("complete", true);
    }

    private static List<String> statuses() {
        return TestDatabase.rows(DATABASE, "SELECT status FROM asset_listing");
    }

    private void write(String topic, Struct... values) {
        task.stop();
        task.initialize(context);
        task.start(deployed(topic, DATABASE));
        List<SinkRecord> records = List.of(values).stream().map(value -> Records.of(value.schema(), value)).toList();
        task.put(records);
    }

    /// The settings of the topic's connector.
    static Map<String, String> deployed(String topic, DatabaseAccess database) {
        SinksConfig config = SinksConfig.onOneMachine("127.0.0.1:9092", "http://127.0.0.1:1", "http://127.0.0.1:1",
                database);
        Map<String, String> settings = new HashMap<>(ConnectorConfig.all(config).stream()
                .map(ConnectorConfig::settings).filter(each -> topic.equals(each.get("topics"))).findFirst()
                .orElseThrow());
        settings.put(UpsertConfig.PASSWORD, database.password()); // the worker has a password file
        assertThat(requireNonNull(settings.get("errors.deadletterqueue.topic.name"))).isEqualTo(topic + ".dlq");
        return settings;
    }
}
