package io.cryptodata.sinks.connect;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Ledgers are written to `completeness` with the deployed settings; `candle_gaps` has every absent hour and its cause.
class CompletenessTableTest {
    private static final DatabaseAccess DATABASE = TestDatabase.migrated();
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final Market ETH = new Market("binance", "ETH/USDT");
    private static final Instant MIDNIGHT = Instant.parse("2024-05-01T00:00:00Z");
    private static final long HOUR_0 = Timeframe.epochHourOf(MIDNIGHT);

    private final FakeTaskContext context = new FakeTaskContext();
    private final UpsertSinkTask task = new UpsertSinkTask();

    @BeforeEach
    void start() {
        TestDatabase.execute(DATABASE, "TRUNCATE completeness");
        task.initialize(context);
        task.start(SmallTopicsTest.deployed(TopicName.LEDGER, DATABASE));
    }

    @AfterEach
    void stop() {
        task.stop();
        assertThat(context.reasons).isEmpty();
    }

    @Test
    void every_absent_hour_has_its_cause() {
        write(ledger(BTC, hours(0, 20), List.of(missing(1, 2, MissingCause.NOT_REQUESTED),
                missing(3, 5, MissingCause.EMPTY), missing(6, 7, MissingCause.BAD_ROWS),
                missing(8, 11, MissingCause.UNREADABLE)), List.of(hours(12, 13), hours(15, 17))));
        assertThat(gaps()).containsExactly("BTC/USDT|1|2|1|not_requested", "BTC/USDT|3|5|2|empty",
                "BTC/USDT|6|7|1|bad_rows", "BTC/USDT|8|11|3|unreadable", "BTC/USDT|12|13|1|no_trade",
                "BTC/USDT|15|17|2|no_trade");
        assertThat(TestDatabase.rows(DATABASE, """
                SELECT exchange, asset, present, quarantined, state, contiguous_up_to - expected_from,
                       known_up_to - expected_from, missing -> 2 ->> 'from', missing -> 2 ->> 'last_requested', unproven
                FROM completeness""")).containsExactly("binance|BTC/USDT|10|3|LIVE|01:00:00|20:00:00|"
                + "2024-05-01T06:00:00.000Z|2024-05-01T20:00:05.000Z|∅");
    }

    @Test
    void hours_up_to_the_newest_of_the_venue_are_gaps_of_a_market_that_trades() {
        MissingRange unproven = missing(10, 14, MissingCause.BAD_ROWS);
        write(ledger(BTC, hours(0, 20), List.of(), List.of()),
                ledger(ETH, hours(0, 10), unproven, MarketState.BACKFILLING, at(20)),
                ledger(new Market("binance", "LTC/USDT"), hours(0, 18), null, MarketState.BACKFILLING, at(20)),
                ledger(new Market("binance", "OLD/USDT"), hours(0, 10), unproven, MarketState.DELISTED, at(20)),
                ledger(new Market("binance", "NEW/USDT"), null, null, MarketState.BACKFILLING, at(20)),
                ledger(new Market("okx", "BTC/USDT"), hours(0, 10), unproven, MarketState.LIVE, at(20)));
        assertThat(gaps()).containsExactly("ETH/USDT|10|14|4|bad_rows", "ETH/USDT|14|20|6|not_requested",
                "LTC/USDT|18|20|2|not_requested");
    }

    @Test
    void the_newest_hour_of_the_venue_is_no_gap_of_a_market_that_lacks_no_other() {
        write(ledger(BTC, hours(0, 20), List.of(), List.of()),
                ledger(ETH, hours(0, 19), missing(19, 24, MissingCause.EMPTY), MarketState.LIVE, at(20)),
                ledger(new Market("binance", "LTC/USDT"), hours(0, 18), null, MarketState.LIVE, at(20)));
        assertThat(gaps()).containsExactly("LTC/USDT|18|20|2|not_requested");
        assertThat(TestDatabase.rows(DATABASE,
                """
                        SELECT asset, (extract(epoch FROM to_hour - from_hour) / 3600)::bigint FROM expected_hours ORDER BY asset"""))
                .containsExactly("BTC/USDT|20", "ETH/USDT|19", "LTC/USDT|20");
    }

    @Test
    void no_hour_is_expected_of_a_market_that_is_no_longer_tracked() {
        write(ledger(BTC, hours(0, 20), List.of(), List.of()),
                ledger(ETH, hours(0, 10), missing(10, 14, MissingCause.EMPTY), MarketState.LIVE, at(20)));
        assertThat(gaps()).hasSize(2);
        TestDatabase.execute(DATABASE, """
                INSERT INTO universe (exchange, asset, venue_symbol, tracked, updated_at)
                VALUES ('binance', 'ETH/USDT', 'ETHUSDT', false, '2024-05-01 12:00Z')""");
        assertThat(gaps()).isEmpty();
        TestDatabase.execute(DATABASE, "TRUNCATE universe");
    }

    @Test
    void unproven_hours_end_with_the_newest_hour_of_the_venue() {
        write(ledger(BTC, hours(0, 12), List.of(), List.of()), ledger(ETH, hours(0, 10),
                missing(10, 14, MissingCause.UNREADABLE), MarketState.LIVE, at(20)));
        assertThat(gaps()).containsExactly("ETH/USDT|10|12|2|unreadable");
    }

    @Test
    void hours_that_a_venue_no_longer_serves_are_gaps_with_their_own_cause() {
        write(new Ledger(BTC, hours(0, 20), List.of(missing(10, 11, MissingCause.EMPTY)), List.of(hours(8, 9)),
                List.of(hours(0, 6), hours(12, 13)), 11, 0, List.of(), List.of(), null, OutsideWindow.NONE,
                MarketState.LIVE, at(20)));
        assertThat(gaps()).containsExactly("BTC/USDT|0|6|6|not_available", "BTC/USDT|8|9|1|no_trade",
                "BTC/USDT|10|11|1|empty", "BTC/USDT|12|13|1|not_available");
        assertThat(TestDatabase.rows(DATABASE, "SELECT not_available -> 1 ->> 'from' FROM completeness"))
                .containsExactly("2024-05-01T12:00:00.000Z");
        write(ledger(BTC, hours(0, 20), List.of(), List.of()));
        assertThat(gaps()).isEmpty();
    }

    @Test
    void empty_hours_before_the_first_candle_are_no_gap() {
        write(ledger(BTC, hours(0, 20), List.of(), List.of(hours(0, 4), hours(6, 7))));
        assertThat(gaps()).containsExactly("BTC/USDT|6|7|1|no_trade");
    }

    @Test
    void a_reset_replaces_an_entry_whose_time_is_wrong() {
        Instant wrong = Instant.parse("+57971-07-13T21:00:00Z");
        HourRange recorded = new HourRange(HOUR_0, Timeframe.epochHourOf(wrong));
        MissingRange missing = new MissingRange(new HourRange(HOUR_0 + 20, recorded.to()), 1, wrong);
        write(ledger(BTC, recorded, List.of(missing), List.of()), ledger(BTC, recorded, null, MarketState.LIVE, wrong),
                ledger(ETH, recorded, List.of(missing), List.of()));
        assertThat(TestDatabase.rows(DATABASE, "SELECT asset, cause FROM candle_gaps"))
                .containsExactly("ETH/USDT|empty");
        write(ledger(BTC, null, null, MarketState.BACKFILLING, at(30)));
        write(ledger(BTC, hours(0, 5), null, MarketState.BACKFILLING, at(29)),
                ledger(ETH, hours(0, 5), null, MarketState.BACKFILLING, at(29)));
        assertThat(TestDatabase.rows(DATABASE,
                "SELECT asset, known_up_to - expected_from FROM completeness ORDER BY asset"))
                .containsExactly("BTC/USDT|05:00:00", "ETH/USDT|05:00:00");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void entries_of_earlier_releases_have_a_cause() {
        TestDatabase.execute(DATABASE, """
                INSERT INTO completeness (exchange, asset, expected_from, known_up_to, present, quarantined, missing,
                                          confirmed_empty, state, updated_at)
                VALUES ('binance', 'BTC/USDT', '2024-05-01 00:00Z', '2024-05-01 20:00Z', 14, 0,
                        '[{"from": "2024-05-01T01:00:00.000Z", "to": "2024-05-01T02:00:00.000Z", "empty_answers": 0},
                          {"from": "2024-05-01T03:00:00.000Z", "to": "2024-05-01T05:00:00.000Z", "empty_answers": 2},
                          {"from": "2024-05-01T06:00:00.000Z", "to": "2024-05-01T09:00:00.000Z",
                           "empty_responses": 1, "cause": null}]', '[]', 'LIVE', '2024-05-01 20:00Z')""");
        assertThat(gaps()).containsExactly("BTC/USDT|1|2|1|not_requested", "BTC/USDT|3|5|2|empty",
                "BTC/USDT|6|9|3|empty");
    }

    /// Hours of the first of May as numbers.
    private static List<String> gaps() {
        return TestDatabase.rows(DATABASE, """
                SELECT asset, extract(epoch FROM from_hour - '2024-05-01 00:00Z')::bigint / 3600,
                       extract(epoch FROM to_hour - '2024-05-01 00:00Z')::bigint / 3600, hours, cause
                FROM candle_gaps ORDER BY exchange, asset, from_hour""");
    }

    private static Ledger ledger(Market market, HourRange recorded, List<MissingRange> missing, List<HourRange> empty) {
        long absent = Stream.concat(missing.stream().map(MissingRange::hours), empty.stream())
                .mapToLong(HourRange::hours).sum();
        return new Ledger(market, recorded, missing, empty, List.of(), recorded.hours() - absent, 3, List.of(),
                List.of(), null,
                OutsideWindow.NONE, MarketState.LIVE, at(20));
    }

    private static Ledger ledger(Market market, @Nullable HourRange recorded, @Nullable MissingRange unproven,
            MarketState state, Instant updatedAt) {
        return new Ledger(market, recorded, List.of(), List.of(), List.of(), recorded == null ? 0 : recorded.hours(), 0,
                List.of(), List.of(), unproven, OutsideWindow.NONE, state, updatedAt);
    }

    private static MissingRange missing(int from, int to, MissingCause cause) {
        return new MissingRange(hours(from, to), cause, cause == MissingCause.EMPTY ? 1 : 0, 0, at(20).plusSeconds(5));
    }

    private static HourRange hours(int from, int to) {
        return new HourRange(HOUR_0 + from, HOUR_0 + to);
    }

    private static Instant at(int hour) {
        return Timeframe.instantOf(HOUR_0 + hour);
    }

    private void write(Ledger... ledgers) {
        task.put(Stream.of(ledgers).map(LedgerStructs::of).map(ledger -> Records.of(ledger.schema(), ledger))
                .toList());
    }
}
