package io.cryptodata.producers.ratelimit;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestBudgetTest {
    private static final RateLimit FORTY = new RateLimit("klines", 40, Duration.ofSeconds(2));
    private static final RateLimit MINUTE = new RateLimit("address", 100, Duration.ofMinutes(1));
    private static final RateLimit ONE = new RateLimit("public", 1, Duration.ofSeconds(1));

    private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:20Z"));
    private final RequestBudget budget = new RequestBudget(Share.WHOLE, time);

    @Test
    void nineteen_twentieths_of_a_limit_may_be_sent_immediately_and_again_one_period_after_the_responses() {
        assertThat(takenAtOnce(FORTY, Priority.LIVE)).isEqualTo(38);
        assertThat(waitFor(FORTY)).isEqualTo(Duration.ofSeconds(2));
        time.pass(Duration.ofSeconds(2));
        assertThat(takenAtOnce(FORTY, Priority.LIVE)).isEqualTo(38);
    }

    @Test
    void a_request_is_held_until_one_period_after_its_response_however_late() {
        RequestBudget.Permit slow = permit(ONE);
        time.pass(Duration.ofSeconds(10));
        assertThat(waitFor(ONE)).isPositive();
        slow.close();
        // nineteen twentieths of one request a second are one in 1,053 milliseconds
        assertThat(waitFor(ONE)).isBetween(Duration.ofMillis(1052), Duration.ofMillis(1054));
        time.pass(Duration.ofMillis(1054));
        permit(ONE).close();
    }

    /// The venue counts a request when it arrives, at any moment between its start and its response.
    @Test
    void in_no_stretch_of_a_period_does_the_venue_count_more_than_the_limit() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Instant> arrived = new ArrayList<>();
        PriorityQueue<Answering> underWay = new PriorityQueue<>(Comparator.comparing(Answering::at));
        for (int i = 0; i < 20_000; i++) {
            if (budget.take(List.of(new Charge(FORTY, 1)),
                    Priority.values()[random.nextInt(3)]) instanceof RequestBudget.Now(RequestBudget.Permit permit)) {
                long toVenue = random.nextInt(800);
                arrived.add(time.instant().plusMillis(toVenue));
                underWay.add(new Answering(time.instant().plusMillis(toVenue + random.nextInt(800)), permit));
            } else {
                time.pass(Duration.ofMillis(1 + random.nextInt(50)));
            }
            while (!underWay.isEmpty() && !underWay.peek().at().isAfter(time.instant())) {
                underWay.remove().permit().close();
            }
        }
        arrived.sort(Comparator.naturalOrder());
        for (int i = FORTY.weight(); i < arrived.size(); i++) {
            assertThat(Duration.between(arrived.get(i - FORTY.weight()), arrived.get(i)))
                    .as("%d requests, seed %d", FORTY.weight() + 1, seed).isGreaterThan(FORTY.period());
        }
    }

    private record Answering(Instant at, RequestBudget.Permit permit) {}

    @Test
    void less_urgent_work_leaves_a_part_for_the_more_urgent() {
        assertThat(takenAtOnce(MINUTE, Priority.BACKFILL)).isEqualTo(57);
        assertThat(takenAtOnce(MINUTE, Priority.REPAIR)).isEqualTo(19);
        assertThat(takenAtOnce(MINUTE, Priority.LIVE)).isEqualTo(19);
    }

    @Test
    void a_request_that_counts_against_two_limits_takes_both_or_neither() {
        List<Charge> both = List.of(new Charge(FORTY, 1), new Charge(MINUTE, 50));
        assertThat(budget.take(both, Priority.LIVE)).isInstanceOf(RequestBudget.Now.class);
        assertThat(budget.take(both, Priority.LIVE)).isInstanceOf(RequestBudget.Later.class);
        assertThat(budget.free(FORTY)).isEqualTo(37);
        assertThat(budget.free(MINUTE)).isEqualTo(45);
    }

    @Test
    void a_smaller_share_takes_effect_immediately_and_a_larger_one_one_period_later() {
        assertThat(budget.free(FORTY)).isEqualTo(38);
        budget.shareAmong(new Share(2, 0));
        assertThat(budget.free(FORTY)).isEqualTo(19);
        budget.shareAmong(Share.WHOLE);
        assertThat(budget.free(FORTY)).isEqualTo(19);
        time.pass(FORTY.period());
        assertThat(budget.free(FORTY)).isEqualTo(38);
    }

    @Test
    void a_new_member_starts_when_the_requests_of_the_others_have_expired() {
        budget.shareAmong(new Share(2, 0));
        assertThat(budget.free(FORTY)).isZero();
        assertThat(waitFor(FORTY)).isEqualTo(FORTY.period());
        time.pass(FORTY.period());
        assertThat(budget.free(FORTY)).isEqualTo(19);
    }

    @Test
    void members_whose_share_is_below_one_request_per_period_take_turns() {
        List<Long> sentAfter = new ArrayList<>();
        List<RequestBudget> members = IntStream.range(0, 4).mapToObj(i -> new RequestBudget(new Share(4, i), time))
                .toList();
        Instant start = time.instant();
        while (sentAfter.size() < 8) {
            for (RequestBudget member : members) {
                if (member.take(List.of(new Charge(ONE, 1)),
                        Priority.LIVE) instanceof RequestBudget.Now(RequestBudget.Permit permit)) {
                    permit.close();
                    sentAfter.add(Duration.between(start, time.instant()).toMillis());
                }
            }
            time.pass(Duration.ofMillis(10));
        }
        for (int i = 1; i < sentAfter.size(); i++) {
            assertThat(sentAfter.get(i) - sentAfter.get(i - 1)).isBetween(2_000L, 2_400L);
        }
    }

    @Test
    void a_member_waits_exactly_until_its_turn() {
        RequestBudget shared = new RequestBudget(new Share(4, 3), time);
        for (int i = 0; i < 10; i++) {
            time.pass(Duration.ofMillis(777));
            if (shared.take(List.of(new Charge(ONE, 1)),
                    Priority.LIVE) instanceof RequestBudget.Later(Duration later)) {
                time.pass(later);
                assertThat(shared.take(List.of(new Charge(ONE, 1)), Priority.LIVE))
                        .isInstanceOfSatisfying(RequestBudget.Now.class, now -> now.permit().close());
            }
        }
    }

    @Test
    void while_its_share_may_belong_to_others_a_process_sends_nothing() {
        AtomicBoolean hasShare = new AtomicBoolean();
        RequestBudget lost = new RequestBudget(Share.WHOLE, time, hasShare::get);
        assertThat(lost.take(List.of(new Charge(FORTY, 1)), Priority.LIVE)).isInstanceOf(RequestBudget.Later.class);
        hasShare.set(true);
        assertThat(lost.take(List.of(new Charge(FORTY, 1)), Priority.LIVE)).isInstanceOf(RequestBudget.Now.class);
    }

    @Test
    void members_are_at_least_one_and_a_rank_is_below_their_number() {
        assertThatThrownBy(() -> new Share(0, 0)).hasMessageContaining("members must be at least 1");
        assertThatThrownBy(() -> new Share(3, 3)).hasMessageContaining("between 0 and 2, but was 3");
    }

    @Test
    void a_higher_count_of_the_venue_is_accepted_for_one_period() {
        budget.correctUsed(MINUTE, 70);
        assertThat(budget.free(MINUTE)).isEqualTo(25);
        time.pass(MINUTE.period());
        assertThat(budget.free(MINUTE)).isEqualTo(95);
    }

    @Test
    void what_the_other_members_may_use_is_not_taken_from_our_share() {
        RequestBudget shared = new RequestBudget(new Share(2, 0), time);
        shared.correctUsed(MINUTE, 40);
        assertThat(shared.free(MINUTE)).isEqualTo(47);
        shared.correctUsed(MINUTE, 60);
        assertThat(shared.free(MINUTE)).isEqualTo(35);
    }

    @Test
    void a_request_that_costs_more_than_the_share_takes_all_of_it() {
        assertThat(budget.take(List.of(new Charge(FORTY, 500)), Priority.BACKFILL))
                .isInstanceOf(RequestBudget.Now.class);
        assertThat(budget.free(FORTY)).isZero();
    }

    @Test
    void a_clock_that_is_set_back_neither_stops_us_nor_frees_what_is_used() {
        takenAtOnce(FORTY, Priority.LIVE);
        time.setClockBy(Duration.ofHours(-3));
        assertThat(budget.free(FORTY)).isZero();
        assertThat(waitFor(FORTY)).isEqualTo(FORTY.period());
        time.pass(FORTY.period());
        assertThat(budget.free(FORTY)).isEqualTo(38);
    }

    @Test
    void a_clock_that_is_set_forward_does_not_free_what_is_used() {
        takenAtOnce(FORTY, Priority.LIVE);
        budget.correctUsed(MINUTE, 100);
        time.setClockBy(Duration.ofHours(3));
        assertThat(budget.free(FORTY)).isZero();
        assertThat(budget.free(MINUTE)).isZero();
    }

    private int takenAtOnce(RateLimit limit, Priority priority) {
        int requests = 0;
        while (budget.take(List.of(new Charge(limit, 1)),
                priority) instanceof RequestBudget.Now(RequestBudget.Permit permit)) {
            permit.close();
            requests++;
        }
        return requests;
    }

    private RequestBudget.Permit permit(RateLimit limit) {
        if (budget.take(List.of(new Charge(limit, 1)),
                Priority.LIVE) instanceof RequestBudget.Now(RequestBudget.Permit permit)) {
            return permit;
        }
        throw new AssertionError("nothing is left of " + limit);
    }

    private Duration waitFor(RateLimit limit) {
        return switch (budget.take(List.of(new Charge(limit, 1)), Priority.LIVE)) {
            case RequestBudget.Now _ -> Duration.ZERO;
            case RequestBudget.Later(Duration later) -> later;
        };
    }
}
