package io.cryptodata.simulator.venue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimiterTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private Instant wall = Instant.parse("2026-01-01T00:00:15Z");
    private final RateLimiter aligned = meter(RateLimit.Window.ALIGNED);
    private final RateLimiter rolling = meter(RateLimit.Window.ROLLING);

    @Test
    void weights_add_up_within_a_minute_and_are_reset_with_the_next() {
        assertThat(aligned.tryAcquire(60).used()).isEqualTo(60);
        assertThat(aligned.tryAcquire(40)).satisfies(decision -> {
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.used()).isEqualTo(100);
        });
        wall = wall.plusSeconds(45);
        assertThat(aligned.tryAcquire(20).used()).isEqualTo(20);
        assertThat(aligned.refused()).isZero();
        assertThat(aligned.highest()).isEqualTo(100);
    }

    @Test
    void requests_above_the_limit_are_refused_until_the_next_minute() {
        aligned.tryAcquire(100);
        RateLimiter.Decision refusal = aligned.tryAcquire(1);
        assertThat(refusal.allowed()).isFalse();
        assertThat(refusal.banned()).isFalse();
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(45));
        assertThat(aligned.refused()).isEqualTo(1);
    }

    @Test
    void continued_requests_are_banned_beyond_the_minute() {
        aligned.tryAcquire(100);
        for (int i = 0; i < 10; i++) {
            assertThat(aligned.tryAcquire(1).banned()).isFalse();
        }
        assertThat(aligned.tryAcquire(1).banned()).isTrue();
        wall = wall.plusSeconds(100);
        assertThat(aligned.tryAcquire(1)).satisfies(decision -> {
            assertThat(decision.banned()).isTrue();
            assertThat(decision.retryAfter()).isEqualTo(Duration.ofSeconds(20));
        });
        wall = wall.plusSeconds(20);
        assertThat(aligned.tryAcquire(1).allowed()).isTrue();
    }

    @Test
    void a_rolling_limit_expires_each_use_after_one_period() {
        rolling.tryAcquire(60);
        wall = wall.plusSeconds(30);
        rolling.tryAcquire(40);
        wall = wall.plusSeconds(29);
        assertThat(rolling.tryAcquire(1).allowed()).isFalse();
        wall = wall.plusSeconds(1);
        assertThat(rolling.tryAcquire(59).allowed()).isTrue();
        assertThat(rolling.tryAcquire(1).allowed()).isFalse();
    }

    @Test
    void a_client_that_sends_as_much_as_is_allowed_may_have_an_inexact_timer() {
        RateLimiter second = new RateLimiter(RateLimit.rolling("requests", 20, Duration.ofSeconds(1)), () -> wall);
        Instant start = wall;
        for (int i = 0; i < 200; i++) {
            wall = start.plusMillis(50L * i - 90 * (i % 2));
            assertThat(second.tryAcquire(1).allowed()).as("request %d", i).isTrue();
        }
        for (int i = 0; i < 20; i++) {
            second.tryAcquire(1);
        }
        assertThat(second.tryAcquire(1).allowed()).as("a burst").isFalse();
    }

    private RateLimiter meter(RateLimit.Window window) {
        return new RateLimiter(new RateLimit("weight", 100, MINUTE, window, 10, MINUTE.multipliedBy(2)), () -> wall);
    }
}
