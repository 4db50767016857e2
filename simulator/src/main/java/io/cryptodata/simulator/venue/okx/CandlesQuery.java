package io.cryptodata.simulator.venue.okx;

import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Instant;
import java.util.List;

/// The parameters of `candles` and `history-candles` as OKX reads them. Both ends are exclusive and named by the way that
/// pages go: `after` a time come older rows, `before` it newer ones. Of more rows than the limit the newest are kept.
///
/// @param from inclusive
/// @param to inclusive
record CandlesQuery(long from, long to, int limit) {
    /// what months are made of
    static final Window EVERY_HOUR = new Window(0, Long.MAX_VALUE / 2, Integer.MAX_VALUE, false);
    private static final long HOUR = 3_600_000;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 300;
    /// how many bars the path for recent candles goes back
    private static final int RECENT_BARS = 1440;

    static CandlesQuery of(VenueRequest asked, Instant now, boolean recent) {
        long oldest = recent ? (now.toEpochMilli() / HOUR - RECENT_BARS + 1) * HOUR : 0;
        long from = asked.number("before", -1) + 1;
        long to = asked.number("after", Long.MAX_VALUE / 2) - 1;
        long limit = asked.number("limit", DEFAULT_LIMIT);
        return new CandlesQuery(Math.max(from, oldest), to, (int) Math.clamp(limit, 1, MAX_LIMIT));
    }

    Window window() {
        return new Window(from, to, limit, true);
    }

    /// The months that the window holds, of all there are.
    List<SourceRow> newestOf(List<SourceRow> months) {
        List<SourceRow> inside = months.stream()
                .filter(month -> month.openTime() >= from && month.openTime() <= to).toList();
        return inside.subList(Math.max(0, inside.size() - limit), inside.size());
    }
}
