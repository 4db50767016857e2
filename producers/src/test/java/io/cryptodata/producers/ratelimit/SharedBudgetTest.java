package io.cryptodata.producers.ratelimit;

import io.cryptodata.simulator.venue.RateLimiter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/// Members that share one address, against the limiter of a simulated venue: with the limits that all members use. The others
/// are those of listings, which one member at a time requests.
class SharedBudgetTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:20Z");

    /// A request that arrives at the venue, or its response, which arrives at the member.
    private record Event(Instant at, Runnable happens) {}

    @ParameterizedTest
    @CsvSource({"20, 1, 1000", "40, 1, 2000", "20, 1, 2000", "10, 1, 2000", "600, 1, 5000", "500, 1, 10000",
            "6000, 2, 60000", "2400, 10, 60000", "6000, 1, 60000", "9, 1, 1000"})
    void one_to_eight_members_never_exceed_a_limit_that_allows_each_a_request_per_period(int weight, int cost,
            long periodMillis) {
        long seed = new Random().nextLong();
        for (int members = 1; members <= 8; members++) {
            assertThat(refused(new RateLimit("limit", weight, Duration.ofMillis(periodMillis)), cost, members, seed))
                    .as("refused of %d per %d ms at weight %d with %d members, seed %d", weight, periodMillis, cost,
                            members, seed)
                    .isZero();
        }
    }

    /// Every member sends whenever its budget allows it.
    private static long refused(RateLimit limit, int cost, int members, long seed) {
        Random random = new Random(seed);
        ManualTime time = new ManualTime(START);
        RateLimiter venue = new RateLimiter(
                io.cryptodata.simulator.venue.RateLimit.rolling("limit", limit.weight(), limit.period()), time);
        PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
        List<RequestBudget> budgets = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            budgets.add(new RequestBudget(members, time));
        }
        Instant end = START.plus(limit.period().multipliedBy(20));
        Duration step = limit.period().dividedBy(50);
        while (time.instant().isBefore(end)) {
            for (RequestBudget budget : budgets) {
                while (budget.take(List.of(new Charge(limit, cost)),
                        Priority.LIVE) instanceof RequestBudget.Now(RequestBudget.Permit permit)) {
                    Instant arrives = time.instant().plus(step.multipliedBy(random.nextInt(4)));
                    events.add(new Event(arrives, () -> venue.tryAcquire(cost)));
                    events.add(new Event(arrives.plus(step.multipliedBy(1 + random.nextInt(4))), permit::close));
                }
            }
            time.pass(step);
            while (!events.isEmpty() && !events.peek().at().isAfter(time.instant())) {
                events.remove().happens().run();
            }
        }
        return venue.refused();
    }
}
