package io.cryptodata.domain.ledger;

import java.time.Instant;
import java.util.List;

/// What one page of a venue proves about a market's hours.
///
/// @param requestedFrom the first requested epoch hour
/// @param coveredTo end (exclusive) of the hours for which the page is evidence, or of the requested hours if it proves
///        nothing. An hour served after that is present, but the hours in between stay undecided
/// @param served hours with an acceptable candle, each once
/// @param quarantined open times, in milliseconds, of the rows that were rejected; a negative number where a row has none
/// @param availableFrom the oldest hour that the venue serves at this time, whatever is requested: by its documentation and
///        its clock, never by the rows of a page; [#ALL_HOURS] if it serves all hours
/// @param venueTime the venue's clock when the request started, or earlier
public record PageEvidence(long requestedFrom, long coveredTo, List<ServedHour> served, List<Long> quarantined,
        PageProof proof, long availableFrom, Instant venueTime) {
    /// The venue serves every hour that it has.
    public static final long ALL_HOURS = Long.MIN_VALUE;

    public PageEvidence {
        served = List.copyOf(served);
        quarantined = List.copyOf(quarantined);
    }

    /// A page whose covered hours are proven by its rows.
    public PageEvidence(long requestedFrom, long coveredTo, List<ServedHour> served, List<Long> quarantined,
            Instant venueTime) {
        this(requestedFrom, coveredTo, served, quarantined, PageProof.ROWS, ALL_HOURS, venueTime);
    }

    /// The same page of a venue that serves no hour before `availableFrom`.
    public PageEvidence availableFrom(long hour) {
        return new PageEvidence(requestedFrom, coveredTo, served, quarantined, proof, hour, venueTime);
    }

    /// A response to `request` that proves nothing.
    static PageEvidence unusable(Work.FetchHours request, Instant venueTime) {
        return new PageEvidence(request.from(), request.hours().to(), List.of(), List.of(), PageProof.NOTHING,
                ALL_HOURS, venueTime);
    }

    List<Long> hours() {
        return served.stream().map(ServedHour::hour).toList();
    }
}
