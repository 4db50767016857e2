package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.MarketState;
import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static org.assertj.core.api.Assertions.assertThat;

/// Where a market begins of which nothing is known.
class FirstHourTest {
    private final PollerRig rig = new PollerRig(closed(H + 39));

    @Test
    void begins_with_the_first_hour_of_the_venue_and_asks_for_it_once() throws InterruptedException {
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        rig.settleAt(closed(H + 40));
        assertThat(rig.venue.askedForFirstHour).containsExactly("BTC");
        assertThat(rig.venue.asked).startsWith("BTC@" + H);
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 41));
    }

    @Test
    void begins_where_history_is_wanted_from_if_that_is_later() throws InterruptedException {
        rig.expectedFrom = Timeframe.instantOf(H + 10);
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        assertThat(rig.venue.asked).startsWith("BTC@" + (H + 10));
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H + 10, H + 40));
    }

    @Test
    void begins_with_the_first_candle_if_history_is_wanted_from_before_it() throws InterruptedException {
        rig.expectedFrom = Timeframe.instantOf(H - 1000);
        rig.venue.serve(BTC, H, H + 90);
        rig.settle();
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 40));
        assertThat(rig.ledger().missing()).isEmpty();
    }

    @Test
    void a_market_without_a_candle_is_asked_for_again_ever_more_seldom_and_misses_nothing()
            throws InterruptedException {
        for (int minute = 0; minute < 5; minute++) {
            rig.settle();
        }
        assertThat(rig.venue.askedForFirstHour).hasSizeBetween(5, 20);
        assertThat(rig.venue.asked).isEmpty();
        assertThat(rig.topic.published).isEmpty();
        assertThat(rig.ledger().missingHours()).isZero();
        assertThat(rig.poller().caughtUp()).isTrue();
        rig.venue.serve(BTC, H + 40, H + 90);
        rig.settleAt(closed(H + 40));
        assertThat(rig.topic.hoursOf(BTC)).containsExactly(H + 40);
        assertThat(rig.ledger().state()).isEqualTo(MarketState.LIVE);
    }

    @Test
    void history_goes_on_after_a_restart_where_it_was() throws InterruptedException {
        rig.venue.maxRows = 10;
        rig.venue.serve(BTC, H, H + 90);
        rig.roundAt(closed(H + 24));
        rig.restart();
        int requests = rig.requests();
        rig.venue.setClock(closed(H + 80));
        rig.settle();
        assertThat(rig.venue.asked.subList(requests, rig.requests())).doesNotContain("BTC@" + H);
        assertThat(rig.venue.askedForFirstHour).hasSize(1);
        assertThat(rig.topic.hoursOf(BTC)).isEqualTo(LongStream.range(H, H + 81).boxed().toList());
    }
}
