package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.coingecko.SnapshotResult.Outcome;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ratelimit.SteppedTime;
import io.cryptodata.schemas.avro.CoinMarket;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import static io.cryptodata.producers.coingecko.Coins.page;
import static org.assertj.core.api.Assertions.assertThat;

class SnapshotJobTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.750Z");
    private static final Instant NOON_SECOND = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<Integer, Deque<Fetch<CoinPage>>> answers = new HashMap<>();
    private final List<Integer> requested = new ArrayList<>();
    private final List<CoinMarket> published = new ArrayList<>();
    private Optional<String> kafkaFailure = Optional.empty();
    private Duration perPage = Duration.ofSeconds(1);
    private Instant now = NOON;

    @Test
    void all_pages_are_one_snapshot_with_the_time_at_which_it_began() {
        answer(1, page(1, 2));
        answer(2, page(3, 4));
        answer(3, page(5, 6));
        SnapshotResult result = run();
        assertThat(result.outcome()).isEqualTo(Outcome.OK);
        assertThat(result.snapshot()).isEqualTo(NOON_SECOND);
        assertThat(result.startedAt()).isEqualTo(NOON);
        assertThat(result.finishedAt()).isEqualTo(NOON.plusSeconds(3));
        assertThat(result.detail()).isNull();
        assertThat(result.showsAll()).isTrue();
        assertThat(ids()).containsExactly("c1", "c2", "c3", "c4", "c5", "c6");
        assertThat(published).allSatisfy(row -> {
            assertThat(row.getSnapshot()).isEqualTo(NOON_SECOND);
            assertThat(row.getComplete()).isTrue();
        });
        assertThat(result.counts()).containsEntry("pages", 3L).containsEntry("coins", 6L)
                .containsEntry("rows_published", 6L).containsEntry("coins_missing", 0L);
        assertThat(result.coins()).extracting(Coin::id).isEqualTo(ids());
    }

    @Test
    void the_fields_of_a_coin_are_published_and_missing_ones_are_null() {
        answer(1, page(1, 2));
        answer(2, page(3, 4));
        answer(3, page(5, 6));
        run();
        CoinMarket row = published.getFirst();
        assertThat(row.getCoinId()).isEqualTo("c1");
        assertThat(row.getCurrentPrice()).isEqualTo(1.5);
        assertThat(row.getTotalVolume()).isEqualTo(3e5);
        assertThat(row.getCirculatingSupply()).isEqualTo(1e6);
        assertThat(row.getAthDate()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(row.getLastUpdated()).isEqualTo(Coins.UPDATED);
        assertThat(row.getFullyDilutedValuation()).isNull();
        assertThat(row.getMaxSupply()).isNull();
        assertThat(row.getAtlDate()).isNull();
    }

    @Test
    void a_coin_missed_between_two_pages_is_found_by_fetching_the_first_of_them_again() {
        answer(1, page(1, 2), page(1, 3)); // 3 moved up while page 2 was requested for, and 2 moved down
        answer(2, page(2, 4));
        answer(3, page(5, 6));
        SnapshotResult result = run();
        assertThat(requested).containsExactly(1, 2, 3, 1);
        assertThat(result.outcome()).isEqualTo(Outcome.OK);
        assertThat(ids()).containsExactlyInAnyOrder("c1", "c2", "c3", "c4", "c5", "c6");
        assertThat(result.counts()).containsEntry("coins_on_two_pages", 1L);
    }

    @Test
    void a_coin_that_stays_missing_makes_the_snapshot_incomplete_on_every_row() {
        answer(1, page(1, 2), page(1, 2)); // the same again, from a cache
        answer(2, page(2, 4));
        answer(3, page(5, 6));
        SnapshotResult result = run();
        assertThat(requested).containsExactly(1, 2, 3, 1);
        assertThat(result.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(result.detail()).isEqualTo("1 of 6 coins are missing");
        assertThat(result.showsAll()).isFalse();
        assertThat(published).hasSize(5).allSatisfy(row -> assertThat(row.getComplete()).isFalse());
    }

    @Test
    void of_two_rows_of_one_coin_the_later_update_counts_and_otherwise_the_later_row() {
        Instant later = Coins.UPDATED.plusSeconds(60);
        Coin fresh = Coins.coin("c2", 2, later);
        answer(1, new CoinPage(List.of(Coins.coin("c1", 1, null), fresh), 0, 0, 0),
                new CoinPage(List.of(Coins.coin("c1", 7, null), Coins.coin("c3", 3, later)), 0, 0, 0));
        answer(2, page(2, 4));
        answer(3, page(5, 6));
        List<Coin> coins = run().coins();
        assertThat(coins).contains(fresh, Coins.coin("c1", 7, null)).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void a_page_that_fails_does_not_affect_the_others_and_the_snapshot_is_incomplete() {
        answer(1, page(1, 2));
        answers.put(2, new ArrayDeque<>(List.of(Fetch.failed(new Failure.Unavailable("HTTP 502: server error")))));
        answer(3, page(5, 6));
        SnapshotResult result = run();
        assertThat(requested).containsExactly(1, 2, 3);
        assertThat(result.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(result.detail()).isEqualTo("page 2: HTTP 502: server error; 2 of 6 coins are missing");
        assertThat(ids()).containsExactly("c1", "c2", "c5", "c6");
        assertThat(published).allSatisfy(row -> assertThat(row.getComplete()).isFalse());
        assertThat(result.counts()).containsEntry("pages_failed", 1L);
    }

    @Test
    void an_empty_page_is_fetched_once_more() {
        answer(1, page(1, 2));
        answer(2, Coins.empty(), page(3, 4));
        answer(3, page(5, 6));
        assertThat(run().outcome()).isEqualTo(Outcome.OK);
        assertThat(requested).containsExactly(1, 2, 3, 2);
    }

    @Test
    void repeated_rows_on_one_page_are_one_coin_and_no_page_is_fetched_again() {
        answer(1, page(1, 1, 2, 2));
        answer(2, page(3, 4));
        answer(3, page(5, 6));
        assertThat(run().outcome()).isEqualTo(Outcome.OK);
        assertThat(requested).containsExactly(1, 2, 3);
        assertThat(published).hasSize(6);
    }

    @Test
    void a_rejection_stops_the_run_and_nothing_is_published() {
        answers.put(1, new ArrayDeque<>(List.of(Fetch.failed(new Failure.Rejected("CoinGecko requires a key")))));
        SnapshotResult result = run();
        assertThat(requested).containsExactly(1);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.detail()).isEqualTo("CoinGecko requires a key; nothing was published");
        assertThat(published).isEmpty();
        assertThat(result.showsAll()).isFalse();
    }

    @Test
    void a_ban_stops_the_run_and_the_fetched_pages_are_published_as_incomplete() {
        answer(1, page(1, 2));
        answers.put(2, new ArrayDeque<>(List.of(Fetch.failed(new Failure.Banned(Duration.ofMinutes(5), "blocked")))));
        SnapshotResult result = run();
        assertThat(requested).containsExactly(1, 2);
        assertThat(result.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(result.detail()).startsWith("blocked, for 300 s");
    }

    @Test
    void after_ten_minutes_no_further_page_is_fetched() {
        perPage = Duration.ofMinutes(6);
        answer(1, page(1, 2));
        answer(2, page(3, 4));
        SnapshotResult result = run();
        assertThat(requested).containsExactly(1, 2);
        assertThat(result.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(result.detail()).contains("no more pages after 10 minutes");
    }

    @Test
    void a_snapshot_that_kafka_does_not_accept_is_a_failed_run_with_its_coins() {
        answer(1, page(1, 2));
        answer(2, page(3, 4));
        answer(3, page(5, 6));
        kafkaFailure = Optional.of("Kafka did not accept the snapshot");
        SnapshotResult result = run();
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.detail()).isEqualTo("Kafka did not accept the snapshot");
        assertThat(result.counts()).containsEntry("rows_published", 0L);
        assertThat(result.coins()).hasSize(6);
    }

    @Test
    void an_interrupted_run_publishes_nothing() {
        answer(1, page(1, 2));
        SnapshotJob job = job(number -> {
            Thread.currentThread().interrupt();
            return Fetch.failed(new Failure.Unavailable("interrupted while waiting for coingecko"));
        });
        try {
            assertThat(job.run().outcome()).isEqualTo(Outcome.FAILED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(published).isEmpty();
    }

    private SnapshotResult run() {
        return job(number -> {
            requested.add(number);
            now = now.plus(perPage);
            return Objects.requireNonNull(answers.get(number)).removeFirst();
        }).run();
    }

    private SnapshotJob job(CoinPages source) {
        return new SnapshotJob(new SnapshotJob.Shape(3, 2), source, rows -> {
            published.addAll(rows);
            return kafkaFailure;
        }, SteppedTime.of(() -> now), () -> now);
    }

    private void answer(int number, CoinPage... pages) {
        Deque<Fetch<CoinPage>> script = new ArrayDeque<>();
        Arrays.stream(pages).forEach(page -> script.add(new Fetch.Ok<>(page)));
        answers.put(number, script);
    }

    private List<String> ids() {
        return published.stream().map(CoinMarket::getCoinId).toList();
    }
}
