package io.cryptodata.producers.coingecko;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.listing.ListingCatalog;
import io.cryptodata.producers.listing.ListingStore;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.task.TaskReport;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class CoinGeckoTaskTest {
    private static final Duration EVERY = Duration.ofMinutes(30);
    private static final Instant NOW = Instant.parse("2026-03-01T12:10:00Z");

    private final AtomicReference<Optional<String>> paused = new AtomicReference<>(Optional.empty());
    private final FetchPause pause = () -> Objects.requireNonNull(paused.get());
    private final List<TaskReport> runs = new ArrayList<>();
    private final List<RecordedListing> stored = new ArrayList<>();
    private final ListingCatalog catalog = new ListingCatalog(new ListingStore() {
        @Override
        public Map<String, ExchangeListings> read() {
            return Map.of();
        }

        @Override
        public void write(List<RecordedListing> changed) {
            stored.addAll(changed);
        }
    }, () -> {});

    @Test
    void a_snapshot_is_recorded_and_listed_and_the_next_one_follows_at_a_multiple_of_the_period() {
        assertThat(task(() -> result(SnapshotResult.Outcome.OK, 0, "bitcoin")).step())
                .isEqualTo(Duration.ofMinutes(20));
        assertThat(runs).extracting(TaskReport::process, TaskReport::outcome)
                .containsExactly(tuple("coingecko", TaskReport.Outcome.OK));
        assertThat(stored).extracting(RecordedListing::asset).containsExactly("bitcoin");
    }

    @Test
    void an_incomplete_snapshot_is_listed_only_while_there_is_no_other() {
        task(() -> result(SnapshotResult.Outcome.PARTIAL, 1, "bitcoin")).step();
        task(() -> result(SnapshotResult.Outcome.PARTIAL, 1, "ethereum")).step();
        assertThat(stored).extracting(RecordedListing::asset).containsExactly("bitcoin");
        assertThat(runs).hasSize(2);
    }

    @Test
    void an_internal_failure_degrades_the_health_and_does_not_end_the_task() {
        try (CoinGeckoTask task = task(() -> {
            throw new IllegalStateException("broker unavailable");
        })) {
            task.start();
            assertThat(Await.until(() -> task.health() instanceof Health.Degraded, Duration.ofMinutes(1))).isTrue();
            assertThat(task.health().reasons()).containsExactly("coingecko: broker unavailable");
        }
    }

    @Test
    void no_snapshot_is_taken_during_a_pause_and_the_one_that_was_due_follows() {
        paused.set(Optional.of("the disk is nearly full"));
        CountDownLatch taken = new CountDownLatch(1);
        try (CoinGeckoTask task = task(() -> {
            taken.countDown();
            return result(SnapshotResult.Outcome.OK, 0, "bitcoin");
        })) {
            task.start();
            assertThat(Await.until(() -> task.health() instanceof Health.Up, Duration.ofMinutes(1))).isTrue();
            assertThat(taken.getCount()).isEqualTo(1);
            paused.set(Optional.empty());
            assertThat(Await.until(() -> taken.getCount() == 0, Duration.ofMinutes(1))).isTrue();
        }
    }

    private CoinGeckoTask task(Supplier<SnapshotResult> job) {
        return new CoinGeckoTask(job, EVERY, catalog, runs::add, () -> NOW, pause);
    }

    private static SnapshotResult result(SnapshotResult.Outcome outcome, long missing, String coin) {
        return new SnapshotResult(NOW, NOW, NOW, outcome, new TreeMap<>(Map.of("coins", 1L, "coins_missing", missing)),
                null, List.of(Coins.coin(coin, 1, NOW)));
    }
}
