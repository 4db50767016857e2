package io.cryptodata.domain.universe;

import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.market.Market;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The input of a plan.
///
/// @param listings by exchange; the markets of an exchange without a listing stay as they are
/// @param coins ranks of coins
/// @param overrides the operators' overrides
/// @param naming the venue symbol of a market that the venue does not list; empty if it cannot be derived
public record UniverseFacts(Map<String, Map<String, RecordedListing>> listings, Coins coins, Overrides overrides,
        Function<Market, Optional<String>> naming) {
    public UniverseFacts {
        listings = Map.copyOf(listings);
    }

    /// Listings as a map by exchange and asset.
    public static Map<String, Map<String, RecordedListing>> byExchange(Collection<RecordedListing> all) {
        Map<String, Map<String, RecordedListing>> listings = new HashMap<>();
        all.forEach(each -> listings.computeIfAbsent(each.exchange(), _ -> new HashMap<>()).put(each.asset(), each));
        return listings;
    }

    Optional<RecordedListing> of(Market market) {
        return Optional.ofNullable(listings.getOrDefault(market.exchange(), Map.of()).get(market.asset()));
    }
}
