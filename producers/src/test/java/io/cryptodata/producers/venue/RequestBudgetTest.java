package io.cryptodata.producers.venue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestBudgetTest {
    private static final int LIMIT = 6000;

    private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:20Z"));
    private final RequestBudget budget = new RequestBudget(LIMIT, 1, time);

    @Test
    void a_fifth_of_the_limit_may_be_used_at_once_and_then_what_flows_in() {
        assertThat(takenAtOnce(budget, Priority.LIVE)).isEqualTo(600);
        Duration wait = budget.take(2, Priority.LIVE);
        assertThat(wait).isPositive().isLessThan(Duration.ofMillis(100));
        time.pass(wait);
        assertThat(budget.take(2, Priority.LIVE)).isZero();
    }

    @Test
    void no_sixty_seconds_ever_hold_more_than_the_limit_whoever_asks_how_often() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Deque<Instant> taken = new ArrayDeque<>();
        for (int i = 0; i < 50_000; i++) {
            if (budget.take(2, Priority.values()[random.nextInt(3)]).isZero()) {
                taken.add(time.instant());
            } else if (random.nextInt(4) == 0) {
                time.pass(Duration.ofMillis(random.nextInt(2000)));
            }
            while (!taken.isEmpty() && taken.peekFirst().isBefore(time.instant().minusSeconds(60))) {
                taken.removeFirst();
            }
            assertThat(taken.size() * 2).as("weight within a minute, seed %d", seed).isLessThanOrEqualTo(LIMIT);
        }
    }

    @Test
    void less_urgent_work_leaves_a_part_for_the_more_urgent() {
        assertThat(takenAtOnce(budget, Priority.BACKFILL)).isEqualTo(360);
        assertThat(takenAtOnce(budget, Priority.REPAIR)).isEqualTo(120);
        assertThat(takenAtOnce(budget, Priority.LIVE)).isEqualTo(120);
    }

    @Test
    void members_share_one_limit() {
        RequestBudget shared = new RequestBudget(LIMIT, 3, time);
        assertThat(takenAtOnce(shared, Priority.LIVE)).isEqualTo(200);
        budget.shareAmong(6);
        assertThat(takenAtOnce(budget, Priority.LIVE)).isEqualTo(100);
        assertThatThrownBy(() -> budget.shareAmong(0)).hasMessageContaining("members must be at least 1");
    }

    @Test
    void when_the_venue_counts_more_than_we_did_it_is_believed() {
        budget.venueSaysUsed(5000);
        assertThat(budget.available()).isEqualTo(700);
        budget.venueSaysUsed(5900);
        assertThat(budget.take(1, Priority.LIVE)).isEqualTo(Duration.ofSeconds(41));
        time.pass(Duration.ofSeconds(41));
        assertThat(budget.take(1, Priority.LIVE)).isZero();
    }

    @Test
    void when_the_venue_counts_no_more_than_is_left_nothing_changes() {
        long before = budget.available();
        budget.venueSaysUsed(40);
        assertThat(budget.available()).isEqualTo(before);
    }

    @Test
    void a_request_larger_than_the_store_is_possible_when_the_store_is_full() {
        RequestBudget tiny = new RequestBudget(50, 1, time);
        assertThat(tiny.take(20, Priority.BACKFILL)).isZero();
        assertThat(tiny.take(1, Priority.LIVE)).isPositive();
    }

    private static int takenAtOnce(RequestBudget budget, Priority priority) {
        int requests = 0;
        while (budget.take(2, priority).isZero()) {
            requests++;
        }
        return requests;
    }
}
