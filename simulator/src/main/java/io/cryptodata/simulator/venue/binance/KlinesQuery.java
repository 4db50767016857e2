package io.cryptodata.simulator.venue.binance;

import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.VenueRequest;

/// The parameters of `klines` as Binance reads them.
///
/// @param symbol the venue's own name of the market, not yet looked up
record KlinesQuery(String symbol, Window window) {
    private static final int DEFAULT_LIMIT = 500;

    /// A parameter that Binance refuses, with the code and the text it would say.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        String body() {
            return BinanceBodies.error(code, String.valueOf(getMessage()));
        }
    }

    static KlinesQuery of(VenueRequest asked, int maxLimit) throws Refused {
        String symbol = asked.text("symbol");
        if (symbol.isEmpty()) {
            throw new Refused(-1102,
                    "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
        }
        if (!asked.text("interval").equals("1h")) {
            throw new Refused(-1120, "Invalid interval.");
        }
        long from = number(asked, "startTime", Long.MIN_VALUE);
        long to = number(asked, "endTime", Long.MAX_VALUE / 2);
        long limit = number(asked, "limit", DEFAULT_LIMIT);
        if (limit < 1) {
            throw new Refused(-1100, "Illegal characters found in parameter 'limit'.");
        }
        boolean newest = from == Long.MIN_VALUE;
        return new KlinesQuery(symbol,
                new Window(newest ? 0 : from, to, (int) Math.min(limit, maxLimit), newest));
    }

    private static long number(VenueRequest asked, String name, long otherwise) throws Refused {
        if (asked.has(name) && asked.number(name).isEmpty()) {
            throw new Refused(-1100, "Illegal characters found in parameter '" + name
                    + "'; legal range is '^[0-9]{1,20}$'.");
        }
        return asked.number(name, otherwise);
    }
}
