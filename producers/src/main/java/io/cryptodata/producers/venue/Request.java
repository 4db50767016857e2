package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;

import java.time.Instant;

/// What a venue is about to be asked, as far as its cost depends on it.
public sealed interface Request {
    /// One page of the listing; see [ListingClient#listing(String)].
    record ListingPage(String cursor) implements Request {}

    /// The venue's clock.
    record ServerTime() implements Request {}

    /// The hours of a market from `from` on.
    ///
    /// @param rows how many at most
    record HourlyCandles(Market market, Instant from, int rows) implements Request {}

    /// Where the history of a market begins.
    record FirstHour(Market market) implements Request {}

    /// The kind of request, as metrics name it.
    default String kind() {
        return switch (this) {
            case ListingPage _ -> "listing";
            case ServerTime _ -> "server_time";
            case HourlyCandles _ -> "hourly_candles";
            case FirstHour _ -> "first_hour";
        };
    }
}
