package io.cryptodata.producers.universe;

import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.schemas.avro.UniverseEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Every market of every venue that was ever tracked, as the topic `universe` has it. Safe for many threads.
///
/// Two markets whose computed ids would be equal cannot both be tracked: the second is refused.
public final class Universe {
    private static final Logger LOG = LoggerFactory.getLogger(Universe.class);

    private final Map<Market, UniverseEntry> entries = new HashMap<>();
    private final Map<Long, Market> owners = new HashMap<>();
    private final Set<Market> refused = new HashSet<>();
    private final Consumer<List<UniverseEntry>> topic;
    private final ToLongFunction<Market> idHash;

    /// @param stored what the topic says
    /// @param topic writes new entries, and throws if it could not
    public Universe(Collection<UniverseEntry> stored, Consumer<List<UniverseEntry>> topic) {
        this(stored, topic, LastId::hashOf);
    }

    Universe(Collection<UniverseEntry> stored, Consumer<List<UniverseEntry>> topic, ToLongFunction<Market> idHash) {
        this.topic = topic;
        this.idHash = idHash;
        for (UniverseEntry entry : stored) {
            enter(new Market(entry.getExchange(), entry.getAsset()), entry);
        }
    }

    /// What is tracked of one venue after it has listed its markets: tradable ones join, others stay as halted or
    /// delisted if they were tracked before.
    ///
    /// @param wanted which markets may join
    public synchronized List<TrackedMarket> listed(String exchange, List<Listing> listings,
            Predicate<Market> wanted, Instant venueTime) {
        List<UniverseEntry> joining = new ArrayList<>();
        for (Listing listing : listings) {
            Market market = listing.market();
            if (listing.tradable() && wanted.test(market) && !entries.containsKey(market) && mayJoin(market)) {
                owners.put(idHash.applyAsLong(market), market);
                joining.add(new UniverseEntry(exchange, market.asset(), listing.venueSymbol(), true, null, venueTime,
                        "TRADING", listing.venueStatus(), listing.listedAt(), listing.contractSize().toPlainString(), null,
                        "rules"));
            }
        }
        if (!joining.isEmpty()) {
            topic.accept(List.copyOf(joining));
            joining.forEach(entry -> enter(new Market(entry.getExchange(), entry.getAsset()), entry));
        }
        return tracked(exchange, listings, wanted);
    }

    /// Markets that could not join because of their computed ids.
    public synchronized Set<Market> refused() {
        return Set.copyOf(refused);
    }

    private List<TrackedMarket> tracked(String exchange, List<Listing> listings,
            Predicate<Market> wanted) {
        Map<Market, Listing> listed = new HashMap<>();
        listings.forEach(listing -> listed.put(listing.market(), listing));
        List<TrackedMarket> tracked = new ArrayList<>();
        entries.forEach((market, entry) -> {
            if (market.exchange().equals(exchange) && entry.getTracked() && wanted.test(market)) {
                Listing now = listed.get(market);
                tracked.add(new TrackedMarket(
                        now == null ? Listing.of(market, entry.getVenueSymbol(), false, "") : now, standing(now),
                        entry.getExpectedFrom(), entry.getRank()));
            }
        });
        return tracked;
    }

    private static MarketState standing(@Nullable Listing now) {
        if (now == null) {
            return MarketState.DELISTED;
        }
        return now.tradable() ? MarketState.LIVE : MarketState.HALTED;
    }

    private boolean mayJoin(Market market) {
        Market owner = owners.get(idHash.applyAsLong(market));
        if (owner == null || owner.equals(market)) {
            return true;
        }
        if (refused.add(market)) {
            LOG.error("{} is refused: its computed ids (last_id) would equal those of {}, which is tracked already. "
                    + "Rows of the two could not be told apart. Stop tracking one of them.", market, owner);
        }
        return false;
    }

    private void enter(Market market, UniverseEntry entry) {
        entries.put(market, entry);
        owners.putIfAbsent(idHash.applyAsLong(market), market);
    }
}
