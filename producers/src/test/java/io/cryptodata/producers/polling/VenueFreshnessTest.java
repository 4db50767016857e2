package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static io.cryptodata.producers.polling.PollerRig.BTC;
import static io.cryptodata.producers.polling.PollerRig.H;
import static io.cryptodata.producers.polling.PollerRig.SETTLE;
import static org.assertj.core.api.Assertions.assertThat;

/// The meters of freshness and completeness. Three hours are closed, the fourth is running.
class VenueFreshnessTest {
    private static final Instant NOW = Timeframe.instantOf(H + 3).plus(Duration.ofMinutes(20));

    private final PollerRig rig = new PollerRig(NOW);

    VenueFreshnessTest() {
        rig.wallTime = NOW;
        rig.venue.serve(BTC, H, H + 3);
    }

    @Test
    void nothing_is_known_of_a_venue_that_was_not_polled() {
        assertThat(gauge("cda.producers.overdue")).isNaN();
        assertThat(gauge("cda.producers.available")).isNaN();
        assertThat(gauge("cda.producers.markets.lacking")).isNaN();
    }

    @Test
    void an_hour_is_overdue_from_the_moment_when_it_is_closed_and_settled() throws InterruptedException {
        rig.roundAt(NOW);
        assertThat(gauge("cda.producers.overdue")).isZero();
        assertThat(gauge("cda.producers.available")).isEqualTo(1);
        rig.wallTime = Timeframe.instantOf(H + 4).plus(SETTLE);
        rig.roundAt(rig.wallTime);
        assertThat(gauge("cda.producers.overdue")).isZero();
        rig.wallTime = rig.wallTime.plusSeconds(90);
        rig.roundAt(rig.wallTime);
        assertThat(gauge("cda.producers.overdue")).as("the venue serves no fourth hour").isEqualTo(90);
    }

    @Test
    void a_venue_that_stops_responding_becomes_overdue_by_the_time_that_passes() throws InterruptedException {
        rig.roundAt(NOW);
        rig.venue.setClockAvailable(false);
        rig.wallTime = Timeframe.instantOf(H + 4).plus(SETTLE).plus(Duration.ofMinutes(7));
        rig.roundAt(rig.wallTime);
        assertThat(gauge("cda.producers.available")).isZero();
        assertThat(gauge("cda.producers.overdue")).isEqualTo(7 * 60);
    }

    @Test
    void markets_are_counted_by_state_and_missing_hours_by_cause() throws InterruptedException {
        rig.roundAt(NOW);
        assertThat(rig.meters.get("cda.producers.markets").tag("state", "live").gauge().value()).isEqualTo(1);
        assertThat(gauge("cda.producers.markets.lacking")).isZero();
        rig.wallTime = NOW.plus(Duration.ofHours(2));
        rig.venue.serve(BTC, H + 4, H + 6);
        rig.roundAt(rig.wallTime);
        assertThat(rig.ledger().missingHours()).as("the venue left out an hour").isEqualTo(1);
        assertThat(rig.meters.get("cda.producers.hours.missing").tag("cause", "empty").gauge().value()).isEqualTo(1);
        assertThat(rig.meters.get("cda.producers.hours.missing").tag("cause", "bad_rows").gauge().value()).isZero();
    }

    private double gauge(String name) {
        return rig.meters.get(name).tag("exchange", "binance").gauge().value();
    }
}
