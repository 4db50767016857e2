package io.cryptodata.simulator.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.VenueTraits;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// The protocol of one venue: paths, symbols, bodies, rate limits and errors. Stateless; [SimulatedVenue] keeps the state.
public interface Dialect {
    /// The venue's id, for example `binance`.
    String exchange();

    /// The venue's symbol of a market, unique among its spot markets and among its contracts.
    String symbolOf(Market market);

    /// The venue's symbol of a listed market.
    default String symbolOf(ListedMarket listed) {
        String kept = listed.symbol();
        return kept == null ? symbolOf(listed.market()) : kept;
    }

    /// How the venue's listing and candles differ from those of other venues.
    default VenueTraits traits() {
        return VenueTraits.DEFAULT;
    }

    /// [RequestKind#OTHER] for a path that the venue does not have.
    RequestKind kindOf(VenueRequest request);

    /// What a request counts against; empty if it is free.
    List<Charge> chargesOf(VenueRequest request);

    /// The response to a request that meets no fault; also the errors for invalid requests.
    VenueResponse respond(VenueRequest request, MarketData data);

    /// The response to a request beyond a limit or from a banned address.
    VenueResponse rateLimited(RateLimiter.Decision decision);

    /// The venue's response for an error.
    ///
    /// @param retryAfter included only if the venue sends such a value
    VenueResponse error(VenueError error, Duration retryAfter, Instant now);

    /// The response with the headers in which the venue reports the usage of its limits.
    default VenueResponse withUsageHeaders(VenueResponse response, List<RateLimiter.Decision> decisions) {
        return response;
    }

    /// The selected markets by the venue's symbols, in the order of the listing.
    default SequencedMap<String, ListedMarket> listed(MarketData data, Predicate<Market> selected) {
        SequencedMap<String, ListedMarket> listed = new LinkedHashMap<>();
        data.markets().stream().filter(market -> selected.test(market.market()))
                .forEach(market -> listed.put(symbolOf(market), market));
        return listed;
    }

    /// What a request uses of a limit.
    record Charge(RateLimit limit, int weight) {}
}
