package io.cryptodata.api.completeness;

import java.util.List;

/// Sums over the markets of one venue.
///
/// @param badRows those of the missing hours whose rows were quarantined
public record VenueCompleteness(String exchange, long markets, long expected, long present, long confirmedEmpty,
        long notAvailable, long missing, long badRows, long quarantined) {

    static VenueCompleteness of(String exchange, List<MarketCompleteness> markets) {
        return new VenueCompleteness(exchange, markets.size(),
                markets.stream().mapToLong(MarketCompleteness::expected).sum(),
                markets.stream().mapToLong(MarketCompleteness::present).sum(),
                markets.stream().mapToLong(MarketCompleteness::confirmedEmpty).sum(),
                markets.stream().mapToLong(MarketCompleteness::notAvailable).sum(),
                markets.stream().mapToLong(MarketCompleteness::missing).sum(),
                markets.stream().mapToLong(MarketCompleteness::badRows).sum(),
                markets.stream().mapToLong(MarketCompleteness::quarantined).sum());
    }

    /// The share of the hours that the venue serves that is present, in percent with two decimals, never rounded up to 100.
    public double percentPresent() {
        long available = present + missing;
        return available == 0 ? 100 : Math.floor(10_000.0 * present / available) / 100;
    }
}
