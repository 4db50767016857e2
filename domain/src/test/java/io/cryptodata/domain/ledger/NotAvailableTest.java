package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Hours that a venue serves no more, because it serves only its newest ones.
class NotAvailableTest {
    private static final Market MARKET = new Market("kraken", "BTC/USDT");
    private static final long H = 400_000;
    private static final long NOW = H + 1000;
    /// the oldest of the hours that the venue serves at [#NOW]
    private static final long OLDEST = NOW - 100;
    private static final LedgerRules RULES = LedgerRules.DEFAULT;

    @Test
    void rows_prove_at_once_that_older_hours_of_the_history_are_not_available() {
        Ledger ledger = tracked(LongStream.range(OLDEST, NOW));
        assertThat(ledger.recorded()).isEqualTo(new HourRange(H, NOW));
        assertThat(ledger.notAvailable()).containsExactly(new HourRange(H, OLDEST));
        assertThat(ledger.missing()).isEmpty();
        assertThat(ledger.confirmedEmpty()).isEmpty();
        assertThat(ledger.present()).isEqualTo(100);
        assertThat(ledger.contiguousUpTo()).isEqualTo(NOW);
        assertThat(ledger.newestPresent()).hasValue(NOW - 1);
        assertThat(ledger.state()).isEqualTo(MarketState.LIVE);
        assertThat(ledger.hasAnyOf(new HourRange(H, OLDEST))).isFalse();
    }

    @Test
    void hours_that_are_not_available_are_not_requested_again() {
        Ledger ledger = tracked(LongStream.range(OLDEST, NOW));
        assertThat(ledger.nextWork(at(NOW).plus(Duration.ofMinutes(59)), at(NOW), RULES))
                .isEqualTo(new Work.Nothing());
    }

    @Test
    void a_short_page_makes_no_hour_unavailable_that_the_venue_serves() {
        Ledger ledger = tracked(LongStream.range(NOW - 3, NOW));
        assertThat(ledger.notAvailable()).containsExactly(new HourRange(H, OLDEST));
        assertThat(ledger.missing())
                .containsExactly(new MissingRange(new HourRange(OLDEST, NOW - 3), 1, at(NOW)));
    }

    @Test
    void a_missing_hour_is_not_available_once_the_venue_serves_it_no_more_whatever_its_cause() {
        long bad = OLDEST + 3;
        PageEvidence first = new PageEvidence(H, NOW, hours(LongStream.range(OLDEST, NOW)
                .filter(hour -> hour != OLDEST + 1 && hour != bad)), List.of(bad * 3_600_000), at(NOW));
        Ledger holed = Ledger.expecting(MARKET, OLDEST).record(first, at(NOW), RULES);
        assertThat(holed.missing()).extracting(MissingRange::cause).containsExactly(MissingCause.EMPTY,
                MissingCause.BAD_ROWS);
        long later = NOW + 10;
        PageEvidence page = new PageEvidence(OLDEST + 1, later, hours(LongStream.range(OLDEST + 10, later)), List.of(),
                at(later)).availableFrom(OLDEST + 10);
        Ledger after = holed.record(page, at(later), RULES);
        assertThat(after.missing()).isEmpty();
        assertThat(after.notAvailable()).containsExactly(new HourRange(OLDEST + 1, OLDEST + 2),
                new HourRange(bad, bad + 1));
        assertThat(after.present()).isEqualTo(108);
        assertThat(after.record(page, at(later), RULES)).isEqualTo(after);
    }

    @Test
    void a_page_decides_only_about_the_hours_for_which_it_is_evidence() {
        Ledger holed = Ledger.expecting(MARKET, OLDEST).record(
                page(OLDEST, NOW, LongStream.of(OLDEST, OLDEST + 2, NOW - 1)), at(NOW), RULES);
        PageEvidence live = page(NOW - 1, NOW + 10, LongStream.range(NOW - 1, NOW + 10)).availableFrom(NOW - 20);
        assertThat(holed.record(live, at(NOW + 10), RULES).notAvailable()).isEmpty();
        PageEvidence part = new PageEvidence(OLDEST + 1, OLDEST + 4, List.of(), List.of(), PageProof.ROWS, NOW,
                at(NOW + 10));
        assertThat(holed.record(part, at(NOW + 10), RULES).notAvailable())
                .containsExactly(new HourRange(OLDEST + 1, OLDEST + 2), new HourRange(OLDEST + 3, OLDEST + 4));
    }

    @Test
    void pages_without_a_row_need_as_many_occasions_as_confirm_an_empty_hour() {
        Ledger ledger = Ledger.expecting(MARKET, H);
        for (Duration passed : List.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(70))) {
            assertThat(ledger.notAvailable()).isEmpty();
            Instant now = at(NOW).plus(passed);
            ledger = ledger.record(new PageEvidence(H, NOW, List.of(), List.of(), PageProof.EMPTY, OLDEST, now),
                    at(NOW), RULES);
        }
        assertThat(ledger.notAvailable()).containsExactly(new HourRange(H, OLDEST));
        assertThat(ledger.confirmedEmpty()).containsExactly(new HourRange(OLDEST, NOW));
        assertThat(ledger.present()).isZero();
    }

    @Test
    void pages_without_a_usable_row_prove_nothing() {
        Ledger ledger = Ledger.expecting(MARKET, H).record(new PageEvidence(H, NOW, List.of(), List.of(-7L),
                PageProof.NOTHING, OLDEST, at(NOW)), at(NOW), RULES);
        assertThat(ledger.recorded()).isEqualTo(new HourRange(H, H));
        assertThat(ledger.notAvailable()).isEmpty();
    }

    @Test
    void an_hour_that_is_served_after_all_is_present() {
        Ledger ledger = tracked(LongStream.range(OLDEST, NOW));
        ServedHour late = new ServedHour(OLDEST - 5, 1);
        assertThat(ledger.lacks(late.hour())).isTrue();
        assertThat(ledger.revisionOf(late)).hasValue(0);
        Ledger after = ledger.record(page(OLDEST - 5, NOW, LongStream.of(OLDEST - 5)), at(NOW), RULES);
        assertThat(after.notAvailable()).containsExactly(new HourRange(H, OLDEST - 5),
                new HourRange(OLDEST - 4, OLDEST));
        assertThat(after.present()).isEqualTo(101);
        assertThat(after.lacks(late.hour())).isFalse();
    }

    @Test
    void the_number_of_ranges_has_a_limit() {
        long hours = 2L * Ledger.MAX_RANGES + 20;
        Ledger ledger = Ledger.expecting(MARKET, H).record(page(H, H + hours,
                LongStream.range(H, H + hours).filter(hour -> hour % 2 == 1)).availableFrom(H + hours - 1),
                at(H + hours), RULES);
        assertThat(ledger.missing()).isEmpty();
        assertThat(ledger.notAvailable()).hasSize(Ledger.MAX_RANGES);
        assertThat(ledger.notAvailable().getLast()).isEqualTo(new HourRange(H + hours - 2, H + hours - 1));
    }

    /// A market whose first hour is known from longer candles, after its first page.
    private static Ledger tracked(LongStream served) {
        return Ledger.expecting(MARKET, H).record(page(H, NOW, served).availableFrom(OLDEST), at(NOW), RULES);
    }

    private static PageEvidence page(long from, long coveredTo, LongStream served) {
        return new PageEvidence(from, coveredTo, hours(served), List.of(), at(coveredTo));
    }

    private static List<ServedHour> hours(LongStream served) {
        return served.mapToObj(hour -> new ServedHour(hour, 1)).toList();
    }

    private static Instant at(long hour) {
        return Timeframe.instantOf(hour);
    }
}
