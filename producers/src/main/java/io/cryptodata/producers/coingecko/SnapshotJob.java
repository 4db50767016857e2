package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.coingecko.SnapshotResult.Outcome;
import io.cryptodata.producers.fetch.Fetch;
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
/// What is missing is never invented and never held back: an incomplete snapshot is published and says so on every row.
/// One run at a time; whoever runs it again, after a crash or for a slot that was done, does no harm.
public final class SnapshotJob {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotJob.class);
    /// after it no further page is asked for, so that a run is over before the next one is due
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Shape shape;
    private final CoinPages source;
    private final SnapshotPublisher publisher;
    private final InstantSource wall;
    private final InstantSource clock;

    /// How many pages make a snapshot, and how many coins are on a page.
    record Shape(int pages, int perPage) {}

    /// @param source waits for the budget and repeats after passing trouble by itself
    /// @param wall our own clock
    /// @param clock says what time is on the rows: our own clock too, unless CoinGecko is simulated
    SnapshotJob(Shape shape, CoinPages source, SnapshotPublisher publisher, InstantSource wall, InstantSource clock) {
        this.shape = shape;
        this.source = source;
        this.publisher = publisher;
        this.wall = wall;
        this.clock = clock;
    }

    /// Takes a snapshot now. Expected trouble is in the result.
    public synchronized SnapshotResult run() {
        Instant started = wall.instant();
        Instant snapshot = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Run run = new Run(started.plus(PATIENCE));
        run.ask(IntStream.rangeClosed(1, shape.pages).boxed().toList());
        run.ask(run.pages.worthAskingAgain());
        SnapshotResult result = result(run, snapshot, started);
        switch (result.outcome()) {
            case OK -> LOG.info("snapshot {}: {}", snapshot, result.counts());
            case PARTIAL -> LOG.warn("snapshot {} is incomplete: {}; {}", snapshot, result.detail(), result.counts());
            case FAILED -> LOG.warn("no snapshot {}: {}", snapshot, result.detail());
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
        unpublished.ifPresent(run.troubles::add);
        if (!complete && !coins.isEmpty() && run.pages.missing() > 0) {
            run.troubles.add(run.pages.missing() + " of " + (long) shape.pages * shape.perPage + " coins are missing");
        }
        @Nullable
        String detail = run.troubles.isEmpty() ? null : String.join("; ", run.troubles);
        return new SnapshotResult(snapshot, started, wall.instant(), outcome, counts, detail, coins);
    }

    private static List<CoinMarket> rows(List<Coin> coins, Instant snapshot, boolean complete) {
        return coins.stream().map(coin -> CoinMarketRecords.of(coin, snapshot, complete)).toList();
    }

    /// One run's pages and troubles.
    private final class Run {
        private final SnapshotAssembly pages = new SnapshotAssembly(shape.pages, shape.perPage);
        private final List<String> troubles = new ArrayList<>();
        private final Instant deadline;
        private boolean over;

        private Run(Instant deadline) {
            this.deadline = deadline;
        }

        /// A page that does not come keeps none of the others from coming, unless they would be refused for the same
        /// reason.
        private void ask(List<Integer> numbers) {
            for (int number : numbers) {
                if (!over && wall.instant().isAfter(deadline)) {
                    stop("no more pages after " + PATIENCE.toMinutes() + " minutes");
                }
                if (!over) {
                    ask(number);
                }
            }
        }

        private void ask(int number) {
            switch (source.page(number)) {
                case Fetch.Ok<CoinPage>(CoinPage page) -> pages.came(number, page);
                case Fetch.Rejected<CoinPage>(String reason) -> stop(reason);
                case Fetch.Banned<CoinPage>(Duration retryAfter, String reason) ->
                    stop(reason + ", for " + retryAfter.toSeconds() + " s");
                case Fetch.SlowDown<CoinPage>(Duration retryAfter, String reason) ->
                    troubles.add("page " + number + ": " + reason + ", to be asked after " + retryAfter.toSeconds()
                            + " s");
                case Fetch.Unavailable<CoinPage>(String reason) -> {
                    troubles.add("page " + number + ": " + reason);
                    over = Thread.currentThread().isInterrupted();
                }
                case Fetch.Unreadable<CoinPage>(String reason, String excerpt) -> {
                    troubles.add("page " + number + ": " + reason);
                    LOG.warn("coingecko answered something unreadable: {} in {}", reason, excerpt);
                }
            }
        }

        private void stop(String reason) {
            over = true;
            troubles.add(reason);
        }
    }
}
