package io.cryptodata.producers.venues;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.CallExecutor;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.ListingClient;
import io.cryptodata.producers.venue.VenueContext;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A venue that has a client.
///
/// @param urls of its API unless configured otherwise
/// @param hasCandles whether its candles can be fetched, or only its listing
/// @param opening creates its client
/// @param unlistedSymbol the venue's own name of a market that it does not list; empty where it cannot be derived
public record KnownVenue(String exchange, BaseUrls urls, boolean hasCandles,
        BiFunction<CallExecutor, VenueContext, OpenVenue> opening,
        Function<Market, Optional<String>> unlistedSymbol) {
    /// A venue whose candles are fetched.
    static KnownVenue withCandles(String exchange, BaseUrls urls, Function<VenueContext, ExchangeClient> client,
            Function<Market, Optional<String>> unlistedSymbol) {
        return new KnownVenue(exchange, urls, true, (calls, context) -> {
            ExchangeClient created = client.apply(context);
            return new OpenVenue(calls, created, Optional.of(created), context.clock());
        }, unlistedSymbol);
    }

    /// A venue of which only the listing is read.
    static KnownVenue withListing(String exchange, BaseUrls urls, Function<VenueContext, ListingClient> client) {
        return new KnownVenue(exchange, urls, false,
                (calls, context) -> new OpenVenue(calls, client.apply(context), Optional.empty(), context.clock()),
                _ -> Optional.empty());
    }
}
