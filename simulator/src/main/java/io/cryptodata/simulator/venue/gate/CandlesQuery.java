package io.cryptodata.simulator.venue.gate;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Instant;

/// The parameters of Gate.io's two requests for candles. Both ends are inclusive and in seconds; a start inside a candle
/// includes it. A range counts only without a limit and must fit on one page; without a start the newest rows up to the end
/// are served.
record CandlesQuery(Timeframe timeframe, Window window) {
    private static final long HOUR = 3_600_000;
    private static final int DEFAULT_LIMIT = 100;
    private static final int SPOT_ROWS = 1000;
    private static final int CONTRACT_ROWS = 2000;
    /// how far back spot candles are served
    private static final int SPOT_HISTORY = 10_000;

    static CandlesQuery of(VenueRequest request, boolean spot, Instant now) throws GateException {
        Timeframe timeframe = switch (request.text("interval")) {
            case "1h" -> Timeframe.H1;
            case "1d" -> Timeframe.D1;
            case "30d" -> Timeframe.M1;
            default -> throw GateException.invalid("Invalid interval: " + request.text("interval"));
        };
        int max = spot ? SPOT_ROWS : CONTRACT_ROWS;
        long to = Math.min(request.number("to", now.getEpochSecond()) * 1000 + 999, Window.ALL.to());
        if (!request.has("from")) {
            long limit = Math.clamp(request.number("limit", DEFAULT_LIMIT), 1, max);
            return new CandlesQuery(timeframe, new Window(0, to, (int) limit, true));
        }
        if (request.has("limit")) {
            throw GateException.invalid("Invalid request parameter `limit` value: " + request.text("limit"));
        }
        long from = timeframe.floor(Instant.ofEpochSecond(request.number("from", 0))).toEpochMilli();
        long length = timeframe == Timeframe.M1 ? 30 * 24 * HOUR : timeframe.next(0) * HOUR;
        if (spot && from < now.toEpochMilli() - SPOT_HISTORY * length) {
            throw GateException.invalid("Candlestick too long ago. Maximum " + SPOT_HISTORY
                    + " points ago are allowed");
        }
        if (Math.floorDiv(to - from, length) + 1 > max) {
            throw GateException.invalid("Candlestick range too broad. Maximum " + max
                    + " data points are allowed per request");
        }
        return new CandlesQuery(timeframe, new Window(from, to, max, false));
    }

    /// Whether the candle that opens then has ended.
    boolean isClosed(long openMillis, Instant now) {
        return !timeframe.end(Instant.ofEpochMilli(openMillis)).isAfter(now);
    }
}
