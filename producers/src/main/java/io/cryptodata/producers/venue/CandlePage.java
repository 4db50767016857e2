package io.cryptodata.producers.venue;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.producers.http.Response;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The rows of one response.
///
/// @param requestStarted by our own clock, right before the request was sent
/// @param requestEnded by our own clock, right after the response had arrived
/// @param windowEnd the end (exclusive) of the requested hours: the page is no evidence about later ones; null where the
///        venue would have served any later row
public record CandlePage(ServedRows served, Instant requestStarted, Instant requestEnded,
        @Nullable Instant windowEnd) {
    /// A page of readable rows.
    public CandlePage(List<RawCandle> rows, Instant requestStarted, Instant requestEnded,
            @Nullable Instant windowEnd) {
        this(ServedRows.of(rows), requestStarted, requestEnded, windowEnd);
    }

    public static CandlePage of(ServedRows served, Response response, @Nullable Instant windowEnd) {
        return new CandlePage(served, response.started(), response.ended(), windowEnd);
    }

    /// The readable rows, in the order served, duplicates included.
    public List<RawCandle> rows() {
        return served.rows();
    }
}
