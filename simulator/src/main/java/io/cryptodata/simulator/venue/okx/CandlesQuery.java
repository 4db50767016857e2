package io.cryptodata.simulator.venue.okx;

import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.RowRollup;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Instant;
import java.util.List;

/// The parameters of OKX's `candles` and `history-candles`. Both ends are exclusive and named by the direction of paging:
/// `after` is the upper end, `before` the lower end. Of more rows than the limit, the newest are served.
///
/// @param from inclusive
/// @param to inclusive
record CandlesQuery(long from, long to, int limit) {
    private static final long HOUR = 3_600_000;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 300;
    /// how many bars `candles` goes back
    private static final int RECENT_BARS = 1440;

    static CandlesQuery of(VenueRequest request, Instant now, boolean recent) {
        long oldest = recent ? (now.toEpochMilli() / HOUR - RECENT_BARS + 1) * HOUR : 0;
        long from = request.number("before", -1) + 1;
        long to = request.number("after", Window.ALL.to()) - 1;
        long limit = request.number("limit", DEFAULT_LIMIT);
        return new CandlesQuery(Math.max(from, oldest), to, (int) Math.clamp(limit, 1, MAX_LIMIT));
    }

    Window window() {
        return new Window(from, to, limit, true);
    }

    /// The requested months of all months.
    List<SourceRow> select(List<SourceRow> months) {
        List<SourceRow> inside = months.stream()
                .filter(month -> month.openTime() >= from && month.openTime() <= to).toList();
        return RowRollup.newest(inside, limit);
    }
}
