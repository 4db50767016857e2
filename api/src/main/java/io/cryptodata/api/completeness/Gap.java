package io.cryptodata.api.completeness;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.time.Duration;
import java.time.Instant;

/// Consecutive hours that a market lacks.
///
/// @param from open time of the first hour
/// @param to end (exclusive)
public record Gap(Kind kind, Instant from, Instant to) {
    /// Why the hours are absent.
    public enum Kind {
        /// expected, and not fetched yet
        MISSING,
        /// the venue has none, confirmed
        CONFIRMED_EMPTY,
        /// closed at the venue, and not requested yet
        BEHIND
    }

    /// Whether the venue has no candle from this hour to the end of the gap.
    boolean isEmptyFrom(Instant hour) {
        return kind == Kind.CONFIRMED_EMPTY && from.equals(hour);
    }

    @JsonProperty
    public long hours() {
        return Duration.between(from, to).toHours();
    }
}
