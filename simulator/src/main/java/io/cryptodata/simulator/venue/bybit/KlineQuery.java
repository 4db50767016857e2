package io.cryptodata.simulator.venue.bybit;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Instant;

/// The parameters of Bybit's `kline`. Both ends are inclusive, and a start inside a candle includes that candle. Of more
/// rows than the limit, the newest are served, or the oldest if there is a start without an end.
record KlineQuery(Category category, String symbol, Timeframe timeframe, Window window) {
    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 1000;

    static KlineQuery of(VenueRequest request) throws InvalidRequestException {
        Category category = Category.of(request);
        String symbol = request.text("symbol");
        Timeframe timeframe = switch (request.text("interval")) {
            case "60" -> Timeframe.H1;
            case "D" -> Timeframe.D1;
            case "M" -> Timeframe.M1;
            default -> throw BybitDialect.invalid("Invalid period!");
        };
        if (category == Category.OPTION) {
            throw BybitDialect.invalid("params error: Category is invalid");
        }
        Instant start = Instant.ofEpochMilli(request.number("start", 0));
        long limit = request.number("limit", DEFAULT_LIMIT);
        return new KlineQuery(category, symbol, timeframe, new Window(timeframe.floor(start).toEpochMilli(),
                request.number("end", Window.ALL.to()), (int) Math.clamp(limit, 1, MAX_LIMIT),
                request.has("end") || !request.has("start")));
    }
}
