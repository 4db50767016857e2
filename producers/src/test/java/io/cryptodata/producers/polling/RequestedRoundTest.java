package io.cryptodata.producers.polling;

import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/// Rounds that an operator requests.
class RequestedRoundTest {
    private final PollerRig rig = new PollerRig(PollerRig.closed(PollerRig.H + 45));

    @Test
    void a_requested_round_does_not_wait_for_the_pause_of_a_failed_market() throws InterruptedException {
        rig.venue.serve(PollerRig.BTC, PollerRig.H, PollerRig.H + 46);
        rig.venue.override(PollerRig.BTC, (_, _) -> Fetch.failed(new Failure.Unavailable("connection refused")));
        rig.settle();
        rig.venue.clearOverride(PollerRig.BTC);
        rig.wallTime = rig.wallTime.minusSeconds(31);
        rig.poller().round();
        assertThat(rig.poller().work(Lane.OLDER_SPOT, Duration.ZERO)).as("it still pauses").isFalse();
        rig.poller().requestRound();
        assertThat(rig.poller().isRoundRequested()).isTrue();
        rig.poller().round();
        assertThat(rig.poller().isRoundRequested()).isFalse();
        assertThat(rig.poller().work(Lane.OLDER_SPOT, Duration.ZERO)).isTrue();
        assertThat(rig.versionsOf(PollerRig.H)).isNotEmpty();
    }
}
