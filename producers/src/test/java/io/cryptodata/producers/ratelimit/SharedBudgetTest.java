package io.cryptodata.producers.ratelimit;

import io.cryptodata.simulator.venue.RateLimit;
import io.cryptodata.simulator.venue.RateLimiter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Members that share one address, against the limiter of a simulated venue.
class SharedBudgetTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:20Z");

    /// A request that arrives at the venue, or its response, which arrives at the member.
    private record Event(Instant at, Runnable happens) {}

    @ParameterizedTest
    @CsvSource({"20, 1, 1000", "40, 1, 2000", "20, 1, 2000", "10, 1, 2000", "600, 1, 5000", "500, 1, 10000",
            "6000, 2, 60000", "2400, 10, 60000", "6000, 1, 60000", "9, 1, 1000", "3, 1, 1000", "1, 1, 1000",
            "10, 1, 1500", "2, 1, 60000"})
    void one_to_twelve_members_never_exceed_a_limit(int weight, int cost, long periodMillis) {
        long seed = new Random().nextLong();
        for (int members : List.of(1, 2, 3, 5, 8, 12)) {
            check(rolling(weight, periodMillis), cost, members, new Random(seed),
                    "%d members, seed %d".formatted(members, seed));
        }
    }

    @Test
    void no_limit_is_exceeded_whatever_the_members_the_limit_and_the_way_of_counting() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int members = 1 + random.nextInt(15);
            RateLimit counted = new RateLimit("limit", 1 + random.nextInt(members + 2),
                    Duration.ofMillis(200 + random.nextInt(5_000)),
                    random.nextBoolean() ? RateLimit.Window.ALIGNED : RateLimit.Window.ROLLING, 10,
                    Duration.ofMinutes(2));
            check(counted, 1, members, random, counted + ", " + members + " members, number " + i + ", seed " + seed);
        }
    }

    /// A member joins or leaves, or the ranks change; not all members receive this at the same moment.
    @Test
    void no_limit_is_exceeded_while_the_members_change() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            int members = 1 + random.nextInt(8);
            RateLimit counted = rolling(1 + random.nextInt(members + 1), 1_000 + random.nextInt(2_000));
            Members group = new Members(counted, 1, members, random, 4);
            for (int change = 0; change < 6; change++) {
                group.run(Duration.ofSeconds(random.nextInt(40)));
                group.change(1 + random.nextInt(9));
            }
            group.run(Duration.ofSeconds(60));
            assertThat(group.venue.refused()).as("refused of %s, number %d, seed %d", counted, i, seed).isZero();
        }
    }

    private static RateLimit rolling(int weight, long periodMillis) {
        return RateLimit.rolling("limit", weight, Duration.ofMillis(periodMillis));
    }

    private static void check(RateLimit counted, int cost, int members, Random random, String what) {
        Members group = new Members(counted, cost, members, random, 35);
        // large limits fill every period; small ones are shared in turns of many periods
        group.run(counted.period().multipliedBy(counted.weight() > 100 ? 5 : 20 + 6L * members));
        assertThat(group.venue.refused()).as("refused of %s at weight %d: %s", counted, cost, what).isZero();
        assertThat(group.sent).as("requests of every member, %s", what).allMatch(requests -> requests > 0);
    }

    /// Members that send whenever their budgets allow it.
    private static final class Members {
        private final Duration step;
        private final Charge charge;
        private final Random random;
        private final int latency;
        private final ManualTime time = new ManualTime(START);
        private final RateLimiter venue;
        private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
        private final List<RequestBudget> budgets = new ArrayList<>();
        private final List<Integer> sent = new ArrayList<>();

        /// @param latency until a request arrives, in fiftieths of a period
        Members(RateLimit counted, int cost, int members, Random random, int latency) {
            this.latency = latency;
            this.step = counted.period().dividedBy(50);
            this.charge = new Charge(new io.cryptodata.producers.ratelimit.RateLimit(counted.name(), counted.weight(),
                    counted.period()), cost);
            this.random = random;
            this.venue = new RateLimiter(counted, time);
            for (int i = 0; i < members; i++) {
                add(new Share(members, i));
            }
        }

        private void add(Share share) {
            budgets.add(new RequestBudget(share, time));
            sent.add(0);
        }

        /// Those who stay learn of it within a tenth of a period; new members start after that.
        void change(int members) {
            while (budgets.size() > members) {
                budgets.removeLast();
                sent.removeLast();
            }
            List<Integer> ranks = new ArrayList<>(IntStream.range(0, members).boxed().toList());
            Collections.shuffle(ranks, random);
            for (int i = 0; i < members; i++) {
                if (i == budgets.size()) {
                    add(Share.WHOLE);
                }
                budgets.get(i).shareAmong(new Share(members, ranks.get(i)));
                run(step.multipliedBy(random.nextInt(2)));
            }
        }

        void run(Duration length) {
            Instant end = time.instant().plus(length);
            while (time.instant().isBefore(end)) {
                for (int i = 0; i < budgets.size(); i++) {
                    send(i);
                }
                time.pass(step);
                while (!events.isEmpty() && !events.peek().at().isAfter(time.instant())) {
                    events.remove().happens().run();
                }
            }
        }

        private void send(int member) {
            while (budgets.get(member).take(List.of(charge),
                    Priority.LIVE) instanceof RequestBudget.Now(RequestBudget.Permit permit)) {
                sent.set(member, sent.get(member) + 1);
                Instant arrives = time.instant().plus(step.multipliedBy(random.nextInt(latency)));
                events.add(new Event(arrives, () -> venue.tryAcquire(charge.weight())));
                events.add(new Event(arrives.plus(step.multipliedBy(1 + random.nextInt(10))), permit::close));
            }
        }
    }
}
