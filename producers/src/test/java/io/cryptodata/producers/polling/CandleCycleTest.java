package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.producers.polling.VenuePoller.HourStanding;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CandleCycleTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final long HOUR = Timeframe.epochHourOf(NOON);

    private final List<TaskReport> runs = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @Nullable HourStanding standing;
    private final CandleCycle cycle = new CandleCycle("binance", "one", () -> standing, meters, runs::add);

    @Test
    void a_cycle_is_over_when_every_market_that_keeps_up_has_been_asked() {
        look(null, 0);
        look(new HourStanding(HOUR, 3, 3), 5);
        count("producers.candles.published", 3);
        meters.counter("producers.page.requests", "exchange", "binance", "answer", "ok").increment(2);
        meters.counter("producers.page.requests", "exchange", "binance", "answer", "slowdown").increment(2);
        look(new HourStanding(HOUR, 3, 1), 6);
        assertThat(runs).isEmpty();
        look(new HourStanding(HOUR, 3, 0), 9);
        look(new HourStanding(HOUR, 3, 0), 10);
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.process()).isEqualTo("candles.binance");
            assertThat(run.startedAt()).isEqualTo(NOON.plusSeconds(5));
            assertThat(run.finishedAt()).isEqualTo(NOON.plusSeconds(9));
            assertThat(run.outcome()).isEqualTo(Outcome.OK);
            assertThat(run.counts()).containsEntry("candles", 3L).containsEntry("requests", 4L)
                    .containsEntry("markets", 3L).containsEntry("revised", 0L).containsEntry("failed", 0L);
            assertThat(run.detail()).contains("2026-01-01T11:00:00Z").contains("one");
        });
    }

    @Test
    void a_cycle_that_the_next_hour_overtakes_is_partial_and_the_next_one_counts_from_there() {
        look(new HourStanding(HOUR, 2, 2), 5);
        count("producers.candles.published", 1);
        look(new HourStanding(HOUR + 1, 2, 2), 3605);
        count("producers.candles.published", 3);
        look(new HourStanding(HOUR + 1, 2, 0), 3606);
        assertThat(runs).extracting(TaskReport::outcome).containsExactly(Outcome.PARTIAL, Outcome.OK);
        assertThat(runs).extracting(run -> run.counts().get("candles")).containsExactly(1L, 3L);
    }

    private void look(@Nullable HourStanding seen, long second) {
        standing = seen;
        cycle.step(NOON.plusSeconds(second));
    }

    private void count(String meter, long amount) {
        meters.counter(meter, "exchange", "binance").increment(amount);
    }
}
