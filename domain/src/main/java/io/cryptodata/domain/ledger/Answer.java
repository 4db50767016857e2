package io.cryptodata.domain.ledger;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// What one page of a venue tells the ledger.
///
/// @param asked the epoch hour that was asked for
/// @param coveredTo end (exclusive) of the hours that the page speaks for
/// @param present hours with an acceptable candle
/// @param quarantined open times, in milliseconds, of the rows that must not become candles
/// @param venueTime the venue's clock when the request started, or earlier
/// @param firstHour the first hour the venue has anything for; only looked at while nothing is known of a market
public record Answer(long asked, long coveredTo, List<Long> present, List<Long> quarantined, Instant venueTime,
        OptionalLong firstHour) {
    public Answer {
        present = List.copyOf(present);
        quarantined = List.copyOf(quarantined);
    }
}
