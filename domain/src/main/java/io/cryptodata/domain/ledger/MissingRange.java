package io.cryptodata.domain.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/// Hours that are expected and not present.
///
/// @param emptyResponses on how many different occasions the venue responded without a usable row for them
/// @param lastRequested the venue's clock on the last occasion, including one without a usable page; null if there was
///        none
public record MissingRange(HourRange hours, int emptyResponses, @Nullable Instant lastRequested) {
    public MissingRange {
        if (hours.isEmpty()) {
            throw new IllegalArgumentException("a missing range must contain an hour, but was " + hours);
        }
        if (emptyResponses < 0) {
            throw new IllegalArgumentException("empty responses must not be negative, but was " + emptyResponses);
        }
    }

    /// Whether a request at `venueTime` counts as another occasion than the last one.
    public boolean isDue(Instant venueTime, LedgerRules rules) {
        return lastRequested == null || !venueTime.isBefore(lastRequested.plus(rules.gapAfter(emptyResponses)));
    }

    MissingRange withEmptyResponse(Instant venueTime, LedgerRules rules) {
        return isDue(venueTime, rules) ? new MissingRange(hours, emptyResponses + 1, venueTime) : this;
    }

    /// After a request without a usable response.
    MissingRange unanswered(Instant venueTime) {
        return new MissingRange(hours, emptyResponses, venueTime);
    }

    MissingRange of(HourRange part) {
        return new MissingRange(part, emptyResponses, lastRequested);
    }

    boolean continues(MissingRange earlier) {
        return earlier.hours.to() == hours.from() && earlier.emptyResponses == emptyResponses
                && Objects.equals(earlier.lastRequested, lastRequested);
    }
}
