package io.cryptodata.producers.venue;

import io.cryptodata.domain.candle.RawCandle;

import java.time.Instant;
import java.util.List;

/// What one request for candles brought.
///
/// @param rows as served: order, duplicates and all
/// @param requestStarted by our own clock, right before the request went out
/// @param requestEnded by our own clock, right after the answer was there
public record CandlePage(List<RawCandle> rows, Instant requestStarted, Instant requestEnded) {
    public CandlePage {
        rows = List.copyOf(rows);
    }
}
