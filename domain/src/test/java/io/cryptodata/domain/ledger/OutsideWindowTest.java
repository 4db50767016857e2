package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Candles that the streams do not fold in are named in the ledger until a replay.
class OutsideWindowTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final long H = 490_000;
    private static final LedgerRules RULES = new LedgerRules(List.of(Duration.ofMinutes(10)), 3, List.of())
            .within(new CorrectionWindow(24));
    /// H + 1 to H + 4 are missing, H + 28 is the newest hour.
    private static final Ledger HOLED = after(Ledger.expecting(MARKET, H), H, H + 29,
            LongStream.concat(LongStream.of(H), LongStream.range(H + 5, H + 29)).toArray());

    @Test
    void a_late_hour_older_than_the_correction_window_is_named() {
        Ledger late = after(HOLED, H + 3, H + 4, H + 3);
        assertThat(late.outsideWindow()).isEqualTo(new OutsideWindow(H + 3, 1, null));
        assertThat(after(late, H + 3, H + 4, H + 3).outsideWindow()).isEqualTo(late.outsideWindow());
        Ledger later = after(late, H + 1, H + 3, H + 1, H + 2);
        assertThat(later.outsideWindow()).isEqualTo(new OutsideWindow(H + 1, 3, null));
    }

    @Test
    void a_late_hour_inside_the_window_and_newer_hours_are_not_named() {
        assertThat(HOLED.outsideWindow().isEmpty()).isTrue();
        assertThat(after(HOLED, H + 4, H + 5, H + 4).outsideWindow()).isEqualTo(OutsideWindow.NONE);
        assertThat(after(HOLED, H + 29, H + 200, LongStream.range(H + 29, H + 200).toArray()).outsideWindow())
                .isEqualTo(OutsideWindow.NONE);
    }

    @Test
    void a_revised_hour_older_than_the_window_is_named() {
        LedgerRules rechecks = new LedgerRules(RULES.occasionGaps(), 3, List.of(Duration.ofHours(24)))
                .within(RULES.correctionWindow());
        Ledger published = Ledger.expecting(MARKET, H).record(page(H, H + 2, H, H + 1), at(H + 2), rechecks);
        Ledger ahead = published.record(page(H + 2, H + 60, H + 59), at(H + 2), rechecks);
        Ledger revised = ahead.record(
                new PageEvidence(H + 1, H + 2, List.of(new ServedHour(H + 1, 2)), List.of(), at(H + 60)), at(H + 60),
                rechecks);
        assertThat(revised.outsideWindow()).isEqualTo(new OutsideWindow(H + 1, 1, null));
    }

    @Test
    void a_reset_keeps_what_is_named_and_the_newest_published_hour() {
        Ledger late = after(HOLED, H + 3, H + 4, H + 3);
        LedgerReset reset = new LedgerReset(at(H + 30));
        for (Ledger started : List.of(reset.from(late, H + 2), reset.all(late).withFirstHour(H))) {
            assertThat(started.outsideWindow()).isEqualTo(new OutsideWindow(H + 3, 1, H + 28));
            long from = Objects.requireNonNull(started.recorded()).to();
            Ledger again = after(started, from, H + 6, LongStream.range(from, H + 6).toArray());
            assertThat(again.outsideWindow()).isEqualTo(new OutsideWindow(Math.min(from, H + 3), 1 + H + 4 - from,
                    H + 28));
            assertThat(reset.all(again).outsideWindow()).isEqualTo(again.outsideWindow());
        }
    }

    @Test
    void an_hour_after_our_clock_is_not_the_newest_published_one() {
        Ledger broken = new Ledger(MARKET, new HourRange(H, 490_899_333), List.of(), List.of(), List.of(), 5, 0,
                List.of(),
                List.of(), null, OutsideWindow.NONE, MarketState.LIVE, at(H + 20));
        assertThat(new LedgerReset(at(H + 20)).all(broken).outsideWindow()).isEqualTo(new OutsideWindow(null, 0,
                H + 19));
        assertThat(new LedgerReset(at(H + 20)).all(Ledger.empty(MARKET)).outsideWindow())
                .isEqualTo(OutsideWindow.NONE);
    }

    @Test
    void a_replay_removes_what_is_named_and_nothing_else() {
        Ledger late = new LedgerReset(at(H + 30)).from(after(HOLED, H + 3, H + 4, H + 3), H + 20);
        Ledger replayed = late.withoutOutsideWindow();
        assertThat(replayed.outsideWindow()).isEqualTo(new OutsideWindow(null, 0, H + 28));
        assertThat(replayed.recorded()).isEqualTo(late.recorded());
        assertThat(after(replayed, H + 20, H + 21, H + 20).outsideWindow().isEmpty()).isTrue();
        assertThat(after(replayed, H + 2, H + 3, H + 2).outsideWindow()).isEqualTo(new OutsideWindow(H + 2, 1,
                H + 28));
    }

    @Test
    void an_oldest_hour_without_candles_is_refused() {
        assertThatThrownBy(() -> new OutsideWindow(H, 0, null)).hasMessageContaining(H + " and 0");
        assertThatThrownBy(() -> new OutsideWindow(null, 2, null)).hasMessageContaining("null and 2");
        assertThat(OutsideWindow.NONE.with(List.of(H), OptionalLong.empty(), RULES.correctionWindow()))
                .isEqualTo(OutsideWindow.NONE);
    }

    private static Ledger after(Ledger before, long from, long coveredTo, long... present) {
        return before.record(page(from, coveredTo, present), at(coveredTo), RULES);
    }

    private static PageEvidence page(long from, long coveredTo, long... present) {
        return new PageEvidence(from, coveredTo,
                LongStream.of(present).mapToObj(hour -> new ServedHour(hour, 1)).toList(), List.of(), at(coveredTo));
    }

    private static Instant at(long hour) {
        return Timeframe.instantOf(hour);
    }
}
