package io.cryptodata.streams.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.service.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class ClosedBarsTest {
    /// a Monday
    private static final Instant MIDNIGHT = Instant.parse("2026-01-05T00:00:00Z");
    private static final long M = Timeframe.epochHourOf(MIDNIGHT);

    private final MeterRegistry meters = MeterNames.strictRegistry();
    private Instant now = MIDNIGHT.plusSeconds(1);
    private final ClosedBars bars = ClosedBars.in(meters, () -> now);

    @Test
    void a_bar_is_overdue_once_the_next_one_should_have_closed() {
        ClosedBars.Partition partition = bars.assigned(0);
        partition.closed("okx", Timeframe.H1, M - 1);
        partition.closed("okx", Timeframe.D1, M - 24);
        assertThat(overdue("okx", "1h")).isZero();
        now = MIDNIGHT.plus(Duration.ofMinutes(61));
        assertThat(overdue("okx", "1h")).isEqualTo(60);
        assertThat(overdue("okx", "1d")).isZero();
        assertThat(overdue("okx", "1w")).as("no week was closed yet").isNaN();
        now = MIDNIGHT.plus(Duration.ofHours(25));
        assertThat(overdue("okx", "1d")).isEqualTo(3600);
    }

    @Test
    void a_month_is_due_at_the_end_of_the_next_month() {
        bars.assigned(0).closed("okx", Timeframe.M1, Timeframe.epochHourOf(Instant.parse("2025-12-01T00:00:00Z")));
        now = Instant.parse("2026-02-01T00:10:00Z");
        assertThat(overdue("okx", "1m")).isEqualTo(600);
    }

    @Test
    void the_newest_bar_of_all_partitions_counts_and_older_bars_change_nothing() {
        bars.assigned(0).closed("okx", Timeframe.H1, M - 3);
        ClosedBars.Partition newest = bars.assigned(1);
        newest.closed("okx", Timeframe.H1, M - 1);
        newest.closed("okx", Timeframe.H1, M - 2);
        now = MIDNIGHT.plus(Duration.ofMinutes(61));
        assertThat(overdue("okx", "1h")).isEqualTo(60);
        bars.removed(1);
        assertThat(overdue("okx", "1h")).isEqualTo(2 * 3600 + 60);
        bars.removed(0);
        assertThat(overdue("okx", "1h")).isNaN();
    }

    private double overdue(String exchange, String timeframe) {
        return meters.get("cda.streams.overdue").tags("exchange", exchange, "timeframe", timeframe).gauge().value();
    }
}
