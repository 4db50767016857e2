package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.producers.polling.VenueCounts.Totals;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
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
    private Totals totals = new Totals(7, 0, 0, 1, 20);
    private @Nullable HourProgress progress;
    private VenueFindings findings = VenueFindings.NONE;
    private boolean roundRequested;
    private final CandleCycle cycle = new CandleCycle("binance", "one",
            new CandleCycle.Inputs(() -> progress, () -> totals, () -> findings, () -> roundRequested),
            runs::add);

    @Test
    void a_cycle_ends_when_every_live_market_has_been_polled() {
        step(null, 0);
        step(new HourProgress(HOUR, 3, 3), 5);
        totals = new Totals(10, 0, 0, 1, 24);
        step(new HourProgress(HOUR, 3, 1), 6);
        assertThat(runs).isEmpty();
        step(new HourProgress(HOUR, 3, 0), 9);
        step(new HourProgress(HOUR, 3, 0), 10);
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
        step(new HourProgress(HOUR, 2, 2), 5);
        totals = new Totals(8, 0, 0, 1, 20);
        step(new HourProgress(HOUR + 1, 2, 2), 3605);
        totals = new Totals(11, 0, 0, 1, 20);
        step(new HourProgress(HOUR + 1, 2, 0), 3606);
        assertThat(runs).extracting(TaskReport::outcome).containsExactly(Outcome.PARTIAL, Outcome.OK);
        assertThat(runs).extracting(run -> run.counts().get("candles")).containsExactly(1L, 3L);
    }

    @Test
    void a_cycle_reports_the_skew_of_the_venues_clock() {
        findings = new VenueFindings(-1500L, null, List.of());
        step(new HourProgress(HOUR, 3, 3), 5);
        step(new HourProgress(HOUR, 3, 0), 9);
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.counts()).containsEntry("clock_skew_ms", -1500L);
            assertThat(run.outcome()).isEqualTo(Outcome.OK);
        });
    }

    @Test
    void a_problem_is_recorded_before_any_hour_has_closed_and_so_is_its_end() {
        step(null, 0);
        findings = new VenueFindings(3_600_000L, "its clock shows 13:00", List.of());
        step(null, 1);
        findings = new VenueFindings(3_600_500L, "its clock shows 13:01", List.of());
        step(null, 61);
        findings = new VenueFindings(10L, null, List.of());
        step(null, 62);
        assertThat(runs).as("the next one is five minutes later").hasSize(1);
        step(null, 301);
        assertThat(runs).extracting(TaskReport::outcome).containsExactly(Outcome.PARTIAL, Outcome.OK);
        assertThat(runs).extracting(run -> run.counts().get("clock_skew_ms")).containsExactly(3_600_000L, 10L);
        assertThat(runs.getFirst().process()).isEqualTo("candles.binance");
        assertThat(runs.getFirst().detail()).endsWith("by one | its clock shows 13:00");
    }

    @Test
    void a_problem_that_a_cycle_has_reported_is_not_reported_again() {
        step(new HourProgress(HOUR, 3, 3), 5);
        findings = new VenueFindings(-600_000L, "its clock is behind ours", List.of());
        progress = new HourProgress(HOUR, 3, 0);
        cycle.step(NOON.plusSeconds(9));
        cycle.step(NOON.plusSeconds(900));
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(run.detail()).endsWith("by one | its clock is behind ours");
        });
    }

    @Test
    void a_requested_cycle_is_a_run_that_ends_with_its_round() {
        step(new HourProgress(HOUR, 3, 3), 5);
        step(new HourProgress(HOUR, 3, 0), 6);
        roundRequested = true;
        cycle.request();
        step(new HourProgress(HOUR, 3, 0), 60);
        step(new HourProgress(HOUR, 3, 0), 61);
        assertThat(runs).hasSize(1);
        roundRequested = false;
        step(new HourProgress(HOUR, 3, 0), 62);
        step(new HourProgress(HOUR, 3, 0), 63);
        assertThat(runs).hasSize(2).last().satisfies(run -> {
            assertThat(run.startedAt()).isEqualTo(NOON.plusSeconds(60));
            assertThat(run.finishedAt()).isEqualTo(NOON.plusSeconds(62));
        });
    }

    @Test
    void a_request_where_no_market_is_live_is_no_run_later() {
        roundRequested = true;
        cycle.request();
        step(new HourProgress(HOUR, 0, 0), 1);
        roundRequested = false;
        step(new HourProgress(HOUR, 0, 0), 2);
        step(new HourProgress(HOUR, 3, 0), 3);
        step(new HourProgress(HOUR, 3, 0), 4);
        assertThat(runs).as("the cycle of the hour itself").hasSize(1);
    }

    @Test
    void during_a_pause_no_cycle_ends_and_the_pause_is_recorded_at_once() {
        step(new HourProgress(HOUR, 3, 3), 5);
        findings = VenueFindings.paused("paused by an operator: anna, since " + NOON + ": maintenance");
        step(new HourProgress(HOUR, 0, 0), 6);
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(run.detail()).endsWith("by one | paused by an operator: anna, since " + NOON + ": maintenance");
        });
        findings = VenueFindings.NONE;
        step(new HourProgress(HOUR + 2, 3, 2), 7205);
        assertThat(runs).hasSize(2);
        assertThat(runs.getLast().detail()).contains("the next hour closed before every market was polled")
                .doesNotContain("paused");
    }

    private void step(@Nullable HourProgress seen, long second) {
        progress = seen;
        cycle.step(NOON.plusSeconds(second));
    }
}
