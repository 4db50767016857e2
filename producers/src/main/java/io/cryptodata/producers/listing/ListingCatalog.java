package io.cryptodata.producers.listing;

import io.cryptodata.domain.listing.ExchangeListings;
import io.cryptodata.domain.listing.ExchangeListings.Update;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.listing.Listed;
import io.cryptodata.domain.listing.ListingRules;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What is known of every exchange's listings, as it is kept on the topic. Safe for many threads; one thread per exchange
/// lists.
public final class ListingCatalog {
    /// CoinGecko's name among the exchanges.
    public static final String COINGECKO = "coingecko";

    private final ListingStore store;
    private final Runnable changed;
    private final ConcurrentMap<String, ExchangeListings> known;

    /// Reads what is known.
    ///
    /// @param changed is run after each listing that was believed
    public ListingCatalog(ListingStore store, Runnable changed) {
        this.store = store;
        this.changed = changed;
        this.known = new ConcurrentHashMap<>(store.read());
    }

    /// Takes a whole listing; nothing counts if its changes cannot be kept.
    public Update hear(String exchange, Collection<Listed> whole, Instant time) {
        ListingRules rules = exchange.equals(COINGECKO) ? ListingRules.COINS : ListingRules.VENUE;
        Update heard = of(exchange).update(whole, time, rules);
        if (!heard.changed().isEmpty()) {
            store.write(heard.changed());
        }
        known.put(exchange, heard.after());
        if (heard.isAccepted()) {
            changed.run();
        }
        return heard;
    }

    public ExchangeListings of(String exchange) {
        return known.getOrDefault(exchange, ExchangeListings.empty(exchange));
    }

    /// By exchange and asset.
    public Map<String, Map<String, RecordedListing>> all() {
        Map<String, Map<String, RecordedListing>> all = new HashMap<>();
        known.forEach((exchange, listings) -> all.put(exchange, listings.entries()));
        return all;
    }
}
