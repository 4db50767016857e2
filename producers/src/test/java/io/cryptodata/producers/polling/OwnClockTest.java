package io.cryptodata.producers.polling;

import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static org.assertj.core.api.Assertions.assertThat;

/// Our own clock is set while a market or a venue pauses: the pause is as long as it was.
class OwnClockTest {
    private static final Duration THREE_HOURS = Duration.ofHours(3);
    private static final Instant CLOCK = PollerRig.closed(H + 2);

    private final PollerRig rig = new PollerRig(CLOCK);

    @Test
    void a_failed_market_is_retried_after_its_pause_when_our_clock_is_set_back() throws InterruptedException {
        failWith(new Failure.Unavailable("connection refused"));
        rig.clockError = THREE_HOURS.negated();
        assertRetriedAfter(Duration.ofSeconds(31));
    }

    @Test
    void the_pause_of_a_venue_ends_on_time_when_our_clock_is_set_back() throws InterruptedException {
        failWith(new Failure.SlowDown(Duration.ofMinutes(2), "429"));
        rig.clockError = THREE_HOURS.negated();
        assertRetriedAfter(Duration.ofMinutes(2));
    }

    @Test
    void the_pause_of_a_venue_is_kept_when_our_clock_is_set_forward() throws InterruptedException {
        failWith(new Failure.Banned(Duration.ofMinutes(2), "418"));
        rig.clockError = THREE_HOURS;
        rig.roundAt(CLOCK);
        assertThat(rig.requests()).isEqualTo(1);
        assertThat(rig.poller().report().status().isOk()).isFalse();
        assertRetriedAfter(Duration.ofMinutes(2));
    }

    private void failWith(Failure failure) throws InterruptedException {
        rig.venue.serve(BTC, H, H + 3);
        rig.venue.override(BTC, (_, _) -> Fetch.failed(failure));
        rig.roundAt(CLOCK);
        rig.roundAt(CLOCK);
        assertThat(rig.requests()).isEqualTo(1);
        rig.venue.clearOverride(BTC);
    }

    private void assertRetriedAfter(Duration pause) throws InterruptedException {
        rig.wallTime = rig.wallTime.plus(pause);
        rig.roundAt(CLOCK);
        assertThat(rig.requests()).isEqualTo(2);
        assertThat(rig.ledger().present()).isEqualTo(3);
    }
}
