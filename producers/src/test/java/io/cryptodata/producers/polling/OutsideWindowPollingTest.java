package io.cryptodata.producers.polling;

import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerReset;
import io.cryptodata.domain.ledger.OutsideWindow;
import org.junit.jupiter.api.Test;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.closed;
import static org.assertj.core.api.Assertions.assertThat;

/// Candles that are published when the streams do not fold them in any more.
class OutsideWindowPollingTest {
    private static final long WINDOW = 45 * 24;

    private final PollerRig rig = new PollerRig(closed(H + 20));

    @Test
    void a_bad_hour_that_the_venue_corrects_after_the_correction_window_is_named_in_the_ledger()
            throws InterruptedException {
        rig.venue.serve(BTC, H, H + WINDOW + 90);
        rig.venue.serve(BTC, H + 10, FakeVenue.row(H + 10, "8", "9"));
        rig.settle();
        rig.settleAt(closed(H + WINDOW + 20));
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + WINDOW + 21));
        assertThat(rig.ledger().outsideWindow()).isEqualTo(OutsideWindow.NONE);
        rig.venue.serve(BTC, H + 10, FakeVenue.row(H + 10, "10", "9"));
        rig.settleAt(closed(H + WINDOW + 50));
        OutsideWindow named = new OutsideWindow(H + 10, 1, null);
        assertThat(rig.versionsOf(H + 10)).hasSize(1);
        assertThat(rig.topic.published.stream().map(page -> page.after().outsideWindow())).last().isEqualTo(named);
        rig.restart();
        rig.settleAt(closed(H + WINDOW + 60));
        assertThat(rig.ledger().outsideWindow()).isEqualTo(named);
    }

    @Test
    void an_hour_that_is_corrected_within_the_window_is_not_named() throws InterruptedException {
        rig.venue.serve(BTC, H, H + WINDOW + 90);
        rig.venue.serve(BTC, H + 10, FakeVenue.row(H + 10, "8", "9"));
        rig.settle();
        rig.settleAt(closed(H + WINDOW - 30));
        rig.venue.serve(BTC, H + 10, FakeVenue.row(H + 10, "10", "9"));
        rig.settleAt(closed(H + WINDOW));
        assertThat(rig.versionsOf(H + 10)).hasSize(1);
        assertThat(rig.ledger().outsideWindow()).isEqualTo(OutsideWindow.NONE);
    }

    @Test
    void hours_that_are_published_again_after_a_reset_are_judged_by_the_newest_published_one()
            throws InterruptedException {
        rig.venue.serve(BTC, H, H + WINDOW + 90);
        rig.settleAt(closed(H + WINDOW + 20));
        Ledger reset = new LedgerReset(closed(H + WINDOW + 20)).from(rig.ledger(), H + 15);
        rig.ledgers.commit(reset);
        rig.settleAt(closed(H + WINDOW + 30));
        assertThat(rig.ledger().outsideWindow()).isEqualTo(new OutsideWindow(H + 15, 5, H + WINDOW + 20));
    }
}
