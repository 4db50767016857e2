package io.cryptodata.producers.leader;

import io.cryptodata.producers.venues.OpenVenue;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.domain.universe.Coins;
import io.cryptodata.domain.universe.UniverseFacts;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.producers.coingecko.CoinGeckoTask;
import io.cryptodata.producers.listing.ListingCatalog;
import io.cryptodata.producers.listing.ListingJob;
import io.cryptodata.producers.listing.ListingStore;
import io.cryptodata.producers.listing.VenueLister;
import io.cryptodata.producers.universe.OverridesReader;
import io.cryptodata.producers.universe.UniverseStore;
import io.cryptodata.producers.universe.UniverseUpdater;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What only the holder of partition 0 does: it lists the venues, takes CoinGecko's snapshots, follows the operators' tables
/// and decides from all of it what is tracked. Everybody else, and this process too, follows the topic `universe`.
public final class Leader implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(Leader.class);
    private static final Duration READING = Duration.ofSeconds(60);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final UniverseRules rules;
    private final List<OpenVenue> venues;
    private final Stores stores;
    private final Jobs jobs;
    private final WallTime time;
    private volatile @Nullable Term term;

    /// Where listings and universe are kept, and where runs are recorded.
    public record Stores(ListingStore listings, UniverseStore universe, TaskRuns runs) {}

    /// @param overrides makes a reader that tells a task when something has changed
    /// @param coins makes the task that lists coins; empty if CoinGecko is not asked
    public record Jobs(Function<Runnable, OverridesReader> overrides, Optional<Function<ListingCatalog, CoinGeckoTask>> coins) {}

    /// @param venues whose listings are read
    public Leader(UniverseRules rules, List<OpenVenue> venues, Stores stores, Jobs jobs, WallTime time) {
        this.rules = rules;
        this.venues = List.copyOf(venues);
        this.stores = stores;
        this.jobs = jobs;
        this.time = time;
    }

    @Override
    public synchronized void begin() {
        LOG.info("this process leads: it lists {} and decides what is tracked",
                venues.stream().map(OpenVenue::exchange).toList());
        Term begun = new Term();
        term = begun;
        begun.thread.start();
    }

    @Override
    public synchronized void end() {
        Term ending = term;
        if (ending != null) {
            term = null;
            ending.close();
            LOG.info("this process leads no more");
        }
    }

    /// How the venues' listings stand; empty unless this process leads.
    public List<VenueStatus> venues() {
        Term now = term;
        ListingJob listing = now == null ? null : now.listing;
        return listing == null ? List.of() : listing.status();
    }

    /// What operators should know of the universe; empty unless this process leads.
    public List<String> troubles() {
        Term now = term;
        UniverseUpdater keeper = now == null ? null : now.keeper;
        return keeper == null ? List.of() : keeper.troubles();
    }

    /// Whether every venue with candles has been listed in this term and all that follows is written.
    ///
    /// @return by partition, the offset behind what was written; empty while that is not so
    public Optional<Map<Integer, Long>> settled() {
        Term now = term;
        return now == null ? Optional.empty() : now.settled();
    }

    /// From taking partition 0 to giving it up.
    private final class Term {
        private final Thread thread = Thread.ofVirtual().name("lead").unstarted(this::run);
        private final Deque<AutoCloseable> open = new ArrayDeque<>();
        private volatile @Nullable UniverseUpdater keeper;
        private volatile @Nullable ListingJob listing;

        private void run() {
            boolean begun = false;
            while (!begun && !Thread.currentThread().isInterrupted()) {
                try {
                    begin();
                    begun = true;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.warn("cannot lead yet; trying again", e);
                    closeAll();
                    pause();
                }
            }
        }

        private void begin() throws InterruptedException {
            UniverseUpdater universe = closedLater(new UniverseUpdater(rules, stores.universe(), stores.runs(), time));
            ListingCatalog book = new ListingCatalog(stores.listings(), universe::wake);
            OverridesReader overrides = closedLater(jobs.overrides().apply(universe::wake));
            overrides.start();
            if (!overrides.awaitAll(READING)) {
                throw new IllegalStateException("the operators' tables could not be read within " + READING);
            }
            ListingJob lists = closedLater(new ListingJob(venues.stream()
                    .map(venue -> new VenueLister(venue.listing(), venue.calls(), book, stores.runs(), time)).toList(), time));
            universe.start(() -> new UniverseFacts(book.all(),
                    Coins.of(book.of(ListingCatalog.COINGECKO).entries().values()), overrides.now(), Venues::unlistedSymbol));
            lists.start();
            jobs.coins().ifPresent(task -> closedLater(task.apply(book)).start());
            keeper = universe;
            listing = lists;
        }

        private Optional<Map<Integer, Long>> settled() {
            UniverseUpdater universe = keeper;
            ListingJob lists = listing;
            boolean done = universe != null && lists != null && lists.haveListed(List.copyOf(rules.venues()))
                    && universe.isSettled() && !universe.awaitsCoins();
            return done && universe != null ? Optional.of(universe.written()) : Optional.empty();
        }

        private <T extends AutoCloseable> T closedLater(T part) {
            open.push(part);
            return part;
        }

        private void closeAll() {
            while (!open.isEmpty()) {
                AutoCloseable part = open.pop();
                try {
                    part.close();
                } catch (Exception e) {
                    LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
                }
            }
        }

        private void pause() {
            try {
                Thread.sleep(AFTER_TROUBLE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            closeAll();
        }
    }
}
