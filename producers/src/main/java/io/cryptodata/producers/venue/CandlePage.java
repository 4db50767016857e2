package io.cryptodata.producers.venue;

import io.cryptodata.domain.candle.RawCandle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What one request for candles brought.
///
/// @param rows as served: order, duplicates and all
/// @param requestStarted by our own clock, right before the request went out
/// @param requestEnded by our own clock, right after the answer was there
/// @param windowEnd the end (exclusive) of the hours that were asked for: of later ones the page says nothing; null where
///        the venue would have shown any later row
public record CandlePage(List<RawCandle> rows, Instant requestStarted, Instant requestEnded,
        @Nullable Instant windowEnd) {
    public CandlePage {
        rows = List.copyOf(rows);
    }
}
