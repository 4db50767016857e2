package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.ExchangeListings.Update;
import io.cryptodata.domain.listing.Listed;
import io.cryptodata.domain.listing.ListingRules;
import io.cryptodata.domain.listing.RecordedListing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The recorded listings of every exchange, as they are stored on the topic. Safe for many threads, but only one thread
/// per exchange may update.
public final class ListingCatalog {
    /// The exchange id of CoinGecko's coins.
    public static final String COINGECKO = "coingecko";

    private final ListingStore store;
    private final Runnable changed;
    private final ConcurrentMap<String, ExchangeListings> recorded;

    /// Reads the stored listings.
    ///
    /// @param changed is run after each accepted listing
    public ListingCatalog(ListingStore store, Runnable changed) {
        this.store = store;
        this.changed = changed;
        this.recorded = new ConcurrentHashMap<>(store.read());
    }

    /// Records a complete listing; changes nothing if it cannot be stored.
    public Update update(String exchange, Collection<Listed> complete, Instant time) {
        ListingRules rules = exchange.equals(COINGECKO) ? ListingRules.COINS : ListingRules.VENUE;
        Update update = of(exchange).update(complete, time, rules);
        if (!update.changed().isEmpty()) {
            store.write(update.changed());
        }
        recorded.put(exchange, update.after());
        if (update.isAccepted()) {
            changed.run();
        }
        return update;
    }

    public ExchangeListings of(String exchange) {
        return recorded.getOrDefault(exchange, ExchangeListings.empty(exchange));
    }

    /// By exchange and asset.
    public Map<String, Map<String, RecordedListing>> all() {
        Map<String, Map<String, RecordedListing>> all = new HashMap<>();
        recorded.forEach((exchange, listings) -> all.put(exchange, listings.entries()));
        return all;
    }
}
