package io.cryptodata.sinks.connect;

import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;

import static io.cryptodata.sinks.connect.Records.NOON;
import static io.cryptodata.sinks.connect.Records.candle;
import static io.cryptodata.sinks.connect.Records.candleStruct;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class UpsertSinkTaskTest {
    private static DatabaseAccess database = TestDatabase.server();
    /// whom the sink logs in as
    private static DatabaseAccess writer = database;
    static final Schema INDICATORS = SchemaBuilder.struct()
            .field("last_id", Schema.INT64_SCHEMA).field("timeframe", Schema.STRING_SCHEMA)
            .field("closed", Schema.BOOLEAN_SCHEMA).field("revision", Schema.INT32_SCHEMA)
            .field("ema10", Schema.OPTIONAL_FLOAT64_SCHEMA).field("td_seq_up", Schema.OPTIONAL_INT32_SCHEMA).build();

    private final FakeTaskContext context = new FakeTaskContext();
    private final UpsertSinkTask task = taskFor("h1_data");

    UpsertSinkTaskTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        DatabaseAccess owner = tier.ofRoles();
        database = new DatabaseAccess(owner.url(), tier.server().user(), tier.server().password());
        writer = TestTier.as(DatabaseRole.WRITER, owner);
    }

    @BeforeEach
    void empty_tables() {
        TestDatabase.execute(database, "TRUNCATE h1_data, indicators, h1_versions, indicator_versions");
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void a_repeat_changes_nothing() {
        List<SinkRecord> records = List.of(candle(NOON, 10, 0), candle(NOON.plus(1, HOURS), 11, 0));
        task.put(records);
        List<String> written = TestDatabase.rows(database, "SELECT *, xmin FROM h1_data ORDER BY timestamp");
        task.put(records);
        assertThat(TestDatabase.rows(database, "SELECT *, xmin FROM h1_data ORDER BY timestamp")).isEqualTo(written)
                .hasSize(2);
        assertThat(context.errants).isEmpty();
    }

    @Test
    void a_later_revision_replaces_the_row_and_an_older_one_never_does() {
        task.put(List.of(candle(NOON, 10, 1)));
        task.put(List.of(candle(NOON, 9, 0)));
        assertThat(closes()).containsExactly("10|1");
        task.put(List.of(candle(NOON, 12, 2)));
        assertThat(closes()).containsExactly("12|2");
        task.put(List.of(candle(NOON, 13, 2)));
        assertThat(closes()).containsExactly("13|2");
    }

    @Test
    void of_duplicates_in_one_batch_the_highest_revision_wins_and_among_equals_the_latest() {
        task.put(List.of(candle(NOON, 10, 0), candle(NOON, 12, 2), candle(NOON, 11, 1)));
        assertThat(closes()).containsExactly("12|2");
        task.put(List.of(candle(NOON, 13, 3), candle(NOON, 14, 3)));
        assertThat(closes()).containsExactly("14|3");
    }

    @Test
    void only_the_bad_row_of_a_batch_is_reported_and_all_others_are_written() {
        List<SinkRecord> records = new ArrayList<>();
        for (int hour = 0; hour < 100; hour++) {
            records.add(candle(NOON.plus(hour, HOURS), 10, 0));
        }
        SinkRecord highBelowLow = Records.of(Records.CANDLE, candleStruct(NOON, 10, 0).put("high", 1.0)
                .put("timestamp", java.util.Date.from(NOON.minus(1, HOURS))));
        records.add(37, highBelowLow);
        task.put(records);
        assertThat(closes()).hasSize(100);
        assertThat(context.errants).containsExactly(highBelowLow);
        assertThat(context.markets).containsExactly(String.valueOf(highBelowLow.key()));
        assertThat(context.reasons).singleElement().asString().contains("h1_data").contains("h1_data_prices")
                .contains("23514");
    }

    /// 54000: "index row size exceeds btree version 4 maximum"; random, because the index compresses repetition.
    @Test
    void a_name_that_no_index_can_hold_is_a_bad_row_and_its_neighbours_are_written() {
        StringBuilder name = new StringBuilder();
        new Random(1).ints(9000, 'A', 'Z').forEach(letter -> name.append((char) letter));
        Struct tooLong = candleStruct(NOON.plus(1, HOURS), 11, 0).put("asset", name + "/USDT");
        task.put(List.of(candle(NOON, 10, 0), Records.of(tooLong.schema(), tooLong),
                candle(NOON.plus(2, HOURS), 12, 0)));
        assertThat(TestDatabase.rows(database, "SELECT open FROM h1_data")).hasSize(2);
        assertThat(context.errants).hasSize(1);
    }

    @Test
    void a_row_that_a_bad_one_would_have_replaced_is_written() {
        SinkRecord good = candle(NOON, 10, 0);
        SinkRecord bad = Records.of(Records.CANDLE, candleStruct(NOON, 11, 1).put("low", 20.0));
        task.put(List.of(good, bad));
        assertThat(closes()).containsExactly("10|0");
        assertThat(context.errants).containsExactly(bad);
    }

    @Test
    void a_record_that_cannot_become_a_row_is_reported_with_a_reason() {
        SinkRecord tombstone = Records.of(null, null);
        SinkRecord text = Records.of(Schema.STRING_SCHEMA, "poison");
        SinkRecord notANumber = Records.of(Records.CANDLE, candleStruct(NOON, 10, 0).put("volume", Double.NaN));
        Schema narrow = SchemaBuilder.struct().field("exchange", Schema.STRING_SCHEMA).build();
        SinkRecord incomplete = Records.of(narrow, new Struct(narrow).put("exchange", "binance"));
        task.put(List.of(tombstone, text, notANumber, incomplete, candle(NOON, 10, 0)));
        assertThat(context.errants).containsExactly(tombstone, text, notANumber, incomplete);
        assertThat(context.reasons.get(0)).contains("tombstone");
        assertThat(context.reasons.get(2)).contains("h1_data.volume").contains("NaN");
        assertThat(context.reasons.get(3)).contains("no field last_id").contains("h1_data.last_id");
        assertThat(closes()).hasSize(1);
    }

    @Test
    void extreme_values_keep_15_significant_digits() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Double> values = new ArrayList<>(
                List.of(1e-18, 1e18, 123456789012345.0, 0.123456789012345, 87287449283512.25,
                        1.00000000000001e-18, 9.99999999999999e17, 1.0E-300));
        for (int exponent = -18; exponent <= 18; exponent++) {
            values.add(random.nextDouble(0.1, 1) * Math.pow(10, exponent));
        }
        List<SinkRecord> records = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            records.add(candle(NOON.plus(index, HOURS), values.get(index), 0));
        }
        task.put(records);
        List<String> stored = TestDatabase.rows(database, "SELECT close FROM h1_data ORDER BY timestamp");
        for (int index = 0; index < values.size(); index++) {
            BigDecimal exact = new BigDecimal(values.get(index));
            // halfway between two neighbours, either is right
            assertThat(new BigDecimal(stored.get(index)).stripTrailingZeros())
                    .isIn(atFifteenDigits(exact, RoundingMode.HALF_DOWN),
                            atFifteenDigits(exact, RoundingMode.HALF_UP));
        }
    }

    private static BigDecimal atFifteenDigits(BigDecimal exact, RoundingMode mode) {
        return exact.round(new MathContext(15, mode)).stripTrailingZeros();
    }

    @Test
    void timestamps_do_not_depend_on_the_time_zone_of_this_jvm() {
        TimeZone before = TimeZone.getDefault();
        Instant inTheHourThatNewYorkSkips = Instant.parse("2024-03-10T07:00:00Z");
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            UpsertSinkTask elsewhere = taskFor("h1_data");
            elsewhere.put(List.of(candle(inTheHourThatNewYorkSkips, 10, 0), candle(NOON, 10, 0)));
            elsewhere.stop();
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(TestDatabase.rows(database,
                "SELECT extract(epoch FROM timestamp)::bigint FROM h1_data ORDER BY timestamp")).containsExactly(
                        Long.toString(inTheHourThatNewYorkSkips.getEpochSecond()),
                        Long.toString(NOON.getEpochSecond()));
    }

    @Test
    void indicator_rows_have_nulls_booleans_and_integers_and_fields_without_a_column_are_ignored() {
        UpsertSinkTask indicators = taskFor("indicators");
        indicators.put(List.of(
                Records.of(INDICATORS, new Struct(INDICATORS).put("last_id", 7L).put("timeframe", "4h")
                        .put("closed", false).put("revision", 1).put("td_seq_up", 0)),
                Records.of(INDICATORS, new Struct(INDICATORS).put("last_id", 8L).put("timeframe", "1m")
                        .put("closed", true).put("revision", 0).put("ema10", 0.1).put("td_seq_up", 9))));
        indicators.stop();
        assertThat(TestDatabase.rows(database,
                "SELECT last_id, timeframe, closed, ema10, td_seq_up FROM indicators ORDER BY last_id"))
                .containsExactly("7|4h|f|∅|0", "8|1m|t|0.1|9");
    }

    @Test
    void a_missing_table_fails_the_task_with_a_remedy() {
        UpsertSinkTask wrong = taskFor("no_such_table");
        assertThatThrownBy(() -> wrong.put(List.of(candle(NOON, 10, 0)))).isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("no_such_table").hasMessageContaining("./cda migrate");
    }

    @Test
    void a_dropped_column_fails_the_task_with_a_remedy() {
        DatabaseAccess other = TestDatabase.migrated();
        UpsertSinkTask open = taskFor(other, "logs_copy",
                "CREATE TABLE logs_copy (asset text PRIMARY KEY, open numeric)");
        open.put(List.of(candle(NOON, 10, 0)));
        TestDatabase.execute(other, "ALTER TABLE logs_copy DROP COLUMN open");
        assertThatThrownBy(() -> open.put(List.of(candle(NOON, 11, 0)))).isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("open").hasMessageContaining("./cda migrate");
        open.stop();
    }

    @Test
    void a_session_that_the_server_terminates_is_reopened_and_the_records_are_written() {
        task.put(List.of(candle(NOON, 10, 0)));
        TestDatabase.execute(database, """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE application_name = 'cda sink h1_data' AND datname = current_database()""");
        List<SinkRecord> next = List.of(candle(NOON.plus(1, HOURS), 11, 0));
        assertThatThrownBy(() -> task.put(next)).isInstanceOf(RetriableException.class);
        assertThat(context.pauses).hasSize(1);
        task.put(next);
        assertThat(closes()).containsExactly("10|0", "11|0");
        assertThat(context.errants).isEmpty();
    }

    private List<String> closes() {
        return TestDatabase.rows(database, "SELECT close, revision FROM h1_data ORDER BY timestamp");
    }

    private UpsertSinkTask taskFor(String table) {
        return taskFor(writer, table, "SELECT 1");
    }

    private UpsertSinkTask taskFor(DatabaseAccess login, String table, String preparation) {
        TestDatabase.execute(login, preparation);
        UpsertSinkTask started = new UpsertSinkTask();
        started.initialize(context);
        started.start(Map.of(UpsertConfig.URL, login.url(), UpsertConfig.USER, login.user(),
                UpsertConfig.PASSWORD, login.password(), UpsertConfig.TABLE, table, UpsertConfig.VERSIONS,
                table.equals("h1_data") ? "h1_versions" : table.equals("indicators") ? "indicator_versions" : ""));
        return started;
    }
}
