package io.cryptodata.simulator.clock;

import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class LiveClockTest {
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    private Instant wall = START;

    @Test
    void time_is_wall_time_and_does_not_go_back() {
        LiveClock clock = new LiveClock(() -> wall);
        assertThat(clock.now()).isEqualTo(START);
        wall = START.plusSeconds(5);
        assertThat(clock.now()).isEqualTo(START.plusSeconds(5));
        wall = START;
        assertThat(clock.now()).isEqualTo(START.plusSeconds(5));
    }
}
