package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerReset;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static org.assertj.core.api.Assertions.assertThat;

/// A venue whose clock is wrong, once or for long. Three hours are closed, the fourth is running.
class VenueClockPollingTest {
    private static final Instant NOW = Timeframe.instantOf(H + 3).plus(Duration.ofMinutes(20));

    private final PollerRig rig = new PollerRig(NOW);

    VenueClockPollingTest() {
        rig.wallTime = NOW;
        rig.venue.serve(BTC, H, H + 5);
    }

    @Test
    void one_reading_in_microseconds_moves_nothing_and_the_next_reading_continues() throws InterruptedException {
        rig.roundAt(NOW);
        Ledger before = rig.ledger();
        assertThat(before.recorded()).isEqualTo(new HourRange(H, H + 3));
        rig.roundAt(Instant.ofEpochMilli(NOW.toEpochMilli() * 1000));
        assertThat(rig.ledger()).isEqualTo(before);
        assertThat(rig.poller().report().status().reason()).contains("its clock shows +57971", "ahead of ours");
        rig.wallTime = rig.wallTime.plus(Duration.ofHours(1));
        rig.roundAt(NOW.plus(Duration.ofHours(1)));
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 4));
        assertThat(rig.poller().report().status().isOk()).isTrue();
    }

    @Test
    void one_reading_an_hour_ahead_does_not_publish_the_running_hour() throws InterruptedException {
        rig.roundAt(NOW);
        rig.roundAt(NOW.plus(Duration.ofHours(1)));
        assertThat(rig.versionsOf(H + 3)).isEmpty();
        assertThat(rig.poller().report().status().isOk()).isFalse();
        rig.roundAt(NOW);
        assertThat(rig.poller().report().status().isOk()).isTrue();
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 3));
    }

    @Test
    void a_clock_that_stays_an_hour_ahead_of_ours_never_publishes_the_running_hour() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            rig.wallTime = rig.wallTime.plusSeconds(1);
            rig.roundAt(rig.wallTime.plus(Duration.ofHours(1)));
        }
        assertThat(rig.ledger().recorded()).isNull();
        assertThat(rig.poller().report().status().reason()).contains("1h ahead of ours");
        assertThat(rig.meters.get("cda.producers.clock.skew").gauge().value()).isEqualTo(3600);
        assertThat(rig.poller().report().findings()).as("not yet for long")
                .isEqualTo(new VenueFindings(3_600_000L, null, List.of()));
        rig.wallTime = rig.wallTime.plusSeconds(30);
        assertThat(rig.poller().report().findings().clockProblem()).contains("1h ahead of ours");
    }

    @Test
    void a_clock_a_quarter_of_an_hour_behind_ours_is_followed_and_reported_a_simulated_one_is_not()
            throws InterruptedException {
        rig.wallTime = NOW.plus(Duration.ofMinutes(15));
        rig.roundAt(NOW);
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 3));
        assertThat(rig.poller().report().findings().clockProblem()).contains("15m behind ours");
        rig.wallTime = NOW.plus(Duration.ofDays(30));
        rig.roundAt(NOW);
        assertThat(rig.poller().report().findings()).isEqualTo(
                new VenueFindings(Duration.ofDays(-30).toMillis(), null, List.of()));
    }

    @Test
    void polling_continues_when_our_clock_is_set_back() throws InterruptedException {
        rig.roundAt(NOW);
        rig.clockError = Duration.ofHours(-3);
        rig.wallTime = rig.wallTime.plus(Duration.ofHours(1));
        rig.roundAt(NOW.plus(Duration.ofHours(1)));
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 4));
    }

    @Test
    void a_clock_that_goes_back_is_followed_after_three_readings_that_agree() throws InterruptedException {
        rig.roundAt(NOW);
        for (int round = 0; round < 3; round++) {
            assertThat(rig.poller().report().status().isOk()).isEqualTo(round == 0);
            rig.roundAt(NOW.minus(Duration.ofHours(1)));
        }
        assertThat(rig.poller().report().status().isOk()).isTrue();
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 3));
    }

    @Test
    void a_stored_ledger_beyond_our_clock_is_not_polled_until_it_is_reset() throws InterruptedException {
        rig.roundAt(NOW);
        Ledger good = rig.ledger();
        rig.restartWith(new Ledger(BTC, new HourRange(H, 490_899_333), good.missing(), good.confirmedEmpty(),
                good.notAvailable(), good.present(), good.quarantined(), good.quarantinedTimes(), good.recent(), null,
                good.outsideWindow(), good.state(), good.updatedAt()));
        rig.wallTime = rig.wallTime.plus(Duration.ofHours(1));
        rig.roundAt(NOW.plus(Duration.ofHours(1)));
        assertThat(rig.topic.published).isEmpty();
        assertThat(rig.poller().report().isCaughtUp()).isFalse();
        assertThat(rig.poller().report().problems()).singleElement().asString()
                .contains("the ledger of binance:BTC/USDT reaches +57971", "./cda ledger reset binance:BTC/USDT");
        assertThat(rig.poller().report().markets().getFirst().lastError()).contains("./cda ledger reset");
        rig.ledgers.commit(new LedgerReset(rig.wallTime).from(rig.ledger(), H + 3));
        rig.roundAt(NOW.plus(Duration.ofHours(1)));
        assertThat(rig.ledger().recorded()).isEqualTo(new HourRange(H, H + 4));
        assertThat(rig.poller().report().problems()).isEmpty();
        assertThat(rig.poller().report().markets().getFirst().lastError()).isNull();
    }
}
