package io.cryptodata.producers.coingecko;

import io.cryptodata.domain.listing.Listed;
import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.listing.ListingCatalog;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskRuns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// Takes a snapshot of CoinGecko's coins immediately and then at every multiple of its period from midnight on, records the
/// run, and lists the coins.
public final class CoinGeckoTask implements AutoCloseable {
    private final Supplier<SnapshotResult> job;
    private final Duration every;
    private final ListingCatalog catalog;
    private final TaskRuns runs;
    private final InstantSource clock;
    private final Loop loop;

    /// @param pause no snapshot is taken during it; the one that was due follows
    public CoinGeckoTask(Supplier<SnapshotResult> job, Duration every, ListingCatalog catalog, TaskRuns runs,
            InstantSource clock, FetchPause pause) {
        this.job = job;
        this.every = every;
        this.catalog = catalog;
        this.runs = runs;
        this.clock = clock;
        // a failed step costs a snapshot's requests: it is not repeated before a period has passed
        this.loop = Loop.of("coingecko", Backoff.between(every, every), pause.outside(this::step))
                .closingWithin(Duration.ZERO);
    }

    public void start() {
        loop.start();
    }

    /// Takes a snapshot now, unless one is being taken.
    public void request() {
        if (loop.isIdle()) {
            loop.wake();
        }
    }

    /// Degraded while snapshots fail for internal reasons; failures of CoinGecko are in the recorded runs.
    public Health health() {
        return loop.health();
    }

    /// Takes one snapshot.
    ///
    /// @return the delay before the next one
    Duration step() {
        SnapshotResult result = job.get();
        runs.add(new TaskReport(ListingCatalog.COINGECKO, result.startedAt(), result.finishedAt(),
                switch (result.outcome()) {
                    case OK -> TaskReport.Outcome.OK;
                    case PARTIAL -> TaskReport.Outcome.PARTIAL;
                    case FAILED -> TaskReport.Outcome.FAILED;
                }, result.counts(), result.detail()));
        list(result);
        return untilNext(clock.instant());
    }

    /// An incomplete snapshot is no evidence about missing coins; it is listed only while there is no better one.
    private void list(SnapshotResult result) {
        boolean better = result.showsAll() || catalog.of(ListingCatalog.COINGECKO).entries().isEmpty();
        if (better && !result.coins().isEmpty()) {
            List<Listed> coins = result.coins().stream().map(CoinGeckoTask::listed).toList();
            catalog.update(ListingCatalog.COINGECKO, coins, result.snapshot());
        }
    }

    private static Listed listed(Coin coin) {
        return Listed.coin(coin.id(), coin.symbol(), coin.marketCapRank(), coin.volumeUsd());
    }

    private Duration untilNext(Instant now) {
        long period = every.toMillis();
        return Duration.ofMillis(period - Math.floorMod(now.toEpochMilli(), period));
    }

    @Override
    public void close() {
        loop.close();
    }
}
