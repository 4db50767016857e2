package io.cryptodata.domain.ledger;

import java.time.Instant;
import java.util.List;

/// What one page of a venue tells the ledger.
///
/// @param asked the epoch hour that was asked for
/// @param coveredTo end (exclusive) of the hours that the page speaks for; hours that it serves after that are there, but
///        of those between nothing is said
/// @param served hours with an acceptable candle, each once
/// @param quarantined open times, in milliseconds, of the rows that must not become candles
/// @param venueTime the venue's clock when the request started, or earlier
public record PageEvidence(long asked, long coveredTo, List<ServedHour> served, List<Long> quarantined,
        Instant venueTime) {
    public PageEvidence {
        served = List.copyOf(served);
        quarantined = List.copyOf(quarantined);
    }

    List<Long> hours() {
        return served.stream().map(ServedHour::hour).toList();
    }
}
