package io.cryptodata.simulator.venue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class LimitMeterTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private Instant wall = Instant.parse("2026-01-01T00:00:15Z");
    private final LimitMeter aligned = meter(Limit.Window.ALIGNED);
    private final LimitMeter rolling = meter(Limit.Window.ROLLING);

    @Test
    void weights_add_up_within_a_minute_and_start_anew_with_the_next() {
        assertThat(aligned.ask(60).used()).isEqualTo(60);
        assertThat(aligned.ask(40)).satisfies(standing -> {
            assertThat(standing.passes()).isTrue();
            assertThat(standing.used()).isEqualTo(100);
        });
        wall = wall.plusSeconds(45);
        assertThat(aligned.ask(20).used()).isEqualTo(20);
        assertThat(aligned.refused()).isZero();
        assertThat(aligned.highest()).isEqualTo(100);
    }

    @Test
    void above_the_limit_it_refuses_until_the_next_minute() {
        aligned.ask(100);
        LimitMeter.Standing refusal = aligned.ask(1);
        assertThat(refusal.passes()).isFalse();
        assertThat(refusal.banned()).isFalse();
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(45));
        assertThat(aligned.refused()).isEqualTo(1);
    }

    @Test
    void who_goes_on_in_spite_of_it_is_banned_into_later_minutes() {
        aligned.ask(100);
        for (int i = 0; i < 10; i++) {
            assertThat(aligned.ask(1).banned()).isFalse();
        }
        assertThat(aligned.ask(1).banned()).isTrue();
        wall = wall.plusSeconds(100);
        assertThat(aligned.ask(1)).satisfies(standing -> {
            assertThat(standing.banned()).isTrue();
            assertThat(standing.retryAfter()).isEqualTo(Duration.ofSeconds(20));
        });
        wall = wall.plusSeconds(20);
        assertThat(aligned.ask(1).passes()).isTrue();
    }

    @Test
    void a_rolling_limit_forgets_each_use_one_period_after_it() {
        rolling.ask(60);
        wall = wall.plusSeconds(30);
        rolling.ask(40);
        wall = wall.plusSeconds(29);
        assertThat(rolling.ask(1).passes()).isFalse();
        wall = wall.plusSeconds(1);
        assertThat(rolling.ask(59).passes()).isTrue();
        assertThat(rolling.ask(1).passes()).isFalse();
    }

    private LimitMeter meter(Limit.Window window) {
        return new LimitMeter(new Limit("weight", 100, MINUTE, window, 10, MINUTE.multipliedBy(2)), () -> wall);
    }
}
