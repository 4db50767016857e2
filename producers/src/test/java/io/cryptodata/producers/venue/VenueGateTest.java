package io.cryptodata.producers.venue;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.fetch.RequestGate;
import io.cryptodata.producers.fetch.RetryRules;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.ManualTime;
import io.cryptodata.producers.ratelimit.Priority;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.domain.market.Market;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import static org.assertj.core.api.Assertions.assertThat;

class VenueGateTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final RateLimit WEIGHT = new RateLimit("weight", 6000, Duration.ofMinutes(1));
    private static final Listing BITCOIN = Listing.of(new Market("binance", "BTC/USDT"), "BTCUSDT", true, "");

    private final ManualTime time = new ManualTime(NOON);
    private final ScriptedClient client = new ScriptedClient();
    private final RequestBudget budget = new RequestBudget(1, time);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RequestGate way = new RequestGate("binance", budget, RetryRules.standard(), time, metrics);
    private final VenueGate gate = new VenueGate(client, way, 5);

    @AfterEach
    void leaveNoInterruptBehind() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void an_answer_passes_and_its_weight_was_taken_before() {
        assertThat(ask(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
        assertThat(client.asked).isEqualTo(1);
        assertThat(budget.free(WEIGHT)).isEqualTo(5698);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void transient_trouble_is_repeated_with_growing_pauses() {
        client.answers(new Fetch.Unavailable<>("reset"), new Fetch.Unreadable<>("cut", "["),
                new Fetch.Unavailable<>("502"));
        assertThat(ask(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
        assertThat(client.asked).isEqualTo(4);
        assertThat(time.pauses()).hasSize(3);
        assertBetween(time.pauses().get(0), 250, 750);
        assertBetween(time.pauses().get(1), 500, 1500);
        assertBetween(time.pauses().get(2), 1000, 3000);
    }

    @Test
    void trouble_that_does_not_pass_is_told_after_five_repeats() {
        client.always(new Fetch.Unavailable<>("502"));
        assertThat(ask(Priority.LIVE)).isEqualTo(new Fetch.Unavailable<>("502"));
        assertThat(client.asked).isEqualTo(6);
        assertThat(time.pauses()).allMatch(pause -> pause.compareTo(Duration.ofSeconds(30)) <= 0);
    }

    @Test
    void a_final_no_is_not_repeated() {
        client.answers(new Fetch.Rejected<>("-1121"));
        assertThat(ask(Priority.LIVE)).isEqualTo(new Fetch.Rejected<>("-1121"));
        assertThat(client.asked).isEqualTo(1);
    }

    @Test
    void a_request_to_slow_down_stops_every_call_for_exactly_as_long_as_told() {
        client.answers(new Fetch.SlowDown<>(Duration.ofSeconds(7), "429"));
        assertThat(ask(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(7));
        assertThat(way.stopped()).isEmpty();
    }

    @Test
    void a_long_request_to_slow_down_is_told_to_the_caller_instead_of_waited_for() {
        client.answers(new Fetch.SlowDown<>(Duration.ofMinutes(10), "429"));
        assertThat(ask(Priority.LIVE)).isEqualTo(new Fetch.SlowDown<>(Duration.ofMinutes(10), "429"));
        assertThat(way.stopped()).contains(new RequestGate.Stop(NOON.plus(Duration.ofMinutes(10)), false, "429"));
        assertThat(client.asked).isEqualTo(1);
    }

    @Test
    void a_ban_lets_nothing_through_until_it_is_over() {
        client.answers(new Fetch.Banned<>(Duration.ofSeconds(90), "418"));
        assertThat(ask(Priority.LIVE)).isInstanceOf(Fetch.Banned.class);
        time.pass(Duration.ofSeconds(30));
        assertThat(ask(Priority.BACKFILL)).isEqualTo(new Fetch.Banned<>(Duration.ofSeconds(60), "418"));
        assertThat(gate.at(Priority.LIVE).serverTime()).isInstanceOf(Fetch.Banned.class);
        assertThat(client.asked).isEqualTo(1);
        time.pass(Duration.ofSeconds(60));
        assertThat(ask(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
    }

    @Test
    void a_shorter_stop_does_not_end_a_longer_one() {
        client.answers(new Fetch.Banned<>(Duration.ofSeconds(90), "418"));
        ask(Priority.LIVE);
        time.pass(Duration.ofSeconds(89));
        assertThat(way.stopped()).isPresent();
        time.pass(Duration.ofSeconds(1));
        assertThat(way.stopped()).isEmpty();
    }

    @Test
    void calls_wait_for_the_budget_and_are_never_lost() {
        for (int i = 0; i < 5000; i++) {
            assertThat(ask(Priority.LIVE)).isInstanceOf(Fetch.Ok.class);
        }
        assertThat(client.asked).isEqualTo(5000);
        assertThat(Duration.between(NOON, time.instant())).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_call_that_would_wait_too_long_for_the_budget_says_so() {
        RequestGate impatient = new RequestGate("binance", budget,
                new RetryRules(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(10)), time,
                metrics);
        budget.venueSaysUsed(WEIGHT, 6000);
        assertThat(new VenueGate(client, impatient, 5).at(Priority.LIVE).serverTime())
                .isInstanceOfSatisfying(Fetch.SlowDown.class,
                        slowDown -> assertThat(slowDown.reason()).contains("budget of binance"));
        assertThat(client.asked).isZero();
    }

    @Test
    void without_repeats_trouble_is_told_at_once() {
        client.answers(new Fetch.Unavailable<>("502"));
        Fetch<CandlePage> answer = new VenueGate(client, way, 0).at(Priority.LIVE).hourlyCandles(BITCOIN, NOON, 10);
        assertThat(answer).isEqualTo(new Fetch.Unavailable<>("502"));
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void outcomes_are_counted() {
        client.answers(new Fetch.Unavailable<>("reset"));
        ask(Priority.LIVE);
        assertThat(metrics.counter("venue.requests", "exchange", "binance", "request", "hourly_candles", "outcome",
                "Unavailable").count()).isEqualTo(1);
        assertThat(metrics
                .counter("venue.requests", "exchange", "binance", "request", "hourly_candles", "outcome", "Ok").count())
                .isEqualTo(1);
    }

    @Test
    void an_interrupted_wait_is_an_answer_and_the_interrupt_stays() {
        WallTime interrupting = new WallTime() {
            @Override
            public Instant instant() {
                return NOON;
            }

            @Override
            public void pause(Duration length) throws InterruptedException {
                throw new InterruptedException();
            }
        };
        client.answers(new Fetch.Unavailable<>("reset"));
        VenueGate interrupted = new VenueGate(client,
                new RequestGate("binance", budget, RetryRules.standard(), interrupting, metrics), 5);
        assertThat(interrupted.at(Priority.LIVE).hourlyCandles(BITCOIN, NOON, 10))
                .isInstanceOf(Fetch.Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Fetch<CandlePage> ask(Priority priority) {
        return gate.at(priority).hourlyCandles(BITCOIN, NOON, 10);
    }

    private static void assertBetween(Duration pause, long least, long most) {
        assertThat(pause).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
    }

    /// ResponseClassifier candles by a script, then well.
    private static final class ScriptedClient implements ExchangeClient {
        private final Queue<Fetch<CandlePage>> script = new ArrayDeque<>();
        private Fetch<CandlePage> otherwise = new Fetch.Ok<>(new CandlePage(List.of(), NOON, NOON, null));
        private int asked;

        @SafeVarargs
        final void answers(Fetch<CandlePage>... answers) {
            script.addAll(List.of(answers));
        }

        void always(Fetch<CandlePage> answer) {
            otherwise = answer;
        }

        @Override
        public String exchange() {
            return "binance";
        }

        @Override
        public Fetch<ListingPage> listing(String cursor) {
            asked++;
            return new Fetch.Ok<>(ListingPage.last(List.of(BITCOIN)));
        }

        @Override
        public Fetch<Instant> serverTime() {
            asked++;
            return new Fetch.Ok<>(NOON);
        }

        @Override
        public Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
            asked++;
            Fetch<CandlePage> next = script.poll();
            return next == null ? otherwise : next;
        }

        @Override
        public Fetch<Optional<Instant>> firstHour(Listing listing) {
            asked++;
            return new Fetch.Ok<>(Optional.empty());
        }

        @Override
        public int maxRows(Market market) {
            return 1000;
        }

        @Override
        public List<Charge> costOf(Request request) {
            return List.of(new Charge(WEIGHT, 2));
        }
    }
}
