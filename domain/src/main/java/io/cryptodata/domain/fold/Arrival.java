package io.cryptodata.domain.fold;

import io.cryptodata.domain.candle.Candle;

import java.time.Duration;
import java.time.Instant;

/// How a candle reached the log, as far as it decides what is emitted. All of it is in the record, so that a replay decides
/// the same.
///
/// @param appendedAt by the broker
/// @param remaining how many candles of the same page follow; negative if unknown
public record Arrival(Instant appendedAt, int remaining) {
    /// A candle that is appended later is history. The newest hour is appended earlier, unless its market was not polled.
    public static final Duration LIVE = Duration.ofHours(2);

    /// how far the broker's clock may be behind the venues'
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    /// Whether the hour can have been closed when it was appended.
    public boolean isAfterCloseOf(Candle candle) {
        return !candle.closeTime().isAfter(appendedAt.plus(CLOCK_TOLERANCE));
    }

    /// Whether the candle emits a row of every timeframe: it is live, or the newest one so far. In the middle of a page of
    /// history the next candle would replace the rows of the buckets in progress at once.
    public boolean isFull(Candle candle) {
        return remaining == 0 || !appendedAt.isAfter(candle.closeTime().plus(LIVE));
    }

    /// Whether another candle of the same page follows.
    public boolean hasMore() {
        return remaining > 0;
    }
}
