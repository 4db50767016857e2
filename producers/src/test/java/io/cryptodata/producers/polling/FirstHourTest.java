package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.MarketState;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.LongStream;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static org.assertj.core.api.Assertions.assertThat;

/// The first hour of a market without a ledger.
class FirstHourTest {
    private final PollerRig rig = new PollerRig(closed(H + 39));

    @Test
    void a_market_starts_with_the_venues_first_hour_which_is_requested_once() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        rig.settleAt(closed(H + 40));
        assertThat(rig.venue.firstHourRequests).containsExactly("BTC");
        assertThat(rig.venue.requests).startsWith("BTC@" + H);
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 41));
    }

    @Test
    void a_market_starts_where_history_is_configured_to_start_if_that_is_later() throws InterruptedException {
        rig.expectedFrom = Timeframe.instantOf(H + 10);
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        assertThat(rig.venue.requests).startsWith("BTC@" + (H + 10));
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H + 10, H + 40));
    }

    @Test
    void a_market_starts_with_its_first_candle_if_history_is_configured_to_start_earlier() throws InterruptedException {
        rig.expectedFrom = Timeframe.instantOf(H - 1000);
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 40));
        assertThat(rig.ledger().missing()).isEmpty();
    }

    @Test
    void a_first_hour_after_the_venues_clock_is_not_recorded() throws InterruptedException {
        rig.venue.serve(BTC, H + 400, H + 410);
        rig.settle();
        assertThat(rig.ledger().recorded()).isNull();
        assertThat(rig.venue.requests).isEmpty();
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 40));
    }

    @Test
    void a_market_without_a_candle_is_polled_with_a_backoff_and_has_no_missing_hours()
            throws InterruptedException {
        for (int minute = 0; minute < 5; minute++) {
            rig.settle();
        }
        assertThat(rig.venue.firstHourRequests).hasSizeBetween(5, 20);
        assertThat(rig.venue.requests).isEmpty();
        assertThat(rig.topic.published).isEmpty();
        assertThat(rig.ledger().missingHours()).isZero();
        assertThat(rig.poller().report().isCaughtUp()).isTrue();
        rig.venue.serve(BTC, H + 40, H + 90);
        rig.settleAt(closed(H + 40));
        assertThat(rig.topic.hoursOf(BTC)).containsExactly(H + 40);
        assertThat(rig.ledger().state()).isEqualTo(MarketState.LIVE);
    }

    @Test
    void an_unreadable_first_hour_is_requested_again_after_growing_pauses() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 90);
        rig.venue.setFirstHourReadable(BTC, false);
        for (int second = 0; second < 86_400; second += 10) {
            rig.wallTime = rig.wallTime.plusSeconds(10);
            rig.roundAt(closed(H + 39).plusSeconds(second));
        }
        assertThat(rig.venue.firstHourRequests).hasSizeBetween(100, 170);
        assertThat(rig.poller().report().markets().getFirst().lastError()).contains("not JSON");
        assertThat(rig.poller().report().isCaughtUp()).isFalse();
        rig.venue.setFirstHourReadable(BTC, true);
        rig.wallTime = rig.wallTime.plus(Duration.ofMinutes(10));
        rig.settleAt(closed(H + 64));
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(LongStream.range(H, H + 65).boxed().toList());
    }

    @Test
    void history_continues_after_a_restart_where_it_stopped() throws InterruptedException {
        rig.venue.maxRows = 10;
        rig.venue.serve(BTC, H, H + 90);
        rig.roundAt(closed(H + 24));
        rig.restart();
        int requests = rig.requests();
        rig.venue.setClock(closed(H + 80));
        rig.settle();
        assertThat(rig.venue.requests.subList(requests, rig.requests())).doesNotContain("BTC@" + H);
        assertThat(rig.venue.firstHourRequests).hasSize(1);
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(LongStream.range(H, H + 81).boxed().toList());
    }
}
