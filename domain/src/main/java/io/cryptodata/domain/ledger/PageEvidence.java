package io.cryptodata.domain.ledger;

import java.time.Instant;
import java.util.List;

/// What one page of a venue proves about a market's hours.
///
/// @param requestedFrom the first requested epoch hour
/// @param coveredTo end (exclusive) of the hours for which the page is evidence. An hour served after that is present, but
///        the hours in between stay undecided
/// @param served hours with an acceptable candle, each once
/// @param quarantined open times, in milliseconds, of the rows that were rejected
/// @param venueTime the venue's clock when the request started, or earlier
public record PageEvidence(long requestedFrom, long coveredTo, List<ServedHour> served, List<Long> quarantined,
        Instant venueTime) {
    public PageEvidence {
        served = List.copyOf(served);
        quarantined = List.copyOf(quarantined);
    }

    List<Long> hours() {
        return served.stream().map(ServedHour::hour).toList();
    }
}
