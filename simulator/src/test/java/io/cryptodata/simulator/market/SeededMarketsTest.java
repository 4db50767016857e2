package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SeededMarketsTest {
    private static final Instant FIRST = Instant.parse("2023-11-02T00:00:00Z");
    private static final Duration HISTORY = Duration.ofDays(60);
    private static final Instant NOW = FIRST.plus(HISTORY).plus(Duration.ofMinutes(20));
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");
    private static final Window EVERYTHING = new Window(0, Long.MAX_VALUE / 2, Integer.MAX_VALUE, false);

    private final SeededMarkets markets = markets(42);

    @Test
    void two_dozen_markets_are_listed_with_quotes_in_tether_bitcoin_and_euro() {
        assertThat(markets.markets(NOW)).hasSize(24);
        assertThat(markets.markets(NOW)).extracting(listed -> listed.market().quote()).contains("USDT", "BTC", "EUR");
    }

    @Test
    void every_row_is_consistent_and_opens_where_the_hour_before_closed() {
        for (ListedMarket listed : markets.markets(NOW)) {
            SourceRow before = null;
            for (SourceRow row : markets.rows(listed.market(), EVERYTHING, NOW)) {
                assertThat(RowCheck.violation(row)).as("%s %s", listed.market(), row).isNull();
                if (before != null && before.openTime() + 3_600_000 == row.openTime()) {
                    assertThat(row.open()).as("open after close, %s", listed.market()).isEqualTo(before.close());
                }
                before = row;
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_rows_independently_of_earlier_requests() {
        List<SourceRow> all = markets.rows(BITCOIN, EVERYTHING, NOW);
        SourceRow one = all.get(700);
        Window justThat = new Window(one.openTime(), one.openTime(), 10, false);
        assertThat(markets(42).rows(BITCOIN, justThat, NOW)).containsExactly(one);
        assertThat(markets(43).rows(BITCOIN, justThat, NOW))
                .doesNotContain(one);
    }

    @Test
    void the_hour_in_progress_has_preliminary_values() {
        SourceRow now = markets.rows(BITCOIN, EVERYTHING, NOW).getLast();
        SourceRow later = markets.rows(BITCOIN, new Window(now.openTime(), now.openTime(), 1, false),
                NOW.plus(Duration.ofHours(1))).getFirst();
        assertThat(Instant.ofEpochMilli(now.openTime())).isEqualTo(FIRST.plus(HISTORY));
        assertThat(now.open()).isEqualTo(later.open());
        assertThat(new BigDecimal(now.volume())).isLessThan(new BigDecimal(later.volume()));
    }

    @Test
    void some_hours_have_no_trade_and_some_have_no_row() {
        List<SourceRow> quiet = markets.rows(new Market("binance", "CALM/USDT"), EVERYTHING, NOW);
        assertThat(quiet).anyMatch(row -> new BigDecimal(row.volume()).signum() == 0);
        assertThat(markets.rows(new Market("binance", "PATCH/USDT"), EVERYTHING, NOW)).hasSizeBetween(1300, 1440);
        assertThat(markets.rows(BITCOIN, EVERYTHING, NOW)).hasSize(1441);
    }

    @Test
    void the_newest_rows_can_be_requested() {
        List<SourceRow> all = markets.rows(BITCOIN, EVERYTHING, NOW);
        assertThat(markets.rows(BITCOIN, new Window(0, Long.MAX_VALUE / 2, 3, true), NOW))
                .isEqualTo(all.subList(all.size() - 3, all.size()));
    }

    @Test
    void every_closed_hour_is_expected() {
        ExpectedCandles expectation = markets.expectedCandles(NOW);
        ExpectedCandles.PerMarket bitcoin = expectation.of(BITCOIN);
        assertThat(bitcoin)
                .isEqualTo(new ExpectedCandles.PerMarket(1440, FIRST.plus(HISTORY).minus(Duration.ofHours(1)),
                        0, 1, Map.of(), bitcoin.closedBuckets()));
        assertThat(bitcoin.closedBuckets()).containsEntry(Timeframe.H1, 1440);
        assertThat(expectation.of(new Market("binance", "NEWT/USDT")))
                .extracting(ExpectedCandles.PerMarket::acceptable).isEqualTo(360);
        assertThat(expectation.acceptable()).isBetween(23 * 1300L, 24 * 1440L);
    }

    private static SeededMarkets markets(long seed) {
        WorldVenue venue = new WorldVenue("binance", VenueTraits.DEFAULT.asReference(),
                listed -> listed.market().asset());
        return new SeededMarkets(venue, seed, FIRST, HISTORY);
    }
}
