package io.cryptodata.sinks.refresh;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.DatabaseTier;
import io.cryptodata.sinks.database.LongerCandles;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Late hours reach stored candles, and the candle in progress stays in progress.
class AggregateRefreshTest {
    private static DatabaseAccess database = TestDatabase.server();

    @BeforeAll
    static void the_community_edition() {
        Optional<TestTier> community = TestTier.present().stream()
                .filter(each -> each.tier() == DatabaseTier.COMMUNITY).findFirst();
        assumeTrue(community.isPresent(), "CDA_TEST_DATABASE_URL names no server with TimescaleDB Community");
        database = community.orElseThrow().migrated();
    }

    @BeforeEach
    void seventy_days_that_the_policies_have_stored() {
        TestDatabase.execute(database, "TRUNCATE h1_data, candle_refreshes");
        insert("'BTC/USDT', 'ETH/USDT'", "now() - interval '70 days'", "now() - interval '1 hour'");
        for (Timeframe timeframe : Timeframe.LONGER) {
            String end = TestDatabase.rows(database,
                    """
                            SELECT candle_bucket(width, now() - interval '1 hour') FROM candle_timeframes WHERE timeframe = '%s'"""
                            .formatted(timeframe.code()))
                    .getFirst();
            TestDatabase.execute(database,
                    "CALL refresh_continuous_aggregate('%s', NULL, '%s'::timestamptz)"
                            .formatted(LongerCandles.viewOf(timeframe), end));
        }
        TestDatabase.execute(database, "TRUNCATE candle_refreshes");
        assertThat(LongerCandles.differences(database)).isEmpty();
    }

    @Test
    void a_revised_hour_is_in_every_candle_after_a_refresh() throws SQLException {
        TestDatabase.execute(database, """
                UPDATE h1_data SET high = 900, volume = 77 WHERE asset = 'BTC/USDT'
                    AND "timestamp" = date_trunc('hour', now()) - interval '40 days'""");
        assertThat(LongerCandles.differences(database)).anyMatch(row -> row.startsWith("h2_data"));
        assertThat(new AggregateRefresh(database).run()).isEqualTo(1);
        assertThat(LongerCandles.differences(database)).isEmpty();
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_backfilled_market_and_deleted_hours_are_in_every_candle_after_a_refresh() throws SQLException {
        insert("'SOL/USDT'", "now() - interval '69 days'", "now() - interval '20 days'");
        TestDatabase.execute(database, """
                DELETE FROM h1_data WHERE asset = 'ETH/USDT' AND "timestamp" < now() - interval '50 days'""");
        assertThat(LongerCandles.differences(database)).isNotEmpty();
        assertThat(new AggregateRefresh(database).run()).isEqualTo(2);
        assertThat(LongerCandles.differences(database)).isEmpty();
    }

    @Test
    void a_change_that_the_server_did_not_record_is_noticed_and_forced() throws SQLException {
        TestDatabase.execute(database, """
                SET timescaledb.skip_cagg_invalidation = on;
                UPDATE h1_data SET low = 1 WHERE asset = 'BTC/USDT'
                    AND "timestamp" = date_trunc('hour', now()) - interval '40 days'""");
        assertThat(new AggregateRefresh(database).run()).isEqualTo(1);
        assertThat(LongerCandles.differences(database)).isEmpty();
    }

    @Test
    void the_bucket_in_progress_shows_its_next_hour_at_once() throws SQLException {
        insert("'SOL/USDT'", "now() - interval '3 days'", "now() - interval '1 hour'");
        new AggregateRefresh(database).run();
        insert("'SOL/USDT'", "now()", "now()");
        assertThat(LongerCandles.differences(database)).isEmpty();
        assertThat(requests()).isEmpty();
    }

    @Test
    void requests_are_awaited_until_they_pause() throws SQLException {
        TestDatabase.execute(database,
                "UPDATE h1_data SET close = close WHERE \"timestamp\" < now() - interval '60 days'");
        assertThat(requests()).hasSize(1);
        assertThat(new AggregateRefresh(database).runIfDue()).isZero();
        TestDatabase.execute(database, "UPDATE candle_refreshes SET requested_at = now() - interval '31 seconds'");
        assertThat(new AggregateRefresh(database).runIfDue()).isEqualTo(1);
    }

    private static List<String> requests() {
        return TestDatabase.rows(database, "SELECT id FROM candle_refreshes");
    }

    private static void insert(String assets, String from, String to) {
        TestDatabase.execute(database,
                """
                        INSERT INTO h1_data
                        SELECT candle_id('binance', asset, hour), asset, 'binance', hour, 100, 130, 90, 100 + extract(hour FROM hour), 5, 0
                        FROM unnest(ARRAY[%s]) AS asset,
                             generate_series(date_trunc('hour', %s), date_trunc('hour', %s), interval '1 hour') AS hour"""
                        .formatted(assets, from, to));
    }
}
