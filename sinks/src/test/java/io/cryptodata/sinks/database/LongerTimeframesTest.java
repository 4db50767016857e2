package io.cryptodata.sinks.database;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.sinks.database.TierDetection.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The views against a naive reference, with holes in the hours, over week, three-day and month boundaries.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class LongerTimeframesTest {
    private static DatabaseAccess database = TestDatabase.server();

    private final TestTier tier;

    LongerTimeframesTest(TestTier tier) {
        this.tier = tier;
    }

    @BeforeParameterizedClassInvocation
    static void candles_of_three_markets_with_holes(TestTier tier) {
        database = tier.migrated();
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data
                        SELECT candle_id(exchange, asset, hour), asset, exchange, hour, p, p * 1.03, p * 0.97, p * 1.01, v, 0,
                               CASE WHEN hashtext(hour::text) % 100 <> 0 THEN hour + v * interval '5 minutes' END
                        FROM (VALUES ('BTC/USDT', 'binance'), ('ETH/USDT', 'bybit'), ('ETH/USDT', 'binance')) m (asset, exchange),
                        LATERAL (SELECT hour, 100 + (hashtext(asset || exchange || hour) % 50)::numeric AS p,
                                        abs(hashtext(hour::text || exchange) % 1000)::numeric AS v
                                 FROM generate_series(timestamptz '2023-12-20 00:00+00', '2024-03-20 05:00+00', '1 hour') hour) x
                        WHERE hashtext(asset || hour::text || exchange) % 7 <> 0
                          AND NOT (exchange = 'binance' AND hour >= '2024-01-20 00:00+00' AND hour < '2024-02-02 00:00+00')""");
    }

    static Stream<Timeframe> longer() {
        return Timeframe.LONGER.stream();
    }

    @ParameterizedTest
    @MethodSource("longer")
    void a_view_is_the_naive_aggregate_of_the_hours(Timeframe timeframe) {
        String view = LongerCandles.viewOf(timeframe);
        String bucket = timeframe.code().endsWith("m")
                ? "date_trunc('month', \"timestamp\", 'UTC')"
                : "date_bin('%s', \"timestamp\", '2000-01-03 00:00+00'::timestamptz)"
                        .formatted(widthOf(timeframe.code()));
        String reference = """
                SELECT (array_agg(last_id ORDER BY "timestamp" DESC))[1], asset, exchange, %1$s,
                       (array_agg(open ORDER BY "timestamp"))[1], max(high), min(low),
                       (array_agg(close ORDER BY "timestamp" DESC))[1], sum(volume), count(*),
                       candle_bucket_end('%2$s', %1$s), CASE WHEN count(known_at) = count(*) THEN max(known_at) END
                FROM h1_data GROUP BY asset, exchange, %1$s""".formatted(bucket, widthOf(timeframe.code()));
        assertThat(TestDatabase.rows(database, "SELECT * FROM " + view)).isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(TestDatabase.rows(database, reference));
    }

    @Test
    void buckets_are_those_of_the_domain_whatever_the_time_zone_of_the_session() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        TestDatabase.execute(database,
                """
                        CREATE FUNCTION buckets_of(hour bigint) RETURNS SETOF text LANGUAGE sql SET timezone TO 'Europe/Berlin' AS $$
                            SELECT timeframe || ' ' || extract(epoch FROM bucket)::bigint || ' '
                                || extract(epoch FROM candle_bucket_end(width, bucket))::bigint
                            FROM candle_timeframes, candle_bucket(width, to_timestamp(hour * 3600)) AS bucket ORDER BY width
                        $$""");
        for (int i = 0; i < 20; i++) {
            long hour = random.nextLong(Timeframe.epochHourOf(Instant.parse("2089-01-01T00:00:00Z")));
            String expected = Timeframe.LONGER.stream().map(timeframe -> {
                Instant start = timeframe.floor(Instant.ofEpochSecond(hour * 3600));
                return timeframe.code() + " " + start.getEpochSecond() + " "
                        + timeframe.next(Timeframe.epochHourOf(start)) * 3600;
            }).collect(joining("\n"));
            List<String> actual = TestDatabase.rows(database, "SELECT buckets_of(%d)".formatted(hour));
            assertThat(String.join("\n", actual)).as("hour %d, seed %d", hour, seed).isEqualTo(expected);
        }
    }

    @Test
    void a_candle_older_than_all_others_of_its_market_appears_in_the_views() {
        DatabaseAccess database = tier.migrated();
        for (String hour : List.of("2024-05-10 10:00+00", "2019-02-03 04:00+00", "2024-05-10 09:00+00")) {
            TestDatabase.execute(database, """
                    INSERT INTO h1_data VALUES (candle_id('bybit', 'ETH/USDT', '%1$s'), 'ETH/USDT', 'bybit', '%1$s',
                    2, 3, 1, 2, 5, 0)""".formatted(hour));
        }
        assertThat(TestDatabase.rows(database, """
                SELECT extract(epoch FROM "timestamp")::bigint, volume FROM h4_data
                WHERE asset = 'ETH/USDT' AND exchange = 'bybit' ORDER BY timestamp DESC LIMIT 48"""))
                .containsExactly(Instant.parse("2024-05-10T08:00:00Z").getEpochSecond() + "|10",
                        Instant.parse("2019-02-03T04:00:00Z").getEpochSecond() + "|5");
    }

    @Test
    void the_released_views_keep_their_names() {
        assertThat(TestDatabase.rows(database,
                "SELECT viewname FROM pg_views WHERE schemaname = 'public' AND viewname ~ '^[hdwm][0-9]+_data$'"))
                .contains("h2_data", "h4_data", "h12_data", "d1_data", "d3_data", "w1_data", "m1_data")
                .hasSize(Timeframe.LONGER.size());
    }

    @Test
    void a_new_timeframe_upgrades_an_existing_database_in_place() {
        DatabaseAccess database = tier.empty();
        Migrations.migrate(database, Duration.ZERO, List.of("2h", "1m"), Purpose.MIGRATE);
        TestDatabase.execute(database, """
                INSERT INTO h1_data VALUES (candle_id('bybit', 'ETH/USDT', '2024-05-10 13:00+00'), 'ETH/USDT', 'bybit',
                '2024-05-10 13:00+00', 2, 3, 1, 2, 5, 0);
                INSERT INTO indicators (last_id, timeframe, closed) SELECT last_id, '2h', false FROM h1_data""");
        Migrations.Migrated upgraded = Migrations.migrate(database, Duration.ZERO, List.of("2h", "8h", "5d", "1m"),
                Purpose.MIGRATE);
        assertThat(upgraded.applied()).isEqualTo(2);
        assertThat(TestDatabase.rows(database, """
                SELECT h8_data."timestamp" AT TIME ZONE 'UTC', d5_data.volume FROM h8_data
                JOIN d5_data USING (last_id)""")).containsExactly("2024-05-10 08:00:00|5");
        TestDatabase.execute(database,
                "INSERT INTO indicators (last_id, timeframe, closed) SELECT last_id, '8h', false FROM h1_data");
        assertThat(TestDatabase.rows(database, "SELECT timeframe FROM indicators")).containsExactlyInAnyOrder("2h",
                "8h");
        assertThatThrownBy(() -> TestDatabase.execute(database,
                "INSERT INTO indicators (last_id, timeframe, closed) SELECT last_id, '7h', false FROM h1_data"))
                .hasStackTraceContaining("indicators_timeframe");
    }

    private static String widthOf(String timeframe) {
        return timeframe.replace("h", " hours").replace("1d", "24 hours").replace("3d", "72 hours")
                .replace("1w", "168 hours").replace("1m", "1 month");
    }
}
