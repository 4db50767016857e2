package io.cryptodata.producers.publishing;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.Ledger;

import java.time.Instant;
import java.util.List;

/// The results of one page, published together or not at all.
///
/// @param before the ledger against which the page was judged
/// @param after the ledger once this is committed
/// @param candles missing in `before` or revised, oldest first
/// @param quarantined rows that `before` does not record
/// @param request when the page was requested
public record Publication(Ledger before, Ledger after, List<Candle> candles, List<Verdict.Quarantined> quarantined,
        RequestTimes request) {
    public Publication {
        candles = List.copyOf(candles);
        quarantined = List.copyOf(quarantined);
    }

    /// @param started by our own clock
    /// @param ended by our own clock
    /// @param venueTime the venue's clock when the request started, or earlier
    public record RequestTimes(Instant started, Instant ended, Instant venueTime) {}
}
