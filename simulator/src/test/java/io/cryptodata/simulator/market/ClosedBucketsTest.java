package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ClosedBucketsTest {
    /// a Thursday
    private static final long FIRST_OF_FEBRUARY = Timeframe.epochHourOf(Instant.parse("2024-02-01T00:00:00Z"));

    private final ClosedBuckets buckets = new ClosedBuckets();

    @Test
    void a_bucket_is_closed_by_its_last_hour() {
        add(0, 4);
        assertThat(buckets.counts()).isEqualTo(counts(4, 2, 1, 0, 0, 0, 0, 0));
        add(4, 5);
        assertThat(buckets.counts()).isEqualTo(counts(5, 2, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void a_bucket_without_its_last_hour_is_closed_by_the_first_later_hour() {
        add(0, 21);
        assertThat(buckets.counts()).isEqualTo(counts(21, 10, 5, 1, 0, 0, 0, 0));
        add(50, 51);
        assertThat(buckets.counts()).isEqualTo(counts(22, 11, 6, 2, 1, 1, 0, 0));
    }

    @Test
    void weeks_and_months_follow_the_calendar() {
        add(0, 4 * 24);
        assertThat(buckets.counts()).containsEntry(Timeframe.W1, 1).containsEntry(Timeframe.M1, 0);
        add(4 * 24, 29 * 24);
        assertThat(buckets.counts()).containsEntry(Timeframe.W1, 4).containsEntry(Timeframe.M1, 1);
    }

    @Test
    void no_hour_closes_nothing() {
        assertThat(buckets.counts()).isEqualTo(counts(0, 0, 0, 0, 0, 0, 0, 0));
    }

    private void add(int from, int to) {
        for (int i = from; i < to; i++) {
            buckets.add(FIRST_OF_FEBRUARY + i);
        }
    }

    private static Map<Timeframe, Integer> counts(int h1, int h2, int h4, int h12, int d1, int d3, int w1, int m1) {
        return Map.of(Timeframe.H1, h1, Timeframe.H2, h2, Timeframe.H4, h4, Timeframe.H12, h12, Timeframe.D1, d1,
                Timeframe.D3, d3, Timeframe.W1, w1, Timeframe.M1, m1);
    }
}
