package io.cryptodata.simulator.venue.mexc;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Instant;

/// The parameters of candles as MEXC's two APIs read them.
record CandlesQuery(String symbol, Timeframe timeframe, Window window) {
    /// in practice, and without a word; its documentation says 1,000
    private static final int SPOT_LIMIT = 500;
    private static final int CONTRACT_LIMIT = 2000;
    private static final String CONTRACT_CANDLES = "/api/v1/contract/kline/";

    /// A question that MEXC refuses, with its code and text.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /// A start counts only beside an end, and an end only beside a start; the end is exclusive. Otherwise the newest rows
    /// come.
    static CandlesQuery spot(VenueRequest asked, Instant now) throws Refused {
        if (asked.text("symbol").isEmpty()) {
            throw new Refused(700_004, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
        }
        Timeframe timeframe = switch (asked.text("interval")) {
            case "60m" -> Timeframe.H1;
            case "1M" -> Timeframe.M1;
            default -> throw new Refused(-1121, "Invalid interval.");
        };
        long limit = asked.has("limit") ? number(asked, "limit", -1128) : SPOT_LIMIT;
        boolean bounded = asked.has("startTime") && asked.has("endTime");
        long from = bounded ? number(asked, "startTime", -1128) : 0;
        long end = bounded ? number(asked, "endTime", -1128) : now.toEpochMilli() + 1;
        if (limit < 1 || from > end) {
            throw new Refused(-1128, "Combination of optional parameters invalid.");
        }
        int most = (int) Math.min(limit, SPOT_LIMIT);
        return new CandlesQuery(asked.text("symbol"), timeframe, new Window(from, end - 1, most, !bounded));
    }

    /// Seconds, both ends inclusive. From a start on 2,000 spans and the row at their end come; without one the newest.
    static CandlesQuery contract(VenueRequest asked, Instant now) throws Refused {
        String symbol = asked.path().substring(CONTRACT_CANDLES.length());
        Timeframe timeframe = switch (asked.text("interval")) {
            case "Min60" -> Timeframe.H1;
            case "Month1" -> Timeframe.M1;
            default -> throw new Refused(600, "Parameter error");
        };
        long end = asked.has("end") ? number(asked, "end", 600) : now.getEpochSecond();
        long to = end * 1000 + 999;
        return asked.has("start")
                ? new CandlesQuery(symbol, timeframe,
                        new Window(number(asked, "start", 600) * 1000, to, CONTRACT_LIMIT + 1, false))
                : new CandlesQuery(symbol, timeframe, new Window(0, to, CONTRACT_LIMIT, true));
    }

    private static long number(VenueRequest asked, String name, int code) throws Refused {
        long number = asked.number(name).orElseThrow(() -> new Refused(code, "Invalid " + name + "."));
        if (number > 9_999_999_999_999L) {
            throw new Refused(code, "Invalid " + name + ".");
        }
        return number;
    }
}
