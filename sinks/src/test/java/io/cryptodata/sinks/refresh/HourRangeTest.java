package io.cryptodata.sinks.refresh;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HourRangeTest {
    @Test
    void overlapping_and_close_ranges_become_one_and_distant_ones_stay() {
        assertThat(
                HourRange.merged(List.of(range(500, 510), range(0, 10), range(8, 9), range(34, 40), range(100, 101))))
                .containsExactly(range(0, 40), range(100, 101), range(500, 510));
        assertThat(HourRange.merged(List.of())).isEmpty();
    }

    @Test
    void a_range_does_not_end_before_it_starts() {
        assertThatThrownBy(() -> range(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static HourRange range(long oldest, long newest) {
        return new HourRange(Instant.ofEpochSecond(oldest * 3600), Instant.ofEpochSecond(newest * 3600));
    }
}
