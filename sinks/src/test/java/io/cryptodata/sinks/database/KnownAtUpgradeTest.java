package io.cryptodata.sinks.database;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The release before rows had `known_at` is upgraded in place, with its rows.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class KnownAtUpgradeTest {
    private final TestTier server;

    KnownAtUpgradeTest(TestTier server) {
        this.server = server;
    }

    @Test
    void rows_stay_and_their_time_is_null() {
        DatabaseAccess database = server.empty();
        ReleasedSchema.V11.install(database, server.tier());
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data SELECT candle_id('okx', 'ETH/USDT', t), 'ETH/USDT', 'okx', t, 2, 3, 1, 2, 5, 0
                        FROM generate_series(timestamptz '2022-12-30 05:00+00', '2023-02-10 00:00+00', '1 hour') AS t;
                        INSERT INTO indicators (last_id, timeframe, ema10, closed)
                        SELECT last_id, timeframe, 7, true FROM h1_data, (VALUES ('1h'), ('1m')) AS t (timeframe);
                        INSERT INTO cg_data (coin_id, symbol, name, "timestamp") VALUES ('bitcoin', 'btc', 'Bitcoin', now())""");
        if (server.tier() == DatabaseTier.COMMUNITY) {
            TestDatabase.execute(database, "CALL refresh_continuous_aggregate('d1_data', NULL, '2023-02-01')");
        }
        List<String> candles = TestDatabase.rows(database, "SELECT * FROM h1_data ORDER BY last_id");
        List<String> days = TestDatabase.rows(database, "SELECT * FROM d1_data ORDER BY last_id");
        assertThat(Migrations.migrate(database, Duration.ZERO).applied()).isPositive();
        assertThat(TestDatabase.rows(database, "SELECT * FROM h1_data ORDER BY last_id"))
                .isEqualTo(candles.stream().map(row -> row + "|∅").toList()).isNotEmpty();
        assertThat(TestDatabase.rows(database, "SELECT * FROM d1_data ORDER BY last_id"))
                .isEqualTo(days.stream().map(row -> row + "|∅").toList()).isNotEmpty();
        assertThat(LongerCandles.differences(database)).isEmpty();
        assertThat(TestDatabase.rows(database, "SELECT DISTINCT ema10, revision, known_at FROM indicators"))
                .containsExactly("7|0|∅");
        assertThat(TestDatabase.rows(database,
                """
                        SELECT DISTINCT extract(epoch FROM closes_at)::bigint FROM indicators WHERE timeframe = '1m' ORDER BY 1"""))
                .containsExactly(epoch("2023-01-01"), epoch("2023-02-01"), epoch("2023-03-01"));
        assertThat(TestDatabase.rows(database, "SELECT FROM candles_as_known_at(now())")).isEmpty();
        assertThat(Migrations.migrate(database, Duration.ZERO).applied()).isZero();
        TestDatabase.execute(database, "UPDATE h1_data SET known_at = \"timestamp\" + interval '61 minutes'");
        assertThat(LongerCandles.differences(database)).isEmpty();
    }

    @Test
    void aggregates_that_are_created_anew_have_their_policies() {
        assumeTrue(server.tier() == DatabaseTier.COMMUNITY, "has no policies");
        DatabaseAccess upgraded = server.empty();
        ReleasedSchema.V11.install(upgraded, server.tier());
        List<String> before = TestDatabase.rows(upgraded, policies());
        Migrations.migrate(upgraded, Duration.ZERO);
        assertThat(TestDatabase.rows(upgraded, policies())).hasSize(Timeframe.LONGER.size()).isEqualTo(before);
    }

    /// The views of their hypertables have other numbers.
    private static String policies() {
        return """
                SELECT c.view_name, j.schedule_interval, j.initial_start::time, j.config - 'mat_hypertable_id', c.materialized_only
                FROM timescaledb_information.jobs AS j
                JOIN timescaledb_information.continuous_aggregates AS c
                    ON j.hypertable_name IN (c.view_name, c.materialization_hypertable_name)
                WHERE j.proc_name = 'policy_refresh_continuous_aggregate' ORDER BY c.view_name""";
    }

    @Test
    void the_end_of_a_bucket_is_that_of_the_domain() {
        DatabaseAccess database = server.migrated();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        assertThat(TestDatabase.rows(database,
                """
                        SELECT count(*) FROM generate_series(0, 1000000, 997) AS hour, (VALUES ('8h', '8 hours'), ('5d', '120 hours'),
                        ('2w', '336 hours')) AS t (code, width) WHERE candle_closes_at(hour::bigint << 43, code)
                            <> candle_bucket_end(width::interval, candle_bucket(width::interval, to_timestamp(hour::bigint * 3600)))"""))
                .containsExactly("0");
        for (int round = 0; round < 20; round++) {
            long hour = random.nextLong(Timeframe.epochHourOf(Instant.parse("2089-01-01T00:00:00Z")));
            long lastId = LastId.of(new Market("okx", "ETH/USDT"), Instant.ofEpochSecond(hour * 3600));
            for (Timeframe timeframe : Timeframe.values()) {
                long end = timeframe.next(Timeframe.epochHourOf(timeframe.floor(Instant.ofEpochSecond(hour * 3600))));
                assertThat(TestDatabase.rows(database, "SELECT extract(epoch FROM candle_closes_at(%d, '%s'))::bigint"
                        .formatted(lastId, timeframe.code()))).as("%s of hour %d, seed %d", timeframe, hour, seed)
                        .containsExactly(Long.toString(end * 3600));
            }
        }
    }

    @Test
    void versions_and_functions_have_the_columns_of_their_table() {
        DatabaseAccess database = server.migrated();
        for (String names : List.of("h1_data h1_versions candles_as_known_at('2024-01-01')",
                "indicators indicator_versions indicators_as_known_at('2024-01-01')")) {
            List<List<String>> columns = Stream.of(names.split(" ")).map(relation -> TestDatabase.rows(database,
                    "SELECT string_agg(key, ' ' ORDER BY key) FROM json_object_keys((SELECT to_json(r) FROM (SELECT 1) AS one LEFT JOIN %s AS r ON true)) AS key"
                            .formatted(relation)))
                    .toList();
            assertThat(columns).as(names).containsOnly(columns.getFirst());
        }
    }

    private static String epoch(String day) {
        return Long.toString(Instant.parse(day + "T00:00:00Z").getEpochSecond());
    }
}
