package io.cryptodata.api.pipeline;

import io.cryptodata.api.pipeline.Overview.Pause;
import io.cryptodata.api.pipeline.Overview.Source;
import io.cryptodata.schemas.avro.TaskRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SourcesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Pause PAUSE = new Pause("anna", NOON, null, "maintenance");

    private List<MarketSummary> markets = List.of(live(0), live(0));
    private Map<String, TaskRun> runs = Map.of();
    private ProducerReadings readings = new ProducerReadings(Map.of("okx", 0.0), Map.of("okx", true), null, null);
    private Map<String, Pause> pauses = Map.of();
    private boolean isLasting = true;

    @Test
    void a_venue_that_keeps_up_is_up() {
        assertThat(okx()).satisfies(source -> {
            assertThat(source.state()).isEqualTo("up");
            assertThat(source.freshnessSeconds()).isZero();
            assertThat(source.objectiveSeconds()).isEqualTo(300);
            assertThat(source.markets()).isEqualTo(2);
            assertThat(source.behind()).isZero();
        });
    }

    @Test
    void a_venue_whose_newest_hour_is_overdue_is_down_once_that_lasts() {
        readings = new ProducerReadings(Map.of("okx", 301.0), Map.of(), null, null);
        assertThat(okx().state()).isEqualTo("down");
        isLasting = false;
        assertThat(okx().state()).isEqualTo("degraded");
    }

    @Test
    void hours_of_a_simulated_clock_may_be_late_by_some_of_them() {
        readings = new ProducerReadings(Map.of("okx", Duration.ofHours(3).toSeconds() * 1.0), Map.of(), null, null);
        runs = Map.of("candles.okx", new TaskRun("candles.okx", NOON, NOON, "OK",
                Map.of("clock_skew_ms", -Duration.ofDays(700).toMillis()), null));
        markets = List.of(live(0), live(4), live(5));
        assertThat(okx().objectiveSeconds()).isEqualTo(Duration.ofHours(4).toSeconds());
        assertThat(okx().behind()).isEqualTo(1);
        markets = List.of(live(0), live(4));
        assertThat(okx().state()).isEqualTo("up");
    }

    @Test
    void without_readings_of_the_producers_our_clock_decides() {
        readings = ProducerReadings.NONE;
        markets = List.of(live(3));
        assertThat(okx().freshnessSeconds()).isEqualTo(Duration.ofHours(2).toSeconds());
    }

    @Test
    void a_live_market_that_lacks_more_than_the_newest_hour_is_behind() {
        markets = List.of(live(0), live(1), live(2),
                new MarketSummary("okx", "BACKFILLING", null, 0, 0, 9, 9, 0, true));
        assertThat(okx().behind()).isEqualTo(1);
        assertThat(okx().live()).isEqualTo(3);
        assertThat(okx().missingHours()).as("the newest hour may be on its way, unless another one is missing, too")
                .isEqualTo(9 + 2);
        assertThat(okx().state()).isEqualTo("degraded");
    }

    @Test
    void no_hour_is_expected_of_a_market_that_is_no_longer_tracked() {
        markets = List.of(live(0), live(50).untracked());
        assertThat(okx()).satisfies(source -> {
            assertThat(source.state()).isEqualTo("up");
            assertThat(source.live()).isEqualTo(1);
            assertThat(source.behind()).isZero();
            assertThat(source.missingHours()).isZero();
        });
    }

    @Test
    void a_paused_venue_is_paused_whatever_its_last_run_was_and_is_not_overdue() {
        pauses = Map.of("okx", PAUSE);
        readings = new ProducerReadings(Map.of(), Map.of("okx", false), null, null);
        runs = Map.of("candles.okx", run("candles.okx", "PARTIAL", "by demo | paused by an operator: anna"));
        assertThat(okx().state()).isEqualTo("paused");
        assertThat(okx().paused()).isEqualTo(PAUSE);
        assertThat(okx().freshnessSeconds()).isNull();
        assertThat(okx().problems()).isEmpty();
    }

    @Test
    void the_problems_of_the_last_run_and_of_a_failed_listing_are_named() {
        runs = Map.of("candles.okx", run("candles.okx", "PARTIAL", "by demo | A/USDT is rejected | its clock is wrong"),
                "listing.okx", run("listing.okx", "FAILED", "HTML"));
        assertThat(okx().problems()).containsExactly("A/USDT is rejected", "its clock is wrong",
                "its listing failed: HTML");
        assertThat(okx().clockSkewMs()).isEqualTo(7L);
    }

    @Test
    void coins_are_late_after_two_periods_and_an_incomplete_snapshot_is_no_problem() {
        runs = Map.of("coingecko", run("coingecko", "PARTIAL", "1 of 2000 coins are missing"));
        readings = new ProducerReadings(Map.of(), Map.of(), 3599.0, 1800.0);
        assertThat(last().exchange()).isEqualTo("coingecko");
        assertThat(last().state()).isEqualTo("up");
        assertThat(last().objectiveSeconds()).isEqualTo(3600);
        readings = new ProducerReadings(Map.of(), Map.of(), 3601.0, 1800.0);
        assertThat(last().state()).isEqualTo("down");
    }

    private Source okx() {
        return all().getFirst();
    }

    private Source last() {
        return all().getLast();
    }

    private List<Source> all() {
        return new Sources(markets, runs, readings, pauses, NOON, _ -> isLasting).all();
    }

    private static MarketSummary live(int hoursBehind) {
        return new MarketSummary("okx", "LIVE", NOON.minus(Duration.ofHours(hoursBehind)), 10, 0, 0, 0, 1, true);
    }

    private static TaskRun run(String process, String outcome, @Nullable String detail) {
        return new TaskRun(process, NOON, NOON, outcome, Map.of("clock_skew_ms", 7L), detail);
    }
}
