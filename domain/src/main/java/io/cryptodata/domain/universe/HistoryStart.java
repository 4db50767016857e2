package io.cryptodata.domain.universe;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// From when on the hours of a market are wanted. Decided once, when the market joins.
public sealed interface HistoryStart {
    /// From the venue's first candle.
    record FromListing() implements HistoryStart {}

    /// From a moment.
    record Since(Instant from) implements HistoryStart {}

    /// From so long before the market joins.
    record Back(Duration length) implements HistoryStart {}

    /// Open time of the first wanted hour of a market that joins; null: from the venue's first candle.
    default @Nullable Instant firstHour(Instant joining) {
        return switch (this) {
            case FromListing _ -> null;
            case Since(Instant from) -> ceiling(from);
            case Back(Duration length) -> ceiling(joining.minus(length));
        };
    }

    private static Instant ceiling(Instant moment) {
        Instant hour = moment.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(moment) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }
}
