package io.cryptodata.sinks.projection;

import io.cryptodata.service.retry.Await;
import io.cryptodata.sinks.cleanup.IndicatorCleanup;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.LongerCandles;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import io.cryptodata.sinks.deployment.SinkTable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Rebuilds and comparisons beside readers, writers, a cleanup and a topic that grows or loses records, on every tier.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class RebuildWhileRunningTest {
    private static final SinkTable CANDLES = table("h1_data");
    private static final SinkTable INDICATORS = table("indicators");
    private static final int HOURS = 24 * 5;
    private static final String COUNT = "SELECT count(*) FROM h1_data";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static DatabaseAccess database = TestDatabase.server();

    private final long seed = new Random().nextLong();
    private final RandomRecords records = new RandomRecords(new Random(seed));

    RebuildWhileRunningTest(TestTier tier) {
        System.out.println(tier + ", seed " + seed);
    }

    private static SinkTable table(String name) {
        return SinkTable.ALL.stream().filter(each -> each.table().equals(name)).findFirst().orElseThrow();
    }

    @BeforeParameterizedClassInvocation
    static void tables(TestTier tier) {
        database = tier.migrated();
    }

    @BeforeEach
    void empty_tables() {
        SinkTable.ALL.forEach(table -> {
            TestDatabase.execute(database, "TRUNCATE " + table.table());
            table.versions().ifPresent(versions -> TestDatabase.execute(database, "TRUNCATE " + versions));
        });
    }

    /// Runs at one step of a rebuild.
    private static StagingProgress at(String step, Runnable work) {
        return new StagingProgress() {
            @Override
            public void read(String table, long read, double done) {
                // not followed
            }

            @Override
            public void started(String table, String started) {
                if (started.startsWith(step)) {
                    work.run();
                }
            }
        };
    }

    @Test
    void readers_have_the_former_rows_and_writers_wait_until_the_new_ones_are_complete() throws SQLException {
        try (Rig rig = Rig.written(database, CANDLES, records, HOURS)) {
            String before = TestDatabase.rows(database, COUNT).getFirst();
            TestDatabase.execute(database, "DELETE FROM h1_data WHERE exchange = 'okx'");
            String damaged = TestDatabase.rows(database, COUNT).getFirst();
            List<String> read = new ArrayList<>();
            List<String> states = new ArrayList<>();
            rig.rebuild(TableRebuild.Absent.KEEP, at("changing", () -> {
                read.addAll(TestDatabase.rows(database, COUNT));
                states.add(stateOf("DELETE FROM h1_data WHERE exchange = 'bybit'"));
            }));
            assertThat(read).containsExactly(damaged).isNotEqualTo(List.of(before));
            assertThat(states).containsExactly(LOCK_NOT_AVAILABLE);
            assertThat(TestDatabase.rows(database, COUNT)).containsExactly(before);
        }
    }

    private static String stateOf(String statement) {
        try (Connection connection = database.connect(); Statement run = connection.createStatement()) {
            run.execute("SET lock_timeout = '50ms'");
            run.execute(statement);
            return "no failure";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    @Test
    void records_that_arrive_during_a_rebuild_are_part_of_it() throws SQLException {
        try (Rig rig = Rig.written(database, CANDLES, records, HOURS)) {
            TestDatabase.execute(database, "DELETE FROM h1_data");
            rig.rebuild(TableRebuild.Absent.KEEP, at("waiting", () -> {
                append(rig, HOURS, 1);
                append(rig, 3, 1); // revised and repeated hours
            }));
            assertThat(rig.verify(_ -> rig.topic().ends(), Duration.ZERO).first().stream().limit(2)).isEmpty();
        }
    }

    private void append(Rig rig, int from, int hours) {
        for (int hour = from; hour < from + hours; hour++) {
            Duration after = Duration.ofHours(hour);
            RandomRecords.MARKETS.forEach(
                    market -> records.append(rig.topic(), rig.table(), market, RandomRecords.START.plus(after)));
        }
    }

    @Test
    void a_sink_that_writes_during_rebuilds_and_comparisons_loses_nothing() throws Exception {
        try (Rig rig = Rig.written(database, CANDLES, records, HOURS);
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            int written = rig.topic().records().size();
            append(rig, HOURS, HOURS);
            List<ConsumerRecord<byte[], byte[]>> live = rig.topic().records().stream()
                    .filter(each -> each.offset() >= rig.sink().position().getOrDefault(each.partition(), 0L)).toList();
            assertThat(live).hasSizeGreaterThan(written / 2);
            Future<?> writing = writer.submit(() -> {
                for (ConsumerRecord<byte[], byte[]> each : live) {
                    rig.sink().write(List.of(each));
                }
            });
            while (!writing.isDone()) {
                rig.damage(seed, 3);
                rig.rebuild(TableRebuild.Absent.KEEP);
                assertThat(rig.verify(_ -> rig.sink().position(), Duration.ofMinutes(1)).first().stream().limit(2))
                        .isEmpty();
            }
            writing.get(1, TimeUnit.SECONDS);
            assertThat(rig.verify().first().stream().limit(2)).isEmpty();
            assertThat(rig.verify().undecided()).isZero();
            assertThat(LongerCandles.differences(database)).isEmpty();
        }
    }

    @Test
    void a_row_that_the_sink_has_not_written_yet_is_undecided_and_then_equal() throws SQLException {
        try (Rig rig = Rig.written(database, CANDLES, records, HOURS)) {
            Map<Integer, Long> before = rig.sink().position();
            append(rig, HOURS, 2);
            VerifiedTable late = rig.verify();
            assertThat(late.undecided()).isPositive();
            assertThat(late.differences()).isZero();
            List<ConsumerRecord<byte[], byte[]>> left = rig.topic().records().stream()
                    .filter(each -> each.offset() >= before.getOrDefault(each.partition(), 0L)).toList();
            int[] asked = {0};
            VerifiedTable waited = rig.verify(_ -> {
                if (++asked[0] == 3) {
                    rig.sink().write(left);
                }
                return rig.sink().position();
            }, Duration.ofMinutes(1));
            assertThat(waited.undecided()).isZero();
            assertThat(waited.first().stream().limit(2)).isEmpty();
        }
    }

    @Test
    void rows_that_the_cleanup_removed_are_no_difference_and_do_not_come_back() throws SQLException {
        try (Rig rig = Rig.written(database, INDICATORS, records, HOURS)) {
            new IndicatorCleanup(database, 100, InstantSource.system()).run(IndicatorCleanup.Mode.DELETE, () -> false);
            String left = TestDatabase.rows(database, "SELECT count(*) FROM indicators").getFirst();
            assertThat(rig.verify().first().stream().limit(2)).isEmpty();
            assertThat(rig.rebuild(TableRebuild.Absent.KEEP).inserted()).isZero();
            TestDatabase.execute(database, "DELETE FROM indicators");
            rig.rebuild(TableRebuild.Absent.KEEP);
            assertThat(TestDatabase.rows(database, "SELECT count(*) FROM indicators")).containsExactly(left);
        }
    }

    @Test
    void damaged_earlier_versions_are_found_and_repaired() throws SQLException {
        for (SinkTable table : List.of(CANDLES, INDICATORS)) {
            try (Rig rig = Rig.written(database, table, records, HOURS)) {
                String versions = table.versions().orElseThrow();
                List<String> before = TestDatabase.rows(database, "SELECT * FROM " + versions + " ORDER BY 1, 2, 3");
                // the cleanup may remove other rows of indicators
                String hourly = table.equals(INDICATORS) ? "timeframe = '1h'" : "true";
                TestDatabase.execute(database, """
                        DELETE FROM %1$s WHERE last_id = (SELECT max(last_id) FROM %1$s WHERE %3$s) AND %3$s;
                        UPDATE %1$s SET revision = revision + 7
                        WHERE last_id = (SELECT min(last_id) FROM %1$s WHERE %3$s) AND %3$s;
                        UPDATE %2$s SET known_at = known_at - interval '1 second'
                        WHERE last_id = (SELECT min(last_id) FROM %2$s) AND %3$s"""
                        .formatted(versions, table.table(), hourly));
                VerifiedTable verified = rig.verify();
                assertThat(verified.missing()).isGreaterThanOrEqualTo(2);
                assertThat(verified.extra()).isPositive();
                assertThat(verified.first()).filteredOn(row -> row.kind().equals("different")).isNotEmpty().allSatisfy(
                        row -> assertThat(row.columns()).extracting(VerifiedTable.Column::column)
                                .containsExactly("known_at"));
                rig.rebuild(TableRebuild.Absent.KEEP);
                assertThat(rig.verify().first().stream().limit(2)).isEmpty();
                assertThat(TestDatabase.rows(database, "SELECT * FROM " + versions + " ORDER BY 1, 2, 3"))
                        .containsExactlyInAnyOrderElementsOf(before);
            }
        }
    }

    @Test
    void a_killed_rebuild_changes_nothing_and_leaves_nothing_behind() throws SQLException {
        try (Rig rig = Rig.written(database, CANDLES, records, HOURS)) {
            TestDatabase.execute(database, "DELETE FROM h1_data WHERE exchange = 'okx'");
            List<String> before = TestDatabase.rows(database, COUNT);
            assertThatThrownBy(() -> rig.rebuild(TableRebuild.Absent.KEEP, at("changing", () -> TestDatabase.execute(
                    database, """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE application_name = 'cda rebuild h1_data' AND datname = current_database()"""))))
                    .isInstanceOf(SQLException.class);
            assertThat(TestDatabase.rows(database, COUNT)).isEqualTo(before);
            String staged = "SELECT FROM pg_class WHERE relname IN ('staged', 'newest') AND relpersistence = 't'";
            assertThat(Await.until(() -> TestDatabase.rows(database, staged).isEmpty(), Duration.ofMinutes(1)))
                    .isTrue();
            rig.rebuild(TableRebuild.Absent.KEEP);
            assertThat(rig.verify().first().stream().limit(2)).isEmpty();
        }
    }

    @Test
    void rows_that_the_retention_removed_are_no_difference_and_do_not_come_back() throws SQLException {
        for (SinkTable table : List.of(CANDLES, INDICATORS)) {
            try (Rig rig = Rig.written(database, table, records, HOURS)) {
                TestDatabase.execute(database,
                        """
                                INSERT INTO dropped_rows (table_name, dropped_before) VALUES ('%1$s', '2025-12-22 00:00+00');
                                DELETE FROM %1$s WHERE last_id >> 43 < extract(epoch FROM timestamptz '2025-12-22 00:00+00') / 3600"""
                                .formatted(table.table()));
                assertThat(rig.verify().first().stream().limit(2)).isEmpty();
                assertThat(rig.rebuild(TableRebuild.Absent.KEEP).inserted()).isZero();
                TestDatabase.execute(database, "DELETE FROM dropped_rows");
                assertThat(rig.verify().missing()).isPositive();
            }
        }
    }

    @Test
    void rows_stay_where_the_topic_has_lost_records() throws SQLException {
        try (Rig rig = Rig.written(database, CANDLES, records, HOURS)) {
            String all = TestDatabase.rows(database, COUNT).getFirst();
            rig.topic().expireBefore(rig.topic().records().get(40));
            RebuiltTable kept = rig.rebuild(TableRebuild.Absent.KEEP);
            assertThat(kept.deleted()).isZero();
            assertThat(kept.kept()).isPositive().isEqualTo(rig.verify().extra());
            assertThat(TestDatabase.rows(database, COUNT)).containsExactly(all);
            assertThat(rig.rebuild(TableRebuild.Absent.DELETE).deleted()).isEqualTo(kept.kept());
            assertThat(rig.verify().first().stream().limit(2)).isEmpty();
        }
    }

    @Test
    void rows_of_a_compacted_topic_are_deleted_on_demand_only() throws SQLException {
        try (Rig rig = Rig.written(database, table("completeness"), records, HOURS)) {
            rig.damage(seed, 1);
            assertThat(rig.rebuild(TableRebuild.Absent.KEEP).kept()).isEqualTo(1);
            assertThat(rig.verify().extra()).isEqualTo(1);
            assertThat(rig.rebuild(TableRebuild.Absent.DELETE).deleted()).isEqualTo(1);
            assertThat(rig.verify().first().stream().limit(2)).isEmpty();
        }
    }

    @Test
    void runs_that_are_older_than_the_topic_stay_and_are_no_difference() throws SQLException {
        try (Rig rig = Rig.written(database, table("logs"), records, HOURS)) {
            TestDatabase.execute(database,
                    "INSERT INTO logs (process, started_at) VALUES ('old', '2025-01-01'), ('invented', now())");
            VerifiedTable verified = rig.verify();
            assertThat(verified.expired()).isEqualTo(1);
            assertThat(verified.extra()).isEqualTo(1);
            RebuiltTable rebuilt = rig.rebuild(TableRebuild.Absent.KEEP);
            assertThat(rebuilt.deleted()).isEqualTo(1);
            assertThat(rebuilt.kept()).isEqualTo(1);
            assertThat(rig.rebuild(TableRebuild.Absent.DELETE).deleted()).isEqualTo(1);
        }
    }
}
