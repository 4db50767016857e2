package io.cryptodata.simulator.venue.okx;

import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Instant;

/// The parameters of OKX's `candles` and `history-candles`. Both ends are exclusive and named by the direction of paging:
/// `after` is the upper end, `before` the lower end. Of more rows than the limit, the newest are served.
///
/// @param from inclusive
/// @param to inclusive
record CandlesQuery(Bar bar, long from, long to, int limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 300;
    /// how many bars `candles` goes back
    private static final int RECENT_BARS = 1440;

    static CandlesQuery of(Bar bar, VenueRequest request, Instant now, boolean recent) {
        Instant newest = bar.timeframe().floor(now);
        long oldest = recent ? newest.minus(bar.length().multipliedBy(RECENT_BARS - 1)).toEpochMilli() : 0;
        long from = request.number("before", -1) + 1;
        long to = request.number("after", Window.ALL.to()) - 1;
        long limit = request.number("limit", DEFAULT_LIMIT);
        return new CandlesQuery(bar, Math.max(from, oldest), to, (int) Math.clamp(limit, 1, MAX_LIMIT));
    }

    Window window() {
        return new Window(from, to, limit, true);
    }
}
