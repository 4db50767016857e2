package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerResetTest {
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final long H = 490_000;
    private static final Instant NOW = Timeframe.instantOf(H + 20).plusSeconds(30);
    private static final Instant WRONG = Instant.parse("+57971-07-13T21:20:00Z");
    private static final Ledger BROKEN = new Ledger(BTC, new HourRange(H, 490_899_333),
            List.of(new MissingRange(new HourRange(H + 3, H + 5), 1, NOW.minus(Duration.ofHours(1))),
                    new MissingRange(new HourRange(H + 8, 490_899_333), 1, WRONG)),
            List.of(new HourRange(H + 1, H + 2)), List.of(new HourRange(H + 2, H + 3)), 4, 1,
            List.of(Timeframe.instantOf(H + 4).toEpochMilli(), Timeframe.instantOf(H + 12).toEpochMilli()),
            List.of(new RecentHour(H + 7, 1, 2, 0)), null, OutsideWindow.NONE, MarketState.LIVE,
            WRONG);

    private final LedgerReset reset = new LedgerReset(NOW);

    @Test
    void a_market_that_starts_again_has_no_recorded_hour() {
        Ledger after = reset.all(BROKEN);
        Ledger fresh = new LedgerReset(NOW).all(Ledger.expecting(BTC, H));
        assertThat(fresh.equalsIgnoringRechecks(Ledger.empty(BTC))).isTrue();
        assertThat(after.outsideWindow()).isEqualTo(new OutsideWindow(null, 0, H + 7));
        assertThat(after.recorded()).isNull();
        assertThat(after.missing()).isEmpty();
        assertThat(after.confirmedEmpty()).isEmpty();
        assertThat(after.notAvailable()).isEmpty();
        assertThat(after.present()).isZero();
        assertThat(after.state()).isEqualTo(MarketState.BACKFILLING);
        assertThat(after.recent()).isEqualTo(BROKEN.recent());
        assertThat(after.updatedAt()).isEqualTo(NOW);
        assertThat(LedgerReset.latestIn(after)).isEqualTo(NOW);
    }

    @Test
    void what_is_recorded_before_the_hour_is_kept() {
        Ledger after = reset.from(BROKEN, H + 10);
        assertThat(after.recorded()).isEqualTo(new HourRange(H, H + 10));
        assertThat(after.missing()).containsExactly(BROKEN.missing().getFirst(),
                new MissingRange(new HourRange(H + 8, H + 10), 0, null));
        assertThat(after.confirmedEmpty()).isEqualTo(BROKEN.confirmedEmpty());
        assertThat(after.notAvailable()).isEqualTo(BROKEN.notAvailable());
        assertThat(after.present()).isEqualTo(4);
        assertThat(after.quarantinedTimes()).hasSize(1);
        assertThat(after.recent()).isEqualTo(BROKEN.recent());
        assertThat(LedgerReset.latestIn(after)).isEqualTo(NOW);
        assertThat(LedgerReset.latestIn(BROKEN)).isEqualTo(WRONG);
    }

    @Test
    void an_hour_that_is_not_recorded_or_after_our_clock_is_refused() {
        for (long hour : new long[]{H - 1, H + 21}) {
            assertThatThrownBy(() -> reset.from(BROKEN, hour)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("from " + Timeframe.instantOf(H) + " to")
                    .hasMessageContaining("but was " + Timeframe.instantOf(hour));
        }
        assertThatThrownBy(() -> reset.from(Ledger.empty(BTC), H)).hasMessageContaining("none is recorded");
    }

    @Test
    void an_hour_with_rechecks_ahead_keeps_its_revision() {
        for (Ledger after : List.of(reset.from(BROKEN, H + 7), reset.all(BROKEN).withFirstHour(H))) {
            assertThat(after.revisionOf(new ServedHour(H + 7, 1))).hasValue(2);
            assertThat(after.revisionOf(new ServedHour(H + 7, 5))).hasValue(3);
            assertThat(after.revisionOf(new ServedHour(H + 8, 1))).hasValue(0);
            Ledger published = after.record(new PageEvidence(Objects.requireNonNull(after.recorded()).to(), H + 10,
                    List.of(new ServedHour(H + 7, 1), new ServedHour(H + 9, 1)), List.of(), NOW), NOW,
                    LedgerRules.DEFAULT);
            assertThat(published.recent()).filteredOn(hour -> hour.hour() == H + 7)
                    .singleElement().extracting(RecentHour::revision).isEqualTo(2);
            assertThat(published.revisionOf(new ServedHour(H + 7, 1))).isEmpty();
        }
    }

    @Test
    void removed_hours_are_requested_as_history_and_not_as_rechecks() {
        Ledger after = new LedgerReset(NOW.plus(Duration.ofDays(3))).from(BROKEN, H + 2);
        Instant later = NOW.plus(Duration.ofDays(3));
        assertThat(after.recent()).hasSize(1);
        assertThat(after.nextWork(later, later, LedgerRules.DEFAULT)).isInstanceOfSatisfying(Work.FetchHours.class,
                request -> {
                    assertThat(request.priority()).isEqualTo(Work.Priority.BACKFILL);
                    assertThat(request.from()).isEqualTo(H + 2);
                });
    }
}
