package io.cryptodata.sinks.connect;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.cryptodata.sinks.connect.Records.NOON;
import static io.cryptodata.sinks.connect.Records.candle;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

/// When rows became known, and their earlier versions: the same whatever the order and the batches in which Connect
/// delivers the records.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class KnownAtTest {
    static final Instant DAWN = Instant.parse("2024-05-02T06:00:00.123Z");
    private static DatabaseAccess database = TestDatabase.server();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final FakeTaskContext context = new FakeTaskContext();
    private final UpsertSinkTask task = taskFor("h1_data", "h1_versions");

    KnownAtTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    @BeforeEach
    void empty_tables() {
        TestDatabase.execute(database, "TRUNCATE h1_data, indicators, h1_versions, indicator_versions, cg_data");
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void a_row_is_known_since_the_broker_appended_its_record() {
        task.put(List.of(candle(NOON, 10, 0, at(0))));
        assertThat(current()).containsExactly("10|0|0");
    }

    @Test
    void a_time_that_a_producer_set_is_not_used() {
        task.put(List.of(new SinkRecord(Records.TOPIC, 3, Schema.STRING_SCHEMA, "key", Records.CANDLE,
                Records.candleStruct(NOON, 10, 0), 1, at(0).toEpochMilli(), TimestampType.CREATE_TIME)));
        assertThat(current()).containsExactly("10|0|∅");
    }

    @Test
    void the_first_append_of_a_version_counts() {
        task.put(List.of(candle(NOON, 10, 0, at(5))));
        task.put(List.of(candle(NOON, 10, 0, at(7)), candle(NOON, 10, 0, at(9))));
        assertThat(current()).containsExactly("10|0|5");
        task.put(List.of(candle(NOON, 10, 0, at(3)), candle(NOON, 10, 0, at(4))));
        assertThat(current()).containsExactly("10|0|3");
        assertThat(versions()).isEmpty();
    }

    @Test
    void replaced_versions_are_kept_in_whatever_order_they_arrive() {
        List<SinkRecord> appended = new ArrayList<>(List.of(candle(NOON, 10, 0, at(0)), candle(NOON, 11, 1, at(1)),
                candle(NOON, 12, 2, at(2)), candle(NOON, 11, 1, at(3)), candle(NOON, 13, 2, at(4))));
        for (int round = 0; round < 10; round++) {
            empty_tables();
            deliver(task, appended);
            assertThat(current()).as("seed %d", seed).containsExactly("13|2|4");
            assertThat(versions()).as("seed %d", seed).containsExactly("10|0|0", "11|1|1", "12|2|2");
        }
        assertThat(context.errants).isEmpty();
    }

    @Test
    void of_versions_that_became_known_at_once_the_last_one_counts() {
        task.put(List.of(candle(NOON, 10, 1, at(0)), candle(NOON, 11, 1, at(0))));
        assertThat(current()).containsExactly("11|1|0");
        task.put(List.of(candle(NOON, 12, 1, at(0))));
        task.put(List.of(candle(NOON, 11, 1, at(0)), candle(NOON, 12, 1, at(0))));
        assertThat(current()).containsExactly("12|1|0");
        assertThat(versions()).isEmpty();
    }

    @Test
    void a_row_of_an_earlier_release_learns_its_time_from_the_topic() {
        task.put(List.of(candle(NOON, 10, 0), candle(NOON.plus(1, HOURS), 20, 0)));
        task.put(List.of(candle(NOON, 10, 0, at(1)), candle(NOON.plus(1, HOURS), 21, 1, at(2))));
        assertThat(current()).containsExactly("10|0|1", "21|1|2");
        assertThat(versions()).containsExactly("20|0|∅");
        assertThat(asKnownAt(at(1))).containsExactly("10|0|1");
    }

    @Test
    void a_rejected_record_is_no_version() {
        SinkRecord highBelowLow = Records.of(Records.CANDLE, Records.candleStruct(NOON, 10, 0).put("high", 1.0), at(0));
        task.put(List.of(highBelowLow, candle(NOON, 11, 1, at(1))));
        assertThat(context.errants).containsExactly(highBelowLow);
        assertThat(current()).containsExactly("11|1|1");
        assertThat(versions()).isEmpty();
    }

    @Test
    void a_snapshot_is_known_since_its_first_append() {
        Schema coin = SchemaBuilder.struct().field("coin_id", Schema.STRING_SCHEMA)
                .field("symbol", Schema.STRING_SCHEMA).field("name", Schema.STRING_SCHEMA)
                .field("close", Schema.FLOAT64_SCHEMA)
                .field("timestamp", org.apache.kafka.connect.data.Timestamp.SCHEMA).build();
        List<SinkRecord> appended = new ArrayList<>();
        for (int append : new int[]{3, 1, 2, 4}) {
            appended.add(Records.of(coin, new Struct(coin).put("coin_id", "bitcoin").put("symbol", "btc")
                    .put("name", "Bitcoin").put("close", append == 4 ? 2.0 : 1.0)
                    .put("timestamp", java.util.Date.from(NOON)), at(append)));
        }
        UpsertSinkTask coins = taskFor("cg_data", "");
        String row = "SELECT close, %s FROM cg_data".formatted(seconds("known_at"));
        coins.put(appended.subList(0, 1));
        coins.put(appended.subList(1, 3));
        assertThat(TestDatabase.rows(database, row)).containsExactly("1|1");
        coins.put(appended.subList(3, 4));
        coins.put(appended.subList(2, 3));
        coins.stop();
        assertThat(TestDatabase.rows(database, row)).containsExactly("2|4");
    }

    /// Random appends of a few hours: new revisions, repeats of former records, former revisions appended late, several
    /// values of one revision.
    @Test
    void at_every_moment_the_versions_are_those_that_a_reader_had() {
        CandleLog log = randomLog();
        deliver(task, log.records());
        deliver(task, log.records());
        assertIsAsRead(log);
    }

    /// As when a task that lost its partitions is still writing.
    @Test
    void two_tasks_that_write_the_same_rows_at_once_leave_the_same_versions() throws Exception {
        CandleLog log = randomLog();
        UpsertSinkTask other = taskFor("h1_data", "h1_versions");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> deliveries = new ArrayList<>();
            for (UpsertSinkTask each : List.of(task, other)) {
                List<List<SinkRecord>> batches = batches(log.records());
                deliveries.add(threads.submit(() -> batches.forEach(batch -> putUntilWritten(each, batch))));
            }
            for (Future<?> delivery : deliveries) {
                delivery.get();
            }
        }
        other.stop();
        assertIsAsRead(log);
    }

    /// Connect repeats a batch whose transaction the database aborted.
    private static void putUntilWritten(UpsertSinkTask to, List<SinkRecord> batch) {
        boolean written = false;
        while (!written) {
            try {
                to.put(batch);
                written = true;
            } catch (RetriableException e) {
                assertThat(e).hasMessageContaining("unavailable");
            }
        }
    }

    private CandleLog randomLog() {
        System.out.println("seed " + seed);
        CandleLog log = new CandleLog();
        for (int append = 0; append < 120; append++) {
            log.append(random, at(append + random.nextInt(2)));
        }
        return log;
    }

    private void assertIsAsRead(CandleLog log) {
        assertThat(context.errants).isEmpty();
        for (int moment = -1; moment <= 122; moment++) {
            assertThat(asKnownAt(at(moment))).as("moment %d, seed %d", moment, seed)
                    .containsExactlyElementsOf(log.readAt(at(moment)));
        }
        assertThat(TestDatabase.rows(database, "SELECT count(*) FROM h1_versions").getFirst()).as("seed %d", seed)
                .isEqualTo(Integer.toString(log.versions() - log.readAt(at(500)).size()));
    }

    @Test
    void indicator_rows_have_versions_and_the_end_of_their_bucket() {
        UpsertSinkTask indicators = taskFor("indicators", "indicator_versions");
        long lastId = io.cryptodata.domain.market.LastId.of(Records.BITCOIN, NOON);
        List<SinkRecord> appended = new ArrayList<>();
        for (int revision : new int[]{2, 0, 1, 0}) {
            appended.add(Records.of(UpsertSinkTaskTest.INDICATORS, new Struct(UpsertSinkTaskTest.INDICATORS)
                    .put("last_id", lastId).put("timeframe", "1m").put("closed", false).put("revision", revision)
                    .put("ema10", 0.5 + revision), at(revision)));
        }
        deliver(indicators, appended);
        indicators.stop();
        String columns = "ema10, revision, " + seconds("known_at") + ", extract(epoch FROM closes_at)::bigint";
        long june = Instant.parse("2024-06-01T00:00:00Z").getEpochSecond();
        assertThat(TestDatabase.rows(database, "SELECT " + columns + " FROM indicators"))
                .containsExactly("2.5|2|2|" + june);
        for (int moment = 0; moment < 3; moment++) {
            assertThat(TestDatabase.rows(database, "SELECT %s FROM indicators_as_known_at('%s')".formatted(columns,
                    at(moment)))).containsExactly("%d.5|%d|%d|%d".formatted(moment, moment, moment, june));
        }
    }

    private void deliver(UpsertSinkTask to, List<SinkRecord> appended) {
        batches(appended).forEach(to::put);
    }

    private List<List<SinkRecord>> batches(List<SinkRecord> appended) {
        List<SinkRecord> left = new ArrayList<>(appended);
        Collections.shuffle(left, random);
        List<List<SinkRecord>> batches = new ArrayList<>();
        while (!left.isEmpty()) {
            List<SinkRecord> batch = left.subList(0, 1 + random.nextInt(Math.min(left.size(), 30)));
            batches.add(List.copyOf(batch));
            batch.clear();
        }
        return batches;
    }

    private static Instant at(int second) {
        return DAWN.plus(Duration.ofSeconds(second));
    }

    /// Seconds since [#DAWN].
    private static String seconds(String column) {
        return "extract(epoch FROM %s - timestamptz '%s')::integer".formatted(column, DAWN);
    }

    private static List<String> current() {
        return rows("h1_data", "timestamp");
    }

    private static List<String> versions() {
        return rows("h1_versions", "timestamp, revision, known_at");
    }

    private static List<String> asKnownAt(Instant moment) {
        return rows("candles_as_known_at('" + moment + "')", "timestamp");
    }

    private static List<String> rows(String relation, String order) {
        return TestDatabase.rows(database, "SELECT close, revision, %s FROM %s ORDER BY %s"
                .formatted(seconds("known_at"), relation, order));
    }

    private UpsertSinkTask taskFor(String table, String versions) {
        UpsertSinkTask started = new UpsertSinkTask();
        started.initialize(context);
        started.start(Map.of(UpsertConfig.URL, database.url(), UpsertConfig.USER, database.user(),
                UpsertConfig.PASSWORD, database.password(), UpsertConfig.TABLE, table, UpsertConfig.VERSIONS, versions,
                UpsertConfig.KEY, table.equals("cg_data") ? "coin_id,timestamp" : ""));
        return started;
    }
}
