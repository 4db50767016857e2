package io.cryptodata.producers.leader;

import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.Coins;
import io.cryptodata.domain.universe.UniverseFacts;
import io.cryptodata.producers.coingecko.CoinGeckoTask;
import io.cryptodata.producers.listing.ListingCatalog;
import io.cryptodata.producers.listing.ListingJob;
import io.cryptodata.producers.listing.VenueLister;
import io.cryptodata.producers.universe.OverridesReader;
import io.cryptodata.producers.universe.UniverseUpdater;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One term of leadership. Fences its predecessor, reads what it stored, then runs the jobs of the leader until it is closed.
/// When its writer is lost, because another process has taken over or a commit has an unknown outcome, the jobs end and the
/// term starts again from the topics.
final class LeaderTerm implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderTerm.class);
    private static final Duration OVERRIDES_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    /// longer than a process that resumes takes to leave the group: two leaders must not fence each other in turn
    private static final Duration AFTER_LOSS = Duration.ofSeconds(5);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final Leader.Inputs inputs;
    private final Function<Market, Optional<String>> venueSymbols;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Loop start = Loop.of("lead", RETRIES, this::step).closingWithin(Duration.ZERO);
    private boolean isClosed;
    private volatile @Nullable Jobs jobs;
    private volatile @Nullable String loss;

    private record Jobs(UniverseUpdater universe, ListingJob listings, OverridesReader overrides,
            Optional<CoinGeckoTask> coins) {
        List<Health> health() {
            List<Health> all = new ArrayList<>(List.of(universe.health(), listings.health(), overrides.health()));
            coins.ifPresent(task -> all.add(task.health()));
            return all;
        }
    }

    LeaderTerm(Leader.Inputs inputs, Function<Market, Optional<String>> venueSymbols) {
        this.inputs = inputs;
        this.venueSymbols = venueSymbols;
    }

    void start() {
        start.start();
    }

    /// The running listing job; null before it runs.
    @Nullable
    ListingJob listings() {
        Jobs now = jobs;
        return now == null ? null : now.listings;
    }

    /// The running updater; null before it runs.
    @Nullable
    UniverseUpdater universe() {
        Jobs now = jobs;
        return now == null ? null : now.universe;
    }

    /// The running task of CoinGecko's snapshots; empty before it runs, or if it is disabled.
    Optional<CoinGeckoTask> coins() {
        Jobs now = jobs;
        return now == null ? Optional.empty() : now.coins;
    }

    /// Why a job of the leader fails at the moment.
    List<String> problems() {
        List<String> problems = new ArrayList<>(start.health().reasons());
        if (loss != null) {
            problems.add("lead: " + loss);
        }
        Jobs now = jobs;
        if (now != null) {
            for (Health health : now.health()) {
                problems.addAll(health.reasons());
            }
        }
        return problems;
    }

    /// Whether every venue with candles has been listed in this term and all that follows from it is written.
    ///
    /// @return by partition, the offset after what was written; empty until then
    Optional<Map<Integer, Long>> settled() {
        Jobs now = jobs;
        boolean done = now != null && now.listings.haveListed(List.copyOf(inputs.rules().venues()))
                && now.universe.isSettled() && !now.universe.ranksUnavailable();
        return done && now != null ? Optional.of(now.universe.written()) : Optional.empty();
    }

    private Duration step() throws InterruptedException {
        if (jobs != null) {
            return inputs.stores().writer().isOpen() ? CHECK_INTERVAL : endJobs();
        }
        try {
            tryToStart();
            loss = null;
            return CHECK_INTERVAL;
        } catch (RuntimeException e) {
            closeAll();
            throw e;
        }
    }

    private Duration endJobs() {
        String reason = "the writer was lost, starting again: " + inputs.stores().writer().whyClosed();
        LOG.warn("lead: {}", reason);
        loss = reason;
        jobs = null;
        closeAll();
        return AFTER_LOSS;
    }

    private void tryToStart() throws InterruptedException {
        Leader.Stores stores = inputs.stores();
        register(stores.writer()).open();
        UniverseUpdater universe = register(
                new UniverseUpdater(inputs.rules(), stores.universe(), stores.runs(), inputs.time()));
        ListingCatalog catalog = new ListingCatalog(stores.listings(), universe::wake);
        OverridesReader overrides = register(inputs.jobs().overrides().apply(universe::wake));
        overrides.start();
        if (!overrides.awaitAll(OVERRIDES_TIMEOUT)) {
            throw new IllegalStateException("the operators' tables could not be read within " + OVERRIDES_TIMEOUT);
        }
        ListingJob listings = register(new ListingJob(inputs.venues().stream()
                .map(venue -> new VenueLister(venue.listing(), venue.calls(), venue.clock(), catalog, stores.runs(),
                        inputs.time()))
                .toList(), inputs.time(), inputs.pause()));
        universe.start(() -> new UniverseFacts(catalog.all(),
                Coins.of(catalog.of(ListingCatalog.COINGECKO).entries().values()), overrides.now(), venueSymbols),
                overrides::flags);
        listings.start();
        Optional<CoinGeckoTask> coins = inputs.jobs().coins().map(task -> register(task.apply(catalog)));
        coins.ifPresent(CoinGeckoTask::start);
        jobs = new Jobs(universe, listings, overrides, coins);
    }

    /// @throws IllegalStateException if the term was closed in the meantime
    private synchronized <T extends AutoCloseable> T register(T part) {
        open.push(part);
        if (isClosed) {
            closeAll();
            throw new IllegalStateException("leadership was lost");
        }
        return part;
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }

    @Override
    public void close() {
        start.close();
        synchronized (this) {
            isClosed = true;
            closeAll();
        }
    }
}
