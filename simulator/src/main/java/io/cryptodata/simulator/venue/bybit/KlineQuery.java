package io.cryptodata.simulator.venue.bybit;

import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.VenueRequest;

import java.util.List;

/// The parameters of `kline` as Bybit reads them: both ends belong to the window, and a start inside a candle reaches back
/// to where that candle opens. Of more rows than the limit the newest ones are kept.
///
/// @param symbol the venue's own name of the market, not yet looked up
/// @param monthly whether months are asked for rather than hours
record KlineQuery(Category category, String symbol, boolean monthly, long start, long end, int limit) {
    private static final long HOUR = 3_600_000;
    /// what months are made of
    static final Window EVERY_HOUR = new Window(0, Long.MAX_VALUE / 2, Integer.MAX_VALUE, false);
    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 1000;

    static KlineQuery of(VenueRequest asked) throws BybitRefusal {
        Category category = Category.of(asked);
        String symbol = asked.text("symbol");
        String interval = asked.text("interval");
        if (!interval.equals("60") && !interval.equals("M")) {
            throw new BybitRefusal("Invalid period!");
        }
        long limit = asked.number("limit", DEFAULT_LIMIT);
        return new KlineQuery(category, symbol, interval.equals("M"), asked.number("start", 0),
                asked.number("end", Long.MAX_VALUE / 2), (int) Math.clamp(limit, 1, MAX_LIMIT));
    }

    Window hoursWindow() {
        return new Window(Math.floorDiv(start, HOUR) * HOUR, end, limit, true);
    }

    /// The months that the window holds, of all there are.
    List<SourceRow> newestOf(List<SourceRow> months) {
        int first = 0;
        while (first + 1 < months.size() && months.get(first + 1).openTime() <= start) {
            first++;
        }
        List<SourceRow> inside = months.subList(first, months.size()).stream()
                .filter(month -> month.openTime() <= end).toList();
        return inside.subList(Math.max(0, inside.size() - limit), inside.size());
    }
}
