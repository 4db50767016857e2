package io.cryptodata.allinone.cli.gaps;

import java.time.Duration;
import java.time.Instant;

/// Hours that a market does not have.
///
/// @param from open time of the first one
/// @param to end (exclusive)
public record Gap(Kind kind, Instant from, Instant to) {
    /// Why they are not there.
    public enum Kind {
        /// expected, and not there yet
        MISSING,
        /// the venue has none, confirmed
        CONFIRMED_EMPTY,
        /// closed at the venue, and not asked for yet
        BEHIND
    }

    /// Whether the venue has nothing from this hour on until the gap ends.
    boolean isEmptyFrom(Instant hour) {
        return kind == Kind.CONFIRMED_EMPTY && from.equals(hour);
    }

    public long hours() {
        return Duration.between(from, to).toHours();
    }
}
