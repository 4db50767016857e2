package io.cryptodata.producers.publishing;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.Ledger;

import java.time.Instant;
import java.util.List;

/// What one page makes known, to be published together or not at all.
///
/// @param before the committed ledger that the page was judged by
/// @param after the ledger once this is committed
/// @param candles what the ledger lacked, and new versions of what it knew otherwise, oldest first
/// @param quarantined what the ledger had not on record
/// @param request when the page was asked for
public record Publication(Ledger before, Ledger after, List<Candle> candles, List<Verdict.Quarantined> quarantined,
        RequestTimes request) {
    public Publication {
        candles = List.copyOf(candles);
        quarantined = List.copyOf(quarantined);
    }

    /// @param started by our own clock
    /// @param ended by our own clock
    /// @param venueTime the venue's clock when it started, or earlier
    public record RequestTimes(Instant started, Instant ended, Instant venueTime) {}
}
