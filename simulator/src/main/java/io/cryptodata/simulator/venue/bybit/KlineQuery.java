package io.cryptodata.simulator.venue.bybit;

import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.RowRollup;
import io.cryptodata.simulator.venue.VenueRequest;

import java.util.List;

/// The parameters of Bybit's `kline`. Both ends are inclusive, and a start inside a candle includes that candle. Of more
/// rows than the limit, the newest are served.
///
/// @param monthly whether the request is for months, rather than hours
record KlineQuery(Category category, String symbol, boolean monthly, long start, long end, int limit) {
    private static final long HOUR = 3_600_000;
    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 1000;

    static KlineQuery of(VenueRequest request) throws InvalidRequestException {
        Category category = Category.of(request);
        String symbol = request.text("symbol");
        String interval = request.text("interval");
        if (!interval.equals("60") && !interval.equals("M")) {
            throw BybitDialect.invalid("Invalid period!");
        }
        long limit = request.number("limit", DEFAULT_LIMIT);
        return new KlineQuery(category, symbol, interval.equals("M"), request.number("start", 0),
                request.number("end", Window.ALL.to()), (int) Math.clamp(limit, 1, MAX_LIMIT));
    }

    Window hoursWindow() {
        return new Window(Math.floorDiv(start, HOUR) * HOUR, end, limit, true);
    }

    /// The requested months of all months.
    List<SourceRow> select(List<SourceRow> months) {
        int first = 0;
        while (first + 1 < months.size() && months.get(first + 1).openTime() <= start) {
            first++;
        }
        List<SourceRow> inside = months.subList(first, months.size()).stream()
                .filter(month -> month.openTime() <= end).toList();
        return RowRollup.newest(inside, limit);
    }
}
