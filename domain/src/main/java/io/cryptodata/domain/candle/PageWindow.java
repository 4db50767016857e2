package io.cryptodata.domain.candle;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The hours that a page answers, from one inclusive to the other exclusive, as epoch hours.
public record PageWindow(long from, long end) {
    public PageWindow {
        if (end < from) {
            throw new IllegalArgumentException("a window must not end before it begins: " + from + " to " + end);
        }
    }

    /// @param end null where the venue would have shown any later row; one before `from` leaves nothing
    public static PageWindow of(long from, @Nullable Instant end) {
        return new PageWindow(from, end == null ? Long.MAX_VALUE : Math.max(from, Timeframe.epochHourOf(end)));
    }
}
