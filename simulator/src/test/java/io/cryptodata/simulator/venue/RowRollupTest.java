package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class RowRollupTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long FIRST = Instant.parse("2024-01-30T20:00:00Z").toEpochMilli();
    private static final long JANUARY_30 = FIRST - 20 * HOUR;

    private final List<SourceRow> hours = new ArrayList<>(LongStream.range(0, 100)
            .mapToObj(hour -> new SourceRow(FIRST + hour * HOUR, Long.toString(10 + hour), Long.toString(12 + hour),
                    Long.toString(9 + hour), Long.toString(11 + hour), "2.5"))
            .toList());

    @Test
    void a_bucket_that_opens_inside_the_window_has_all_of_its_hours() {
        assertThat(page(JANUARY_30, JANUARY_30, 10, true))
                .containsExactly(new SourceRow(JANUARY_30, "10", "15", "9", "14", "10.0"));
    }

    @Test
    void a_bucket_that_opens_outside_the_window_is_left_out() {
        assertThat(page(JANUARY_30 + 1, JANUARY_30 + 2 * DAY, 10, true)).extracting(SourceRow::openTime)
                .containsExactly(JANUARY_30 + DAY, JANUARY_30 + 2 * DAY);
        assertThat(page(JANUARY_30 + 1, JANUARY_30 + DAY - 1, 10, true)).isEmpty();
        assertThat(page(JANUARY_30 + DAY, JANUARY_30, 10, true)).isEmpty();
    }

    @Test
    void of_more_buckets_than_the_limit_the_newest_or_the_oldest_are_served() {
        assertThat(page(0, Long.MAX_VALUE, 2, true)).extracting(SourceRow::openTime)
                .containsExactly(JANUARY_30 + 3 * DAY, JANUARY_30 + 4 * DAY);
        assertThat(page(0, Long.MAX_VALUE, 2, false)).extracting(SourceRow::openTime)
                .containsExactly(JANUARY_30, JANUARY_30 + DAY);
    }

    @Test
    void an_hour_without_numbers_counts_only_in_a_bucket_without_others() {
        hours.set(0, new SourceRow(FIRST, "NaN", "NaN", "NaN", "NaN", "x"));
        assertThat(page(JANUARY_30, JANUARY_30, 10, true))
                .containsExactly(new SourceRow(JANUARY_30, "11", "15", "10", "14", "7.5"));
        hours.subList(1, 100).clear();
        assertThat(page(JANUARY_30, JANUARY_30, 10, true)).extracting(SourceRow::openTime, SourceRow::open)
                .containsExactly(tuple(JANUARY_30, "NaN"));
    }

    private List<SourceRow> page(long from, long to, int limit, boolean newest) {
        return RowRollup.page(Timeframe.D1, new Window(from, to, limit, newest), window -> hours.stream()
                .filter(hour -> hour.openTime() >= window.from() && hour.openTime() <= window.to()).toList());
    }
}
