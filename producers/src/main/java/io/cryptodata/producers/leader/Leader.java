package io.cryptodata.producers.leader;

import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.producers.coingecko.CoinGeckoTask;
import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.kafka.LeaderWriter;
import io.cryptodata.producers.listing.ListingCatalog;
import io.cryptodata.producers.listing.ListingJob;
import io.cryptodata.producers.listing.ListingStore;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.producers.universe.OverridesReader;
import io.cryptodata.producers.universe.UniverseStore;
import io.cryptodata.producers.universe.UniverseUpdater;
import io.cryptodata.producers.venues.OpenVenue;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The work of the member that holds partition 0: it lists the venues, takes CoinGecko's snapshots, follows the operators'
/// tables and decides which markets are tracked. All members, this one included, follow the topic `universe`.
public final class Leader implements Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(Leader.class);

    private final Inputs inputs;
    private final Function<Market, Optional<String>> venueSymbols;
    private volatile @Nullable LeaderTerm term;

    /// Where listings, universe and runs are stored.
    ///
    /// @param writer what listings and universe are written with
    public record Stores(LeaderWriter writer, ListingStore listings, UniverseStore universe, TaskRuns runs) {}

    /// @param overrides creates a reader that runs the given task after every change
    /// @param coins creates the task that lists coins; empty if CoinGecko is disabled
    public record Jobs(Function<Runnable, OverridesReader> overrides,
            Optional<Function<ListingCatalog, CoinGeckoTask>> coins) {}

    /// What every term works with.
    ///
    /// @param venues the venues to list
    /// @param pause of a venue: it is not listed during it
    public record Inputs(UniverseRules rules, List<OpenVenue> venues, Stores stores, Jobs jobs, WallTime time,
            Function<String, FetchPause> pause) {
        public Inputs {
            venues = List.copyOf(venues);
        }
    }

    /// @param venueSymbols a venue's own name of a market that it does not list; empty if it cannot be derived
    public Leader(Inputs inputs, Function<Market, Optional<String>> venueSymbols) {
        this.inputs = inputs;
        this.venueSymbols = venueSymbols;
    }

    @Override
    public synchronized void begin() {
        LOG.info("became the leader: lists {} and decides which markets are tracked",
                inputs.venues().stream().map(OpenVenue::exchange).toList());
        LeaderTerm started = new LeaderTerm(inputs, venueSymbols);
        term = started;
        started.start();
    }

    @Override
    public synchronized void end() {
        LeaderTerm ending = term;
        if (ending != null) {
            term = null;
            ending.close();
            LOG.info("lost leadership");
        }
    }

    /// The status of the venues' listings; empty unless this process leads.
    public List<VenueStatus> venues() {
        LeaderTerm now = term;
        ListingJob listings = now == null ? null : now.listings();
        return listings == null ? List.of() : listings.status();
    }

    /// Why markets cannot be tracked as configured, and what is doubtful about listings; empty unless this process leads.
    public List<String> warnings() {
        LeaderTerm now = term;
        UniverseUpdater universe = now == null ? null : now.universe();
        ListingJob listings = now == null ? null : now.listings();
        List<String> warnings = new ArrayList<>();
        if (universe != null && listings != null) {
            warnings.addAll(universe.warnings());
            warnings.addAll(listings.warnings());
        }
        return warnings;
    }

    /// Lists a venue now; does nothing unless this process leads. A new leader lists every venue by itself.
    public void list(String exchange) {
        LeaderTerm now = term;
        ListingJob listings = now == null ? null : now.listings();
        if (listings != null) {
            listings.request(exchange);
        }
    }

    /// Decides again which markets are tracked; does nothing unless this process leads.
    public void plan() {
        LeaderTerm now = term;
        UniverseUpdater universe = now == null ? null : now.universe();
        if (universe != null) {
            universe.request();
        }
    }

    /// Takes a snapshot of CoinGecko's coins now; does nothing unless this process leads.
    public void takeSnapshot() {
        LeaderTerm now = term;
        if (now != null) {
            now.coins().ifPresent(CoinGeckoTask::request);
        }
    }

    /// Why a job of the leader fails at the moment; empty unless this process leads.
    public List<String> problems() {
        LeaderTerm now = term;
        return now == null ? List.of() : now.problems();
    }

    /// Whether every venue with candles has been listed in this term and all that follows from it is written.
    ///
    /// @return by partition, the offset after what was written; empty until then
    public Optional<Map<Integer, Long>> settled() {
        LeaderTerm now = term;
        return now == null ? Optional.empty() : now.settled();
    }
}
