package io.cryptodata.producers.coingecko;

import io.cryptodata.domain.listing.Listed;
import io.cryptodata.producers.listing.ListingCatalog;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Takes a snapshot of CoinGecko's coins immediately and then at every multiple of its period from midnight on, records the
/// run, and lists the coins.
public final class CoinGeckoTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoinGeckoTask.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Supplier<SnapshotResult> job;
    private final Duration every;
    private final ListingCatalog book;
    private final TaskRuns runs;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("coingecko").unstarted(this::run);

    public CoinGeckoTask(Supplier<SnapshotResult> job, Duration every, ListingCatalog book, TaskRuns runs,
            InstantSource clock) {
        this.job = job;
        this.every = every;
        this.book = book;
        this.runs = runs;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                step();
            } while (!closed.await(untilNext(clock.instant()).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One snapshot.
    void step() {
        try {
            SnapshotResult result = job.get();
            runs.add(new TaskReport(ListingCatalog.COINGECKO, result.startedAt(), result.finishedAt(),
                    switch (result.outcome()) {
                        case OK -> TaskReport.Outcome.OK;
                        case PARTIAL -> TaskReport.Outcome.PARTIAL;
                        case FAILED -> TaskReport.Outcome.FAILED;
                    }, result.counts(), result.detail()));
            list(result);
        } catch (RuntimeException e) {
            // the broker or the registry, most likely: the next snapshot tries again
            LOG.error("a snapshot of coingecko failed", e);
        }
    }

    /// An incomplete snapshot is no evidence about missing coins; it is listed only while there is no better one.
    private void list(SnapshotResult result) {
        boolean better = result.showsAll() || book.of(ListingCatalog.COINGECKO).entries().isEmpty();
        if (better && !result.coins().isEmpty()) {
            List<Listed> coins = result.coins().stream().map(CoinGeckoTask::listed).toList();
            book.update(ListingCatalog.COINGECKO, coins, result.snapshot());
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
        closed.countDown();
        thread.interrupt();
        try {
            if (!thread.join(CLOSING)) {
                LOG.warn("the snapshot in progress did not end within {} s", CLOSING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
