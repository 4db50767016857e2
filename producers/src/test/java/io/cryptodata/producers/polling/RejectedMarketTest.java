package io.cryptodata.producers.polling;

import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RejectedMarketTest {
    private final PollerRig rig = new PollerRig(PollerRig.closed(PollerRig.H + 2));

    @Test
    void a_market_that_the_venue_keeps_rejecting_is_reported_with_the_reason_until_it_is_served()
            throws InterruptedException {
        rig.venue.serve(PollerRig.BTC, PollerRig.H, PollerRig.H + 3);
        rig.venue.override(PollerRig.BTC, (_, _) -> Fetch.failed(new Failure.Rejected("Invalid symbol.")));
        rig.settle();
        assertThat(rejected()).isEmpty();
        rig.settle();
        rig.settle();
        rig.settle();
        assertThat(rejected()).containsExactly(new VenueFindings.Rejected("BTC/USDT", "Invalid symbol."));
        rig.venue.clearOverride(PollerRig.BTC);
        rig.settle();
        assertThat(rejected()).isEmpty();
    }

    private List<VenueFindings.Rejected> rejected() {
        return rig.poller().report().findings().rejected();
    }
}
