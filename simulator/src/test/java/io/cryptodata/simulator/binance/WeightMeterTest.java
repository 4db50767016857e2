package io.cryptodata.simulator.binance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class WeightMeterTest {
    private Instant wall = Instant.parse("2026-01-01T00:00:15Z");
    private final WeightMeter meter = new WeightMeter(100, () -> wall);

    @Test
    void weights_add_up_within_a_minute_and_start_anew_with_the_next() {
        assertThat(meter.ask(60).used()).isEqualTo(60);
        assertThat(meter.ask(40)).extracting(WeightMeter.Answer::status, WeightMeter.Answer::used)
                .containsExactly(200, 100);
        wall = wall.plusSeconds(45);
        assertThat(meter.ask(20).used()).isEqualTo(20);
        assertThat(meter.refused()).isZero();
        assertThat(meter.highestMinute()).isEqualTo(100);
    }

    @Test
    void above_the_limit_it_refuses_until_the_next_minute() {
        meter.ask(100);
        WeightMeter.Answer refusal = meter.ask(1);
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(45));
        assertThat(meter.refused()).isEqualTo(1);
    }

    @Test
    void who_goes_on_in_spite_of_it_is_banned_into_later_minutes() {
        meter.ask(100);
        for (int i = 0; i < 10; i++) {
            assertThat(meter.ask(1).status()).isEqualTo(429);
        }
        assertThat(meter.ask(1).status()).isEqualTo(418);
        wall = wall.plusSeconds(100);
        assertThat(meter.ask(1)).extracting(WeightMeter.Answer::status, WeightMeter.Answer::retryAfter)
                .containsExactly(418, Duration.ofSeconds(20));
        wall = wall.plusSeconds(20);
        assertThat(meter.ask(1).status()).isEqualTo(200);
    }
}
