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
        rig.venue.serve(PollerRig.BTC, PollerRig.H, PollerRig.H + 10);
        rig.venue.override(PollerRig.BTC, (_, _) -> Fetch.failed(new Failure.Rejected("Invalid symbol.")));
        rig.roundAt(PollerRig.closed(PollerRig.H + 2));
        rig.roundAt(PollerRig.closed(PollerRig.H + 2));
        assertThat(rejected()).isEmpty();
        for (long hour = PollerRig.H + 3; hour < PollerRig.H + 7; hour++) {
            rig.settleAt(PollerRig.closed(hour));
        }
        assertThat(rejected()).containsExactly(new VenueFindings.Rejected("BTC/USDT", "Invalid symbol."));
        rig.venue.clearOverride(PollerRig.BTC);
        rig.settleAt(PollerRig.closed(PollerRig.H + 7));
        assertThat(rejected()).isEmpty();
    }

    private List<VenueFindings.Rejected> rejected() {
        return rig.poller().report().findings().rejected();
    }
}
