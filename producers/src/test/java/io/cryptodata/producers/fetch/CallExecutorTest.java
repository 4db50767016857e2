package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.ManualTime;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.service.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import static org.assertj.core.api.Assertions.assertThat;

class CallExecutorTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final RateLimit WEIGHT = new RateLimit("weight", 6000, Duration.ofMinutes(1));
    private static final String PAGE = "page";

    private final ManualTime time = new ManualTime(NOON);
    private final Script script = new Script();
    private final RequestBudget budget = new RequestBudget(Share.WHOLE, time);
    private final MeterRegistry metrics = MeterNames.strictRegistry();
    private final CallExecutor executor = new CallExecutor("binance", budget, RetryRules.standard(), time, metrics);

    @AfterEach
    void no_interrupt_remains() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_successful_request_is_charged_and_sent_once() {
        assertThat(run(Priority.LIVE)).isEqualTo(new Fetch.Ok<>(PAGE));
        assertThat(script.sent).isEqualTo(1);
        assertThat(budget.free(WEIGHT)).isEqualTo(5698);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void transient_failures_are_retried_with_growing_pauses() {
        script.add(new Failure.Unavailable("reset"), new Failure.Unreadable("cut", "["),
                new Failure.Unavailable("502"));
        assertThat(run(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
        assertThat(script.sent).isEqualTo(4);
        assertThat(time.pauses()).hasSize(3);
        assertBetween(time.pauses().get(0), 250, 750);
        assertBetween(time.pauses().get(1), 500, 1500);
        assertBetween(time.pauses().get(2), 1000, 3000);
    }

    @Test
    void a_failure_is_returned_after_five_retries() {
        script.always = Fetch.failed(new Failure.Unavailable("502"));
        assertThat(run(Priority.LIVE)).isEqualTo(new Failure.Unavailable("502"));
        assertThat(script.sent).isEqualTo(6);
        assertThat(time.pauses()).allMatch(pause -> pause.compareTo(Duration.ofSeconds(30)) <= 0);
    }

    @Test
    void an_attempt_that_throws_is_a_failure_with_its_reason() {
        Call<String> call = new Call.Request<>("page", List.of(), () -> {
            throw new NumberFormatException("For input string: \"5o\"");
        });
        assertThat(executor.run(call, Priority.LIVE).asFailure()).hasValueSatisfying(
                failure -> assertThat(failure.describe()).contains("NumberFormatException").contains("5o"));
        assertThat(executor.run(Call.value("1").map(Integer::parseInt).map(number -> 1 / (number - 1)), Priority.LIVE)
                .asFailure()).hasValueSatisfying(
                        failure -> assertThat(failure.describe()).contains("ArithmeticException"));
    }

    @Test
    void a_rejected_request_is_not_retried() {
        script.add(new Failure.Rejected("-1121"));
        assertThat(run(Priority.LIVE)).isEqualTo(new Failure.Rejected("-1121"));
        assertThat(script.sent).isEqualTo(1);
    }

    @Test
    void a_request_to_slow_down_pauses_every_call_for_exactly_the_requested_time() {
        script.add(new Failure.SlowDown(Duration.ofSeconds(7), "429"));
        assertThat(run(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(7));
        assertThat(executor.paused()).isEmpty();
    }

    @Test
    void a_long_request_to_slow_down_is_returned_to_the_caller_and_not_waited_for() {
        script.add(new Failure.SlowDown(Duration.ofMinutes(10), "429"));
        assertThat(run(Priority.LIVE)).isEqualTo(new Failure.SlowDown(Duration.ofMinutes(10), "429"));
        assertThat(executor.paused())
                .contains(new CallExecutor.Pause(Duration.ofMinutes(10), false, "429"));
        assertThat(script.sent).isEqualTo(1);
    }

    @Test
    void no_request_is_sent_before_a_ban_ends() {
        script.add(new Failure.Banned(Duration.ofSeconds(90), "418"));
        assertThat(run(Priority.LIVE)).isInstanceOf(Failure.Banned.class);
        time.pass(Duration.ofSeconds(30));
        assertThat(run(Priority.BACKFILL)).isEqualTo(new Failure.Banned(Duration.ofSeconds(60), "418"));
        assertThat(script.sent).isEqualTo(1);
        time.pass(Duration.ofSeconds(60));
        assertThat(run(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
    }

    @Test
    void a_shorter_pause_does_not_end_a_longer_one() {
        script.add(new Failure.Banned(Duration.ofSeconds(90), "418"));
        run(Priority.LIVE);
        time.pass(Duration.ofSeconds(89));
        assertThat(executor.paused()).isPresent();
        time.pass(Duration.ofSeconds(1));
        assertThat(executor.paused()).isEmpty();
    }

    @Test
    void a_pause_lasts_as_long_as_requested_when_our_clock_is_set_back() {
        script.add(new Failure.SlowDown(Duration.ofMinutes(10), "429"));
        run(Priority.LIVE);
        time.setClockBy(Duration.ofHours(-3));
        assertThat(run(Priority.LIVE)).isEqualTo(new Failure.SlowDown(Duration.ofMinutes(10), "429"));
        time.pass(Duration.ofMinutes(10));
        assertThat(executor.paused()).isEmpty();
        assertThat(run(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
    }

    @Test
    void a_ban_lasts_as_long_as_the_venue_requires_when_our_clock_is_set_forward() {
        script.add(new Failure.Banned(Duration.ofSeconds(90), "418"));
        run(Priority.LIVE);
        time.setClockBy(Duration.ofHours(3));
        assertThat(run(Priority.LIVE)).isEqualTo(new Failure.Banned(Duration.ofSeconds(90), "418"));
        assertThat(script.sent).isEqualTo(1);
    }

    @Test
    void the_deadline_of_a_call_does_not_move_with_our_clock() {
        budget.correctUsed(WEIGHT, 6000);
        for (Duration difference : List.of(Duration.ofHours(3), Duration.ofHours(-6))) {
            Call<String> call = new Call.Request<>("hourly_candles", List.of(new Charge(WEIGHT, 2)), () -> {
                time.setClockBy(difference);
                return script.sent++ % 2 == 0 ? Fetch.failed(new Failure.Unavailable("reset")) : new Fetch.Ok<>(PAGE);
            });
            assertThat(executor.run(call, Priority.LIVE)).isEqualTo(new Fetch.Ok<>(PAGE));
        }
        assertThat(time.elapsed()).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void calls_wait_for_the_budget_and_none_is_lost() {
        for (int i = 0; i < 5000; i++) {
            assertThat(run(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
        }
        assertThat(script.sent).isEqualTo(5000);
        assertThat(Duration.between(NOON, time.instant())).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_call_that_would_wait_too_long_for_the_budget_fails() {
        CallExecutor impatient = new CallExecutor("binance", budget,
                new RetryRules(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(10)), time,
                metrics);
        budget.correctUsed(WEIGHT, 6000);
        assertThat(DirectRunner.outcome(impatient.run(script.call(), Priority.LIVE)))
                .isInstanceOfSatisfying(Failure.SlowDown.class,
                        slowDown -> assertThat(slowDown.reason()).contains("budget of binance"));
        assertThat(script.sent).isZero();
    }

    @Test
    void without_retries_a_failure_is_returned_immediately() {
        script.add(new Failure.Unavailable("502"));
        CallExecutor once = new CallExecutor("binance", budget,
                new RetryRules(0, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2)), time,
                metrics);
        assertThat(DirectRunner.outcome(once.run(script.call(), Priority.LIVE)))
                .isEqualTo(new Failure.Unavailable("502"));
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void every_request_of_a_sequence_is_charged_and_retried_by_itself() {
        script.add(new Failure.Unavailable("reset"));
        Call<String> two = script.call().then(first -> script.call().map(second -> first + second));
        assertThat(executor.run(two, Priority.LIVE)).isEqualTo(new Fetch.Ok<>(PAGE + PAGE));
        assertThat(script.sent).isEqualTo(3);
        assertThat(budget.free(WEIGHT)).isEqualTo(5694);
    }

    @Test
    void a_sequence_ends_with_its_first_failure() {
        script.add(new Failure.Rejected("no"));
        Call<String> joined = Call.joined("", List.of(script.call(), script.call()), String::concat);
        assertThat(DirectRunner.outcome(executor.run(joined, Priority.LIVE))).isEqualTo(new Failure.Rejected("no"));
        assertThat(script.sent).isEqualTo(1);
        assertThat(executor.run(joined, Priority.LIVE)).isEqualTo(new Fetch.Ok<>(PAGE + PAGE));
    }

    @Test
    void requests_pauses_and_the_used_budget_are_metered() {
        script.add(new Failure.Unavailable("reset"), new Failure.Banned(Duration.ofSeconds(90), "418"));
        run(Priority.LIVE);
        assertThat(requests("unavailable")).isEqualTo(1);
        assertThat(requests("banned")).isEqualTo(1);
        assertThat(metrics.get("cda.venue.retries").tag("exchange", "binance").counter().count()).isEqualTo(1);
        assertThat(metrics.counter("cda.venue.pauses", "exchange", "binance", "outcome", "banned").count())
                .isEqualTo(1);
        assertThat(metrics.get("cda.venue.paused").tag("exchange", "binance").gauge().value()).isEqualTo(90);
        assertThat(metrics.get("cda.venue.budget.used").tag("limit", "weight").gauge().value()).isBetween(0.0001,
                0.01);
        time.pass(Duration.ofSeconds(90));
        run(Priority.LIVE);
        assertThat(requests("ok")).isEqualTo(1);
    }

    @Test
    void an_interrupted_wait_is_a_failure_and_the_thread_stays_interrupted() {
        WallTime interrupting = new WallTime() {
            @Override
            public Instant instant() {
                return NOON;
            }

            @Override
            public Duration elapsed() {
                return Duration.ZERO;
            }

            @Override
            public void pause(Duration length) throws InterruptedException {
                throw new InterruptedException();
            }
        };
        script.add(new Failure.Unavailable("reset"));
        CallExecutor interrupted = new CallExecutor("binance", budget, RetryRules.standard(), interrupting, metrics);
        assertThat(DirectRunner.outcome(interrupted.run(script.call(), Priority.LIVE)))
                .isInstanceOf(Failure.Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private double requests(String outcome) {
        return metrics.counter("cda.venue.requests", "exchange", "binance", "request", "hourly_candles", "outcome",
                outcome).count();
    }

    private Object run(Priority priority) {
        return DirectRunner.outcome(executor.run(script.call(), priority));
    }

    private static void assertBetween(Duration pause, long least, long most) {
        assertThat(pause).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
    }

    /// Fails by a script, then succeeds.
    private static final class Script {
        private final Queue<Failure> failures = new ArrayDeque<>();
        private Fetch<String> always = new Fetch.Ok<>(PAGE);
        private int sent;

        void add(Failure... next) {
            failures.addAll(List.of(next));
        }

        Call<String> call() {
            return new Call.Request<>("hourly_candles", List.of(new Charge(WEIGHT, 2)), this::send);
        }

        private Fetch<String> send() {
            sent++;
            Failure next = failures.poll();
            return next == null ? always : Fetch.failed(next);
        }
    }
}
