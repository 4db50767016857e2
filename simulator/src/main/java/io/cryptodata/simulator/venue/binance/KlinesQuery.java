package io.cryptodata.simulator.venue.binance;

import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.VenueRequest;

/// The parameters of Binance's `klines`.
record KlinesQuery(String symbol, Window window) {
    private static final int DEFAULT_LIMIT = 500;

    static KlinesQuery of(VenueRequest request, int maxLimit) throws InvalidRequestException {
        String symbol = request.text("symbol");
        if (symbol.isEmpty()) {
            throw new InvalidRequestException(-1102,
                    "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
        }
        if (!request.text("interval").equals("1h")) {
            throw new InvalidRequestException(-1120, "Invalid interval.");
        }
        long from = number(request, "startTime", Long.MIN_VALUE);
        long to = number(request, "endTime", Window.ALL.to());
        long limit = number(request, "limit", DEFAULT_LIMIT);
        if (limit < 1) {
            throw new InvalidRequestException(-1100, "Illegal characters found in parameter 'limit'.");
        }
        boolean newest = from == Long.MIN_VALUE;
        return new KlinesQuery(symbol,
                new Window(newest ? 0 : from, to, (int) Math.min(limit, maxLimit), newest));
    }

    private static long number(VenueRequest request, String name, long defaultValue) throws InvalidRequestException {
        if (request.has(name) && request.number(name).isEmpty()) {
            throw new InvalidRequestException(-1100, "Illegal characters found in parameter '" + name
                    + "'; legal range is '^[0-9]{1,20}$'.");
        }
        return request.number(name, defaultValue);
    }
}
