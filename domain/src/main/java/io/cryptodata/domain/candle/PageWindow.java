package io.cryptodata.domain.candle;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The requested hours of a page, from inclusive to exclusive, as epoch hours.
public record PageWindow(long from, long end) {
    public PageWindow {
        if (end < from) {
            throw new IllegalArgumentException("a window must not end before it starts: " + from + " to " + end);
        }
    }

    /// @param end null if the venue serves every later row as well; one before `from` gives an empty window
    public static PageWindow of(long from, @Nullable Instant end) {
        return new PageWindow(from, end == null ? Long.MAX_VALUE : Math.max(from, Timeframe.epochHourOf(end)));
    }
}
