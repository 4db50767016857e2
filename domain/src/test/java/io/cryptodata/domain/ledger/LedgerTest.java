package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final long H = 1000;
    private static final LedgerRules RULES = new LedgerRules(List.of(Duration.ofMinutes(10)), 3, List.of());

    @Test
    void finds_the_first_hour_before_anything_else() {
        Ledger unknown = Ledger.empty(MARKET);
        assertThat(unknown.nextWork(at(H), at(H), RULES)).isEqualTo(new Work.FindFirstHour());
        assertThatThrownBy(() -> after(unknown, 0, H, at(H)))
                .hasMessageContaining("the first hour of binance:BTC/USDT is not recorded yet");
        Ledger expecting = after(unknown.withFirstHour(H), H, H + 3, at(H + 3), H, H + 1, H + 2);
        assertThat(expecting.recorded()).isEqualTo(new HourRange(H, H + 3));
        assertThat(expecting.contiguousUpTo()).isEqualTo(H + 3);
        assertThat(expecting.present()).isEqualTo(3);
        assertThat(expecting.missing()).isEmpty();
    }

    @Test
    void a_gap_inside_a_page_is_missing_and_stops_contiguity() {
        Ledger ledger = after(Ledger.expecting(MARKET, H), H, H + 5, at(H + 5), H, H + 1, H + 4);
        assertThat(ledger.missing()).containsExactly(new MissingRange(new HourRange(H + 2, H + 4), 1, at(H + 5)));
        assertThat(ledger.contiguousUpTo()).isEqualTo(H + 2);
        assertThat(ledger.missingHours()).isEqualTo(2);
    }

    @Test
    void three_empty_responses_on_different_occasions_confirm_a_missing_range() {
        Ledger once = after(Ledger.expecting(MARKET, H), H, H + 3, at(H + 3), H, H + 2);
        Ledger tooSoon = after(once, H + 1, H + 3, at(H + 3).plusSeconds(599), H + 2);
        assertThat(tooSoon.missing()).isEqualTo(once.missing());
        Ledger twice = after(tooSoon, H + 1, H + 3, at(H + 3).plusSeconds(600), H + 2);
        assertThat(twice.missing().getFirst().emptyResponses()).isEqualTo(2);
        Ledger thrice = after(twice, H + 1, H + 3, at(H + 3).plusSeconds(1200), H + 2);
        assertThat(thrice.missing()).isEmpty();
        assertThat(thrice.confirmedEmpty()).containsExactly(new HourRange(H + 1, H + 2));
        assertThat(thrice.contiguousUpTo()).isEqualTo(H + 3);
        assertThat(thrice.present()).isEqualTo(2);
    }

    @Test
    void the_gaps_between_occasions_grow_and_the_last_one_applies_to_all_later_ones() {
        LedgerRules growing = new LedgerRules(List.of(Duration.ofMinutes(10), Duration.ofHours(1)), 4, List.of());
        Ledger ledger = Ledger.expecting(MARKET, H).record(page(H, H + 2, at(H + 2), H + 1), at(H + 2), growing);
        Instant requested = at(H + 2);
        for (Duration gap : List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1))) {
            MissingRange hole = ledger.missing().getFirst();
            assertThat(hole.isDue(requested.plus(gap).minusMillis(1), growing)).isFalse();
            assertThat(hole.isDue(requested.plus(gap), growing)).isTrue();
            requested = requested.plus(gap);
            ledger = ledger.record(page(H, H + 2, requested, H + 1), requested, growing);
        }
        assertThat(ledger.confirmedEmpty()).containsExactly(new HourRange(H, H + 1));
    }

    @Test
    void the_request_for_an_hour_before_a_bad_row_includes_the_row_that_proves_it_until_its_page_is_unusable() {
        PageEvidence page = new PageEvidence(H, H + 5, page(H, H + 5, at(H + 5), H, H + 3, H + 4).served(),
                List.of((H + 2) * 3_600_000), at(H + 5));
        Ledger holed = Ledger.expecting(MARKET, H).record(page, at(H + 5), RULES);
        Work.FetchHours proven = new Work.FetchHours(H + 1, 3, Work.Priority.REPAIR);
        Instant due = at(H + 5).plusSeconds(600);
        assertThat(holed.nextWork(due, at(H + 5), RULES)).isEqualTo(proven);
        assertThat(holed.within(10, proven)).isEqualTo(proven);
        assertThat(holed.narrowed(proven)).isEqualTo(new Work.FetchHours(H + 1, 1, Work.Priority.REPAIR));
    }

    @Test
    void after_a_failed_page_for_several_ranges_the_first_is_requested_alone() {
        Ledger holed = after(Ledger.expecting(MARKET, H), H, H + 5, at(H + 5), H, H + 2, H + 4);
        Instant due = at(H + 5).plusSeconds(600);
        Work.FetchHours both = new Work.FetchHours(H + 1, 4, Work.Priority.REPAIR);
        assertThat(holed.nextWork(due, at(H + 5), RULES)).isEqualTo(both);
        assertThat(holed.recordUnusable(both, due, due, RULES)).isEqualTo(holed);
        Work.FetchHours first = holed.narrowed(both);
        assertThat(first).isEqualTo(new Work.FetchHours(H + 1, 2, Work.Priority.REPAIR));
        Ledger after = holed.recordUnusable(first, due, due, RULES);
        assertThat(after.missing()).containsExactly(
                new MissingRange(new HourRange(H + 1, H + 2), MissingCause.UNREADABLE, 0, 2, due),
                new MissingRange(new HourRange(H + 3, H + 4), 1, at(H + 5)));
        assertThat(after.nextWork(due, at(H + 5), RULES))
                .isEqualTo(new Work.FetchHours(H + 3, 2, Work.Priority.REPAIR));
        assertThat(after.nextWork(due.plusSeconds(600), at(H + 5), RULES))
                .isEqualTo(new Work.FetchHours(H + 3, 2, Work.Priority.REPAIR));
    }

    @Test
    void a_row_after_the_window_is_present_but_is_no_evidence_for_the_hours_between() {
        Ledger ledger = after(Ledger.expecting(MARKET, H), H, H + 2, at(H + 9), H, H + 5);
        assertThat(ledger.recorded()).isEqualTo(new HourRange(H, H + 6));
        assertThat(ledger.missing()).containsExactly(new MissingRange(new HourRange(H + 1, H + 2), 1, at(H + 9)),
                new MissingRange(new HourRange(H + 2, H + 5), 0, null));
    }

    @Test
    void finds_the_hours_that_an_empty_page_would_contradict() {
        Ledger ledger = after(Ledger.expecting(MARKET, H), H, H + 5, at(H + 5), H, H + 4);
        assertThat(ledger.hasAnyOf(new HourRange(H + 1, H + 4))).isFalse();
        assertThat(ledger.hasAnyOf(new HourRange(H + 1, Long.MAX_VALUE))).isTrue();
        assertThat(ledger.hasAnyOf(new HourRange(H + 5, Long.MAX_VALUE))).isFalse();
        assertThat(ledger.hasAnyOf(new HourRange(0, H + 1))).isTrue();
        assertThat(Ledger.empty(MARKET).hasAnyOf(new HourRange(0, Long.MAX_VALUE))).isFalse();
    }

    @Test
    void on_a_short_page_history_keeps_its_oldest_hours_and_live_work_its_newest() {
        Ledger ledger = after(Ledger.expecting(MARKET, H), H, H + 40, at(H + 40),
                LongStream.range(H, H + 40).toArray());
        assertThat(ledger.within(10, new Work.FetchHours(H + 15, 27, Work.Priority.LIVE)))
                .isEqualTo(new Work.FetchHours(H + 32, 10, Work.Priority.LIVE));
        assertThat(ledger.within(10, new Work.FetchHours(H + 35, 30, Work.Priority.LIVE)))
                .isEqualTo(new Work.FetchHours(H + 40, 10, Work.Priority.LIVE));
        assertThat(ledger.within(10, new Work.FetchHours(H + 40, 5000, Work.Priority.BACKFILL)))
                .isEqualTo(new Work.FetchHours(H + 40, 10, Work.Priority.BACKFILL));
        assertThat(ledger.narrowed(new Work.FetchHours(H + 15, 27, Work.Priority.LIVE)))
                .isEqualTo(new Work.FetchHours(H + 40, 2, Work.Priority.LIVE));
        assertThat(ledger.within(100, new Work.FetchHours(H + 15, 27, Work.Priority.LIVE)))
                .isEqualTo(new Work.FetchHours(H + 15, 27, Work.Priority.LIVE));
    }

    @Test
    void a_late_candle_fills_its_gap_even_a_confirmed_one() {
        LedgerRules confirmedImmediately = new LedgerRules(List.of(Duration.ZERO), 1, List.of());
        Ledger confirmed = Ledger.expecting(MARKET, H)
                .record(page(H, H + 3, at(H + 3), H, H + 2), at(H + 3), confirmedImmediately);
        assertThat(confirmed.confirmedEmpty()).containsExactly(new HourRange(H + 1, H + 2));
        assertThat(confirmed.lacks(H + 1)).isTrue();
        Ledger filled = confirmed.record(page(H + 1, H + 2, at(H + 4), H + 1), at(H + 4), confirmedImmediately);
        assertThat(filled.confirmedEmpty()).isEmpty();
        assertThat(filled.present()).isEqualTo(3);
        assertThat(filled.lacks(H + 1)).isFalse();
    }

    @Test
    void requests_the_newest_hours_first_then_due_ranges_then_history() {
        Ledger holed = after(Ledger.expecting(MARKET, H), H, H + 5, at(H + 5), H, H + 4);
        assertThat(holed.nextWork(at(H + 6), at(H + 6), RULES))
                .isEqualTo(new Work.FetchHours(H + 5, 2, Work.Priority.LIVE));
        assertThat(holed.nextWork(at(H + 5), at(H + 5), RULES)).isEqualTo(new Work.Nothing());
        assertThat(holed.nextWork(at(H + 5).plusSeconds(600), at(H + 5), RULES))
                .isEqualTo(new Work.FetchHours(H + 1, 4, Work.Priority.REPAIR));
        assertThat(holed.nextWork(at(H + 5).plusSeconds(599), at(H + 100), RULES))
                .isEqualTo(new Work.FetchHours(H + 5, 96, Work.Priority.BACKFILL));
    }

    @Test
    void finds_the_newest_present_hour() {
        Ledger expecting = Ledger.expecting(MARKET, H);
        assertThat(expecting.newestPresent()).isEmpty();
        Ledger ledger = after(expecting, H, H + 5, at(H + 5), H, H + 2);
        assertThat(ledger.newestPresent()).hasValue(H + 2);
    }

    @Test
    void the_time_of_an_update_alone_is_not_a_difference() {
        Ledger ledger = after(Ledger.expecting(MARKET, H), H, H + 2, at(H + 2), H, H + 1);
        Ledger again = after(ledger, H, H + 2, at(H + 2).plusSeconds(60), H, H + 1);
        assertThat(again).isNotEqualTo(ledger);
        assertThat(again.equalsIgnoringUpdateTime(ledger)).isTrue();
    }

    @Test
    void fetches_a_halted_market_after_everything_else_and_never_a_delisted_one() {
        Ledger trading = Ledger.expecting(MARKET, H);
        assertThat(trading.nextWork(at(H + 5), at(H + 5), RULES))
                .isEqualTo(new Work.FetchHours(H, 6, Work.Priority.LIVE));
        assertThat(trading.withState(MarketState.HALTED).nextWork(at(H + 5), at(H + 5), RULES))
                .isEqualTo(new Work.FetchHours(H, 6, Work.Priority.BACKFILL));
        assertThat(trading.withState(MarketState.DELISTED).nextWork(at(H + 5), at(H + 5), RULES))
                .isEqualTo(new Work.Nothing());
    }

    @Test
    void a_halted_market_stays_halted_whatever_is_served() {
        Ledger halted = after(Ledger.expecting(MARKET, H), H, H + 2, at(H + 2), H, H + 1).withState(MarketState.HALTED);
        assertThat(after(halted, H + 2, H + 3, at(H + 3), H + 2).state()).isEqualTo(MarketState.HALTED);
    }

    @Test
    void counts_each_quarantined_row_once() {
        PageEvidence bad = new PageEvidence(H, H + 1, List.of(), List.of(7L, 8L), at(H + 1));
        Ledger ledger = Ledger.expecting(MARKET, H).record(bad, at(H + 1), RULES).record(bad, at(H + 1), RULES);
        assertThat(ledger.quarantined()).isEqualTo(2);
        assertThat(ledger.hasQuarantined(7)).isTrue();
        assertThat(ledger.hasQuarantined(9)).isFalse();
    }

    @Test
    void history_waits_while_too_many_ranges_are_missing_and_none_is_confirmed_without_a_response() {
        long hours = 2L * Ledger.MAX_RANGES + 200;
        long[] everySecond = LongStream.range(H, H + hours).filter(hour -> hour % 2 == 1).toArray();
        Ledger ledger = after(Ledger.expecting(MARKET, H), H, H + hours, at(H + hours), everySecond);
        assertThat(ledger.missing()).hasSize(Ledger.MAX_RANGES + 100);
        assertThat(ledger.confirmedEmpty()).isEmpty();
        Instant later = at(H + hours).plusSeconds(1);
        assertThat(ledger.nextWork(later, at(H + hours + 100), RULES)).isEqualTo(new Work.Nothing());
        assertThat(ledger.nextWork(later, at(H + hours + 1), RULES))
                .isEqualTo(new Work.FetchHours(H + hours, 2, Work.Priority.LIVE));
    }

    @Test
    void the_newest_open_times_of_quarantined_rows_are_recorded() {
        List<Long> manyTimes = new ArrayList<>(LongStream.range(0, 5000).boxed().toList());
        Ledger flooded = Ledger.expecting(MARKET, H).record(
                new PageEvidence(H, H, List.of(), manyTimes, at(H + 1)), at(H + 1), RULES);
        assertThat(flooded.quarantinedTimes()).hasSize(Ledger.MAX_QUARANTINED_TIMES).contains(4999L);
        assertThat(flooded.quarantined()).isEqualTo(5000);
    }

    private static Ledger after(Ledger before, long from, long coveredTo, Instant venueTime, long... present) {
        return before.record(page(from, coveredTo, venueTime, present), venueTime, RULES);
    }

    private static PageEvidence page(long from, long coveredTo, Instant venueTime, long... present) {
        return new PageEvidence(from, coveredTo,
                LongStream.of(present).mapToObj(hour -> new ServedHour(hour, 1)).toList(), List.of(), venueTime);
    }

    private static Instant at(long hour) {
        return Timeframe.instantOf(hour);
    }
}
