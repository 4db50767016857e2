package io.cryptodata.producers.venue.okx;

import io.cryptodata.producers.ratelimit.ManualTime;
import io.cryptodata.producers.venue.ScriptedListing;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class OkxClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final ManualTime time = new ManualTime(NOON);
    private final OkxClock clock = new OkxClock(ScriptedListing.clock(time));

    @Test
    void a_reading_that_is_not_credible_is_ignored() {
        clock.record(NOON);
        clock.record(NOON.plus(Duration.ofHours(1)));
        clock.record(Instant.ofEpochMilli(NOON.toEpochMilli() * 1000));
        assertThat(clock.now()).isEqualTo(NOON);
        assertThat(clock.endpointOf(NOON)).isEqualTo(OkxApi.RECENT);
    }

    @Test
    void the_clock_advances_with_time_when_our_clock_is_set() {
        clock.record(NOON);
        time.pass(Duration.ofSeconds(20));
        time.setClockBy(Duration.ofHours(-3));
        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(20));
        assertThat(clock.isSurelyRecent(NOON)).isTrue();
        time.pass(Duration.ofSeconds(11));
        assertThat(clock.isSurelyRecent(NOON)).isFalse();
    }
}
