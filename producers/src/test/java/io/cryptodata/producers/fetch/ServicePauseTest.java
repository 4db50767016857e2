package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.ManualTime;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.service.metrics.MeterNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ServicePauseTest {
    private static final Failure GONE = new Failure.NotServed("HTTP 410");
    private static final String CANDLES = "hourly_candles";
    private static final Fetch<String> PAGE = new Fetch.Ok<>("page");

    private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T12:00:00Z"));
    private final CallExecutor executor = new CallExecutor("binance", new RequestBudget(Share.WHOLE, time),
            RetryRules.standard(), time, MeterNames.strictRegistry());
    private final List<String> sent = new ArrayList<>();

    @Test
    void requests_of_a_kind_that_is_not_served_pause_for_one_two_four_and_at_most_sixty_minutes() {
        assertThat(run(CANDLES, GONE)).isEqualTo(GONE);
        assertThat(sent).as("retried once").hasSize(2);
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Duration pause = ((Failure) run(CANDLES, GONE)).pause();
            minutes.add(pause.toMinutes());
            time.pass(pause);
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(sent).hasSize(10);
    }

    @Test
    void during_its_pause_no_request_of_the_kind_is_sent_and_others_are() {
        run(CANDLES, GONE);
        run(CANDLES, GONE);
        time.pass(Duration.ofSeconds(20));
        sent.clear();
        assertThat(run(CANDLES, null)).isEqualTo(new Failure.NotServed(Duration.ofSeconds(40), "HTTP 410"));
        assertThat(run("listing", null)).isEqualTo(PAGE);
        assertThat(sent).containsExactly("listing");
        assertThat(executor.paused()).isEmpty();
    }

    @Test
    void a_success_of_the_same_kind_ends_the_growth_and_one_of_another_kind_does_not() {
        run(CANDLES, GONE);
        run("listing", null);
        assertThat(run(CANDLES, GONE)).isEqualTo(new Failure.NotServed(Duration.ofMinutes(1), "HTTP 410"));
        time.pass(Duration.ofMinutes(1));
        run(CANDLES, null);
        assertThat(run(CANDLES, GONE)).isEqualTo(GONE);
    }

    @Test
    void a_clock_or_listing_that_is_rejected_is_not_served_and_a_market_that_is_rejected_pauses_nothing() {
        Failure rejected = new Failure.Rejected("HTTP 404, code 40404: Request URL NOT FOUND");
        for (String request : List.of("server_time", "listing")) {
            run(request, rejected);
            run(request, rejected);
            assertThat(run(request, null)).isInstanceOf(Failure.NotServed.class);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(run(CANDLES, rejected)).isEqualTo(rejected);
        }
        assertThat(run(CANDLES, null)).isEqualTo(PAGE);
    }

    @Test
    void bans_in_a_row_grow_to_an_hour_and_the_first_after_a_success_is_as_long_as_required() {
        Failure ban = new Failure.Banned(Duration.ofSeconds(1), "HTTP 403");
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Duration pause = ((Failure) run(CANDLES, ban)).pause();
            seconds.add(pause.toSeconds());
            time.pass(pause);
        }
        assertThat(seconds).containsExactly(1L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
        run(CANDLES, null);
        assertThat(run(CANDLES, ban)).isEqualTo(ban);
    }

    @Test
    void a_longer_ban_than_the_growth_is_kept_as_required() {
        Failure ban = new Failure.Banned(Duration.ofDays(1), "HTTP 418");
        run(CANDLES, ban);
        time.pass(Duration.ofDays(1));
        assertThat(run(CANDLES, ban)).isEqualTo(ban);
    }

    @Test
    void requests_to_slow_down_in_a_row_grow_to_a_minute() {
        Failure slowDown = new Failure.SlowDown(Duration.ofSeconds(1), "HTTP 429");
        run(CANDLES, slowDown);
        assertThat(time.pauses()).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        for (int i = 0; i < 10; i++) {
            run(CANDLES, slowDown);
        }
        assertThat(time.pauses()).contains(Duration.ofMinutes(1)).allMatch(
                pause -> pause.compareTo(Duration.ofMinutes(1)) <= 0);
    }

    /// @param failure of the request; none if null
    private Object run(String request, @Nullable Failure failure) {
        return DirectRunner.outcome(executor.run(new Call.Request<>(request, List.of(), () -> {
            sent.add(request);
            return failure == null ? PAGE : Fetch.failed(failure);
        }), Priority.LIVE));
    }
}
