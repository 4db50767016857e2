package io.cryptodata.domain.universe;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// From when on the hours of a market are fetched. Decided once, when the market is added.
public sealed interface HistoryStart {
    /// From the venue's first candle.
    record FromListing() implements HistoryStart {}

    /// From a fixed time.
    record Since(Instant from) implements HistoryStart {}

    /// From this long before the market is added.
    record Back(Duration length) implements HistoryStart {}

    /// Open time of the first hour of a market that is added; null: from the venue's first candle.
    default @Nullable Instant firstHour(Instant addedAt) {
        return switch (this) {
            case FromListing _ -> null;
            case Since(Instant from) -> ceiling(from);
            case Back(Duration length) -> ceiling(addedAt.minus(length));
        };
    }

    private static Instant ceiling(Instant time) {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(time) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }
}
