package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.cryptodata.sinks.cleanup.IndicatorCleanup.Mode;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class IndicatorCleanupTest {
    private static DatabaseAccess database = TestDatabase.server();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-05-05T03:00:00Z"));
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");
    private static final long NOON = Timeframe.epochHourOf(Instant.parse("2024-05-01T12:00:00Z"));

    IndicatorCleanupTest(TestTier tier) {}

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    @BeforeEach
    void empty_tables() {
        TestDatabase.execute(database, "TRUNCATE indicators, h1_data, indicator_versions");
    }

    @Test
    void the_remaining_rows_are_those_of_the_reference_for_any_size_of_transaction() {
        long seed = System.nanoTime();
        System.out.println("cleanup: seed " + seed);
        Random random = new Random(seed);
        List<IndicatorTable.Key> rows = ReplacedRowsTest.randomRows(random);
        for (int rowsAtOnce : new int[]{1 + random.nextInt(50), CleanupConfig.ROWS_AT_ONCE}) {
            empty_tables();
            IndicatorRows.insert(database, rows);
            TaskReport report = cleanup(rowsAtOnce);
            Set<IndicatorTable.Key> remaining = IndicatorRows.remaining(rows);
            assertThat(IndicatorRows.in(database)).as("seed " + seed).isEqualTo(remaining);
            assertThat(count(report, "deleted")).isEqualTo(rows.size() - remaining.size());
            assertThat(Timeframe.LONGER.stream().mapToLong(each -> count(report, "deleted_" + each.code())).sum())
                    .isEqualTo(count(report, "deleted"));
        }
    }

    @Test
    void one_row_remains_for_every_candle_of_the_longer_views_and_joins_it() {
        TestDatabase.execute(database, """
                INSERT INTO h1_data SELECT candle_id('binance', 'BTC/USDT', opened), 'BTC/USDT', 'binance', opened,
                    2, 3, 1, 2, 5, 0
                FROM generate_series('2023-12-20 07:00+00'::timestamptz, '2024-03-05 18:00+00', '1 hour') AS opened
                WHERE extract(hour FROM opened AT TIME ZONE 'UTC') NOT IN (3, 23);
                INSERT INTO indicators (last_id, timeframe, closed)
                SELECT last_id, unnest(array['1h', '2h', '4h', '12h', '1d', '3d', '1w', '1m']), false FROM h1_data""");
        cleanup(500);
        for (String timeframe : List.of("1h", "2h", "4h", "12h", "1d", "3d", "1w", "1m")) {
            String view = timeframe.replaceAll("(\\d+)(.)", "$2$1_data");
            assertThat(TestDatabase.rows(database, """
                    SELECT count(*) FROM (SELECT last_id FROM %s WHERE asset = 'BTC/USDT' AND exchange = 'binance') AS c
                    FULL JOIN (SELECT last_id FROM indicators WHERE timeframe = '%s') AS i USING (last_id)
                    WHERE c.last_id IS NULL OR i.last_id IS NULL""".formatted(view, timeframe)))
                    .as(timeframe).containsExactly("0");
        }
    }

    @Test
    void the_newest_row_of_a_bucket_in_progress_and_all_hourly_rows_remain() {
        IndicatorRows.insert(database, bitcoin(NOON, NOON + 1, NOON + 2));
        TaskReport report = cleanup(CleanupConfig.ROWS_AT_ONCE);
        assertThat(report.outcome()).isEqualTo(Outcome.OK);
        assertThat(TestDatabase.rows(database, "SELECT timeframe, count(*), max(last_id) >> 43 FROM indicators "
                + "GROUP BY timeframe HAVING timeframe IN ('1h', '2h', '1d', '1m') ORDER BY timeframe"))
                .containsExactly("1d|1|" + (NOON + 2), "1h|3|" + (NOON + 2), "1m|1|" + (NOON + 2),
                        "2h|2|" + (NOON + 2));
    }

    @Test
    void a_second_cleanup_finds_nothing_and_a_replayed_row_is_deleted_by_the_next_one() {
        IndicatorRows.insert(database, bitcoin(NOON, NOON + 1, NOON + 2));
        cleanup(CleanupConfig.ROWS_AT_ONCE);
        assertThat(count(cleanup(CleanupConfig.ROWS_AT_ONCE), "deleted")).isZero();
        Set<IndicatorTable.Key> clean = IndicatorRows.in(database);
        IndicatorRows.insert(database, List.of(new IndicatorTable.Key(LastId.of(LastId.hashOf(BITCOIN), NOON),
                Timeframe.D1)));
        assertThat(count(cleanup(CleanupConfig.ROWS_AT_ONCE), "deleted_1d")).isEqualTo(1);
        assertThat(IndicatorRows.in(database)).isEqualTo(clean);
    }

    @Test
    void earlier_versions_of_a_deleted_row_are_deleted_with_it() {
        IndicatorRows.insert(database, bitcoin(NOON, NOON + 1));
        TestDatabase.execute(database, """
                UPDATE indicators SET revision = 1, known_at = '2024-05-02';
                INSERT INTO indicator_versions (last_id, timeframe, closed, known_at)
                SELECT last_id, timeframe, closed, '2024-05-01' FROM indicators""");
        cleanup(CleanupConfig.ROWS_AT_ONCE);
        String keys = "SELECT last_id, timeframe FROM %s ORDER BY 1, 2";
        assertThat(TestDatabase.rows(database, keys.formatted("indicator_versions")))
                .isEqualTo(TestDatabase.rows(database, keys.formatted("indicators"))).isNotEmpty()
                .isEqualTo(TestDatabase.rows(database, keys.formatted("indicators_as_known_at('2024-05-01')")));
    }

    @Test
    void no_transaction_deletes_more_than_its_limit() {
        TestDatabase.execute(database, """
                CREATE TABLE deletions (transaction bigint, gone bigint);
                CREATE FUNCTION note_deletions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO deletions SELECT txid_current(), count(*) FROM old_rows; RETURN NULL; END $$;
                CREATE TRIGGER noted AFTER DELETE ON indicators REFERENCING OLD TABLE AS old_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION note_deletions()""");
        IndicatorRows.insert(database, bitcoin(LongStream.range(NOON, NOON + 200).toArray()));
        TaskReport report = cleanup(50);
        List<String> sizes = TestDatabase.rows(database, "SELECT sum(gone) FROM deletions GROUP BY transaction");
        assertThat(sizes).hasSizeGreaterThan(10).allMatch(size -> Integer.parseInt(size) <= 50);
        assertThat(count(report, "ranges")).isEqualTo(200 * Timeframe.LONGER.size() / 50);
        TestDatabase.execute(database, "DROP FUNCTION note_deletions CASCADE; DROP TABLE deletions");
    }

    @Test
    void counting_changes_nothing_and_reports_the_same_numbers() {
        IndicatorRows.insert(database, bitcoin(LongStream.range(NOON, NOON + 100).toArray()));
        TaskReport counted = ran(
                new IndicatorCleanup(database, 64, CLOCK).run(Mode.COUNT, () -> false));
        assertThat(IndicatorRows.in(database)).hasSize(100 * Timeframe.values().length);
        assertThat(counted.counts()).isEqualTo(cleanup(64).counts());
    }

    @Test
    void locked_rows_are_left_for_the_next_cleanup() throws SQLException {
        IndicatorRows.insert(database, bitcoin(NOON, NOON + 1, NOON + 2));
        try (Connection other = database.connect(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM indicators WHERE timeframe = '1d' FOR UPDATE");
            TaskReport report = cleanup(CleanupConfig.ROWS_AT_ONCE);
            assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(report.detail()).contains("locked");
            assertThat(count(report, "left")).isPositive();
            other.rollback();
        }
        assertThat(cleanup(CleanupConfig.ROWS_AT_ONCE).outcome()).isEqualTo(Outcome.OK);
        assertThat(IndicatorRows.in(database)).hasSize(3 + 2 + Timeframe.LONGER.size() - 1);
    }

    @Test
    void a_concurrent_cleanup_does_nothing() throws SQLException {
        try (Connection other = database.connect(); Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(713904226816)");
            assertThat(new IndicatorCleanup(database, 64, CLOCK).run(Mode.DELETE, () -> false))
                    .isEmpty();
            statement.execute("SELECT pg_advisory_unlock(713904226816)");
        }
    }

    @Test
    void a_stopped_cleanup_is_partial() {
        IndicatorRows.insert(database, bitcoin(LongStream.range(NOON, NOON + 100).toArray()));
        int[] checks = {0};
        TaskReport report = ran(new IndicatorCleanup(database, 64, CLOCK).run(Mode.DELETE, () -> ++checks[0] > 2));
        assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(report.detail()).contains("stopped");
        assertThat(count(report, "ranges")).isEqualTo(2);
    }

    @Test
    void an_unavailable_database_is_a_failed_run_with_the_reason() {
        DatabaseAccess unavailable = new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/x", "me", "secret!");
        TaskReport report = ran(new IndicatorCleanup(unavailable, 64, CLOCK).run(Mode.DELETE, () -> false));
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.detail()).contains("127.0.0.1:1").doesNotContain("secret!");
    }

    @Test
    void a_million_rows_are_cleaned_up() {
        TestDatabase.execute(database, """
                INSERT INTO indicators (last_id, timeframe, ema10, ema36, ema200, sma200, rsi14, closed)
                SELECT (hour::bigint << 43) | (market * 7919), timeframe, 1.5, 2.5, 3.5, 4.5, 50, false
                FROM generate_series(470000, 471249) AS hour, generate_series(1, 100) AS market,
                     unnest(array['1h', '2h', '4h', '12h', '1d', '3d', '1w', '1m']) AS timeframe""");
        TaskReport report = ran(new IndicatorCleanup(database, CleanupConfig.ROWS_AT_ONCE, InstantSource.system())
                .run(Mode.DELETE, () -> false));
        TaskReport again = ran(new IndicatorCleanup(database, CleanupConfig.ROWS_AT_ONCE, InstantSource.system())
                .run(Mode.DELETE, () -> false));
        System.out.printf("cleanup: 1,000,000 rows, %,d deleted in %,d ms; again in %,d ms%n", count(report, "deleted"),
                millis(report), millis(again));
        assertThat(count(report, "rows")).isEqualTo(875_000);
        assertThat(count(again, "deleted")).isZero();
    }

    private static long millis(TaskReport report) {
        return report.finishedAt().toEpochMilli() - report.startedAt().toEpochMilli();
    }

    private static List<IndicatorTable.Key> bitcoin(long... hours) {
        return IndicatorRows.of(LastId.hashOf(BITCOIN), LongStream.of(hours).boxed().toList());
    }

    private static TaskReport cleanup(int rowsAtOnce) {
        return ran(new IndicatorCleanup(database, rowsAtOnce, CLOCK).run(Mode.DELETE, () -> false));
    }

    private static TaskReport ran(Optional<TaskReport> result) {
        return result.orElseThrow(() -> new AssertionError("another cleanup is running"));
    }

    private static long count(TaskReport report, String name) {
        return report.counts().getOrDefault(name, 0L);
    }
}
