package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.coingecko.SnapshotResult.Outcome;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.schemas.avro.CoinMarket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/// Takes one snapshot of CoinGecko's coins: all pages, one after the other, as one list with one time, published together.
///
/// Missing coins are not invented: an incomplete snapshot is published and marked as incomplete in every row. One run at a
/// time; running it again, after a crash or for a period that was done, is harmless.
public final class SnapshotJob {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotJob.class);
    /// after it no further page is fetched, so that a run ends before the next one is due
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Shape shape;
    private final CoinPages source;
    private final SnapshotPublisher publisher;
    private final WallTime wall;
    private final InstantSource clock;

    /// The number of pages of a snapshot, and of coins on a page.
    record Shape(int pages, int perPage) {}

    /// @param source waits for the budget and retries transient failures by itself
    /// @param wall our own clock
    /// @param clock of the time in the rows: our own clock too, unless CoinGecko is simulated
    SnapshotJob(Shape shape, CoinPages source, SnapshotPublisher publisher, WallTime wall, InstantSource clock) {
        this.shape = shape;
        this.source = source;
        this.publisher = publisher;
        this.wall = wall;
        this.clock = clock;
    }

    /// Takes a snapshot now. Expected failures are in the result.
    public synchronized SnapshotResult run() {
        Instant started = wall.instant();
        Instant snapshot = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Run run = new Run(wall.elapsed().plus(TIMEOUT));
        run.fetch(IntStream.rangeClosed(1, shape.pages).boxed().toList());
        run.fetch(run.pages.worthFetchingAgain());
        SnapshotResult result = result(run, snapshot, started);
        switch (result.outcome()) {
            case OK -> LOG.info("snapshot {}: {}", snapshot, result.counts());
            case PARTIAL -> LOG.warn("snapshot {} is incomplete: {}; {}", snapshot, result.detail(), result.counts());
            case FAILED -> LOG.warn("snapshot {} failed: {}", snapshot, result.detail());
        }
        return result;
    }

    private SnapshotResult result(Run run, Instant snapshot, Instant started) {
        List<Coin> coins = run.pages.coins();
        SortedMap<String, Long> counts = run.pages.counts();
        boolean complete = run.pages.isComplete();
        Optional<String> unpublished = coins.isEmpty() || Thread.currentThread().isInterrupted()
                ? Optional.of("nothing was published")
                : publisher.publish(rows(coins, snapshot, complete));
        counts.put("rows_published", unpublished.isEmpty() ? coins.size() : 0L);
        Outcome outcome = unpublished.isPresent() ? Outcome.FAILED : complete ? Outcome.OK : Outcome.PARTIAL;
        unpublished.ifPresent(run.failures::add);
        if (!complete && !coins.isEmpty() && run.pages.missing() > 0) {
            run.failures.add(run.pages.missing() + " of " + (long) shape.pages * shape.perPage + " coins are missing");
        }
        @Nullable
        String detail = run.failures.isEmpty() ? null : String.join("; ", run.failures);
        return new SnapshotResult(snapshot, started, wall.instant(), outcome, counts, detail, coins);
    }

    private static List<CoinMarket> rows(List<Coin> coins, Instant snapshot, boolean complete) {
        return coins.stream().map(coin -> CoinMarketRecords.of(coin, snapshot, complete)).toList();
    }

    /// The pages and failures of one run.
    private final class Run {
        private final SnapshotAssembly pages = new SnapshotAssembly(shape.pages, shape.perPage);
        private final List<String> failures = new ArrayList<>();
        private final Duration deadline;
        private boolean stopped;

        private Run(Duration deadline) {
            this.deadline = deadline;
        }

        /// A page that fails does not keep the others from being fetched, unless they would fail for the same reason.
        private void fetch(List<Integer> numbers) {
            for (int number : numbers) {
                if (!stopped && wall.elapsed().compareTo(deadline) > 0) {
                    stop("no more pages after " + TIMEOUT.toMinutes() + " minutes");
                }
                if (!stopped) {
                    fetch(number);
                }
            }
        }

        private void fetch(int number) {
            switch (source.page(number)) {
                case Fetch.Ok<CoinPage>(CoinPage page) -> pages.add(number, page);
                case Fetch.Failed<CoinPage>(Failure failure) -> failed(number, failure);
            }
        }

        private void failed(int number, Failure failure) {
            switch (failure) {
                case Failure.Rejected(String reason) -> stop(reason);
                case Failure.Banned(Duration retryAfter, String reason) ->
                    stop(reason + ", for " + retryAfter.toSeconds() + " s");
                case Failure.NotServed(Duration retryAfter, String reason) when retryAfter.isPositive() ->
                    stop(reason + ", for " + retryAfter.toSeconds() + " s");
                case Failure.NotServed(Duration _, String reason) -> failures.add("page " + number + ": " + reason);
                case Failure.SlowDown(Duration retryAfter, String reason) ->
                    failures.add("page " + number + ": " + reason + ", retry after " + retryAfter.toSeconds() + " s");
                case Failure.Unavailable(String reason) -> {
                    failures.add("page " + number + ": " + reason);
                    stopped = Thread.currentThread().isInterrupted();
                }
                case Failure.Unreadable(String reason, String excerpt) -> {
                    failures.add("page " + number + ": " + reason);
                    LOG.warn("a response of coingecko is unreadable: {} in {}", reason, excerpt);
                }
            }
        }

        private void stop(String reason) {
            stopped = true;
            failures.add(reason);
        }
    }
}
