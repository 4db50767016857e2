package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class ArrivalTest {
    private static final int UNKNOWN = -1;
    private static final Instant OPENED = Instant.parse("2024-05-01T12:00:00Z");

    private final Candle candle = CandleScript.candleAt(OPENED, 100);

    @Test
    void a_candle_within_two_hours_of_its_close_is_live_wherever_it_is_in_its_page() {
        for (int remaining : new int[]{UNKNOWN, 0, 1, 500}) {
            assertThat(after(Duration.ofSeconds(5), remaining).isFull(candle)).isTrue();
            assertThat(after(Duration.ofHours(2), remaining).isFull(candle)).isTrue();
        }
    }

    @Test
    void a_later_candle_is_history_unless_it_is_the_last_of_its_page() {
        Duration later = Duration.ofHours(2).plusMillis(1);
        assertThat(after(later, 1).isFull(candle)).isFalse();
        assertThat(after(later, UNKNOWN).isFull(candle)).isFalse();
        assertThat(after(later, 0).isFull(candle)).isTrue();
        assertThat(after(Duration.ofDays(3000), 0).isFull(candle)).isTrue();
    }

    @Test
    void a_candle_that_a_clock_behind_ours_appended_before_its_close_is_live() {
        assertThat(after(Duration.ofMinutes(-30), 7).isFull(candle)).isTrue();
    }

    @Test
    void more_candles_follow_only_if_the_page_has_some() {
        assertThat(after(Duration.ZERO, 1).hasMore()).isTrue();
        assertThat(after(Duration.ZERO, 0).hasMore()).isFalse();
        assertThat(after(Duration.ZERO, UNKNOWN).hasMore()).isFalse();
    }

    private static Arrival after(Duration close, int remaining) {
        return new Arrival(OPENED.plus(Duration.ofHours(1)).plus(close), remaining);
    }
}
