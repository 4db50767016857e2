package io.cryptodata.simulator.venue.mexc;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Instant;

/// The parameters of candles in MEXC's two APIs.
record CandlesQuery(String symbol, Timeframe timeframe, Window window) {
    private static final long HOUR = 3_600_000;
    /// in practice; the documentation states 1,000
    private static final int SPOT_LIMIT = 500;
    private static final int CONTRACT_LIMIT = 2000;
    private static final String CONTRACT_CANDLES = "/api/v1/contract/kline/";
    private static final int INVALID_COMBINATION = -1128;
    private static final int PARAMETER_ERROR = 600;

    /// Start and end count only together; the end is exclusive. Otherwise the newest rows are served.
    static CandlesQuery spot(VenueRequest request, Instant now) throws InvalidRequestException {
        if (request.text("symbol").isEmpty()) {
            throw new InvalidRequestException(700_004,
                    "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
        }
        Timeframe timeframe = switch (request.text("interval")) {
            case "60m" -> Timeframe.H1;
            case "1d" -> Timeframe.D1;
            case "1M" -> Timeframe.M1;
            default -> throw new InvalidRequestException(-1121, "Invalid interval.");
        };
        long limit = request.has("limit") ? number(request, "limit", INVALID_COMBINATION) : SPOT_LIMIT;
        boolean bounded = request.has("startTime") && request.has("endTime");
        long from = bounded ? number(request, "startTime", INVALID_COMBINATION) : 0;
        long end = bounded ? number(request, "endTime", INVALID_COMBINATION) : now.toEpochMilli() + 1;
        if (limit < 1 || from > end) {
            throw new InvalidRequestException(INVALID_COMBINATION, "Combination of optional parameters invalid.");
        }
        int rows = (int) Math.min(limit, SPOT_LIMIT);
        return new CandlesQuery(request.text("symbol"), timeframe, new Window(from, end - 1, rows, !bounded));
    }

    /// Seconds; both ends are inclusive. With a start, 2,000 intervals and the row at their end are served, otherwise the
    /// newest rows.
    static CandlesQuery contract(VenueRequest request, Instant now) throws InvalidRequestException {
        String symbol = request.path().substring(CONTRACT_CANDLES.length());
        Timeframe timeframe = switch (request.text("interval")) {
            case "Min60" -> Timeframe.H1;
            case "Day1" -> Timeframe.D1;
            case "Month1" -> Timeframe.M1;
            default -> throw new InvalidRequestException(PARAMETER_ERROR, "Parameter error");
        };
        long end = request.has("end") ? number(request, "end", PARAMETER_ERROR) : now.getEpochSecond();
        long to = end * 1000 + 999;
        return request.has("start")
                ? new CandlesQuery(symbol, timeframe, new Window(number(request, "start", PARAMETER_ERROR) * 1000, to,
                        CONTRACT_LIMIT + 1, false))
                : new CandlesQuery(symbol, timeframe, new Window(0, to, CONTRACT_LIMIT, true));
    }

    /// Of a row, in milliseconds; MEXC takes thirty days for a month.
    long length() {
        return timeframe == Timeframe.M1 ? 720 * HOUR : timeframe.next(0) * HOUR;
    }

    private static long number(VenueRequest request, String name, int code) throws InvalidRequestException {
        long number = request.number(name)
                .orElseThrow(() -> new InvalidRequestException(code, "Invalid " + name + "."));
        if (number > 9_999_999_999_999L) {
            throw new InvalidRequestException(code, "Invalid " + name + ".");
        }
        return number;
    }
}
