package io.cryptodata.producers.venue;

import io.cryptodata.domain.candle.RawCandle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The rows of one response.
///
/// @param rows as served, in the order served, duplicates included
/// @param requestStarted by our own clock, right before the request was sent
/// @param requestEnded by our own clock, right after the response had arrived
/// @param windowEnd the end (exclusive) of the requested hours: the page is no evidence about later ones; null where the
///        venue would have served any later row
public record CandlePage(List<RawCandle> rows, Instant requestStarted, Instant requestEnded,
        @Nullable Instant windowEnd) {
    public CandlePage {
        rows = List.copyOf(rows);
    }
}
