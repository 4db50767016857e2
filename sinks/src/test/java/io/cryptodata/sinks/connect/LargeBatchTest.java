package io.cryptodata.sinks.connect;

import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import static io.cryptodata.sinks.connect.Records.NOON;
import static io.cryptodata.sinks.connect.Records.candle;
import static io.cryptodata.sinks.connect.Records.candleStruct;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

/// Batches that are large enough to be inserted as if all their rows were new.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class LargeBatchTest {
    private static final int ROWS = 1500;
    private static final Instant APPENDED = Instant.parse("2024-08-01T00:00:00Z");

    private static DatabaseAccess database = TestDatabase.server();

    private final FakeTaskContext context = new FakeTaskContext();
    private final UpsertSinkTask task = new UpsertSinkTask();

    LargeBatchTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    @BeforeEach
    void start() {
        TestDatabase.execute(database, "TRUNCATE h1_data, h1_versions");
        task.initialize(context);
        task.start(Map.of(UpsertConfig.URL, database.url(), UpsertConfig.USER, database.user(),
                UpsertConfig.PASSWORD, database.password(), UpsertConfig.TABLE, "h1_data",
                UpsertConfig.VERSIONS, "h1_versions"));
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void new_rows_and_then_the_same_again_and_again() {
        for (int repeat = 0; repeat < 5; repeat++) {
            task.put(hours(0, 10, 0));
            assertThat(count("close = 10")).isEqualTo(ROWS);
        }
        task.put(hours(ROWS, 10, 0));
        assertThat(count("close = 10")).isEqualTo(2 * ROWS);
        assertThat(versions()).isZero();
        assertThat(context.errants).isEmpty();
    }

    @Test
    void some_rows_are_new_and_others_replace_and_older_ones_do_not() {
        task.put(hours(0, 10, 1));
        task.put(hours(ROWS / 2, 11, 2));
        assertThat(count("close = 10 AND revision = 1")).isEqualTo(ROWS / 2);
        assertThat(count("close = 11 AND revision = 2")).isEqualTo(ROWS);
        assertThat(versions()).isEqualTo(ROWS / 2);
        task.put(hours(ROWS / 4, 9, 0));
        task.put(hours(0, 10, 1));
        assertThat(count("close = 10 AND revision = 1")).isEqualTo(ROWS / 2);
        assertThat(count("close = 11 AND revision = 2")).isEqualTo(ROWS);
        assertThat(context.errants).isEmpty();
    }

    @Test
    void repeats_among_new_and_revised_rows_and_some_that_were_known_earlier() {
        task.put(hours(0, 10, 0));
        task.put(hours(0, 10, 0));
        List<SinkRecord> records = hours(0, 10, 0);
        records.set(3, candle(NOON.plus(3, HOURS), 11, 1, APPENDED));
        records.set(5, candle(NOON.plus(5, HOURS), 10, 0, APPENDED.minusSeconds(60)));
        records.set(7, candle(NOON.plus(ROWS, HOURS), 10, 0, APPENDED));
        task.put(records);
        assertThat(count("close = 10 AND known_at = '2024-08-01 00:00+00'")).isEqualTo(ROWS - 1);
        assertThat(count("close = 10 AND known_at = '2024-07-31 23:59+00'")).isOne();
        assertThat(count("close = 11 AND revision = 1")).isOne();
        assertThat(versions()).isOne();
    }

    @Test
    void two_versions_of_a_row_in_a_batch_of_new_ones() {
        List<SinkRecord> records = hours(0, 10, 1);
        records.add(candle(NOON, 12, 2, APPENDED));
        records.addFirst(candle(NOON, 9, 0, APPENDED));
        task.put(records);
        assertThat(count("true")).isEqualTo(ROWS);
        assertThat(count("close = 12 AND revision = 2")).isOne();
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void one_bad_row_costs_itself() {
        List<SinkRecord> records = hours(0, 10, 0);
        SinkRecord highBelowLow = Records.of(Records.CANDLE, candleStruct(NOON, 10, 0).put("high", 1.0)
                .put("timestamp", Date.from(NOON.minus(1, HOURS))), APPENDED);
        records.add(700, highBelowLow);
        task.put(records);
        task.put(hours(ROWS, 10, 0));
        assertThat(count("true")).isEqualTo(2 * ROWS);
        assertThat(context.errants).containsExactly(highBelowLow);
    }

    private static List<SinkRecord> hours(int first, double price, int revision) {
        List<SinkRecord> records = new ArrayList<>();
        for (int hour = first; hour < first + ROWS; hour++) {
            records.add(candle(NOON.plus(hour, HOURS), price, revision, APPENDED));
        }
        return records;
    }

    private static int count(String condition) {
        return Integer.parseInt(
                TestDatabase.rows(database, "SELECT count(*) FROM h1_data WHERE " + condition).getFirst());
    }

    private static int versions() {
        return Integer.parseInt(TestDatabase.rows(database, "SELECT count(*) FROM h1_versions").getFirst());
    }
}
