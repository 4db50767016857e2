package io.cryptodata.domain.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/// Hours that are expected and not there.
///
/// @param emptyAnswers on how many different occasions the venue answered that it has nothing (usable) there
/// @param lastAsked the venue's clock on the last occasion, one that brought no usable page included; null if there was none
public record MissingRange(HourRange hours, int emptyAnswers, @Nullable Instant lastAsked) {
    public MissingRange {
        if (hours.isEmpty()) {
            throw new IllegalArgumentException("a missing range must hold an hour, but began and ended at " + hours);
        }
        if (emptyAnswers < 0) {
            throw new IllegalArgumentException("empty answers must not be negative, but was " + emptyAnswers);
        }
    }

    /// Whether an answer at `venueTime` is another occasion than the last one.
    public boolean isDue(Instant venueTime, LedgerRules rules) {
        return lastAsked == null || !venueTime.isBefore(lastAsked.plus(rules.gapAfter(emptyAnswers)));
    }

    MissingRange answeredEmpty(Instant venueTime, LedgerRules rules) {
        return isDue(venueTime, rules) ? new MissingRange(hours, emptyAnswers + 1, venueTime) : this;
    }

    /// Asked for, and the answer said nothing.
    MissingRange askedInVain(Instant venueTime) {
        return new MissingRange(hours, emptyAnswers, venueTime);
    }

    MissingRange of(HourRange part) {
        return new MissingRange(part, emptyAnswers, lastAsked);
    }

    boolean continues(MissingRange earlier) {
        return earlier.hours.to() == hours.from() && earlier.emptyAnswers == emptyAnswers
                && Objects.equals(earlier.lastAsked, lastAsked);
    }
}
