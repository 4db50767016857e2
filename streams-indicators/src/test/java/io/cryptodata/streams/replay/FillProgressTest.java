package io.cryptodata.streams.replay;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class FillProgressTest {
    private final AtomicLong nanos = new AtomicLong(5);
    private final FillProgress progress = new FillProgress(nanos::get);

    @Test
    void has_markets_candles_per_second_and_the_time_left() {
        assertThat(progress.describe(3000)).isEqualTo("0 of 3,000 cold markets are filled");
        progress.published(20_000);
        advance(10);
        assertThat(progress.describe(3000)).isEqualTo("0 of 3,000 cold markets are filled, 2,000 candles/s");
        progress.filled();
        assertThat(progress.describe(9)).isEqualTo(
                "1 of 10 cold markets are filled, 2,000 candles/s, about 90 s left");
        assertThat(progress.describe(2999)).contains("1 of 3,000", "about 500 min left");
        assertThat(progress.describe(0)).isEqualTo("1 of 1 cold markets are filled, 2,000 candles/s");
    }

    @Test
    void a_line_is_due_every_30_seconds_once_something_was_published() {
        advance(100);
        assertThat(progress.due(2)).isNull();
        progress.published(10);
        advance(29);
        assertThat(progress.due(2)).isNull();
        advance(1);
        assertThat(progress.due(2)).startsWith("0 of 2 cold markets are filled");
        assertThat(progress.due(2)).isNull();
    }

    @Test
    void starts_over_after_a_reset() {
        progress.published(10);
        progress.filled();
        progress.reset();
        advance(1000);
        progress.published(10);
        advance(1);
        assertThat(progress.describe(5)).isEqualTo("0 of 5 cold markets are filled, 10 candles/s");
    }

    private void advance(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
