package io.cryptodata.simulator.binance;

import io.cryptodata.simulator.market.CandleSource.Window;
import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The parameters of `klines` as Binance reads them.
///
/// @param symbol the venue's own name of the market, not yet looked up
record KlinesQuery(String symbol, Window window) {
    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 1000;

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

    static KlinesQuery of(@Nullable String rawQuery) throws Refused {
        Map<String, String> parameters = parameters(rawQuery);
        String symbol = parameters.getOrDefault("symbol", "");
        if (symbol.isEmpty()) {
            throw new Refused(-1102,
                    "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
        }
        if (!"1h".equals(parameters.get("interval"))) {
            throw new Refused(-1120, "Invalid interval.");
        }
        long from = number(parameters, "startTime", Long.MIN_VALUE);
        long to = number(parameters, "endTime", Long.MAX_VALUE / 2);
        long limit = number(parameters, "limit", DEFAULT_LIMIT);
        if (limit < 1) {
            throw new Refused(-1100, "Illegal characters found in parameter 'limit'.");
        }
        boolean newest = from == Long.MIN_VALUE;
        return new KlinesQuery(symbol,
                new Window(newest ? 0 : from, to, (int) Math.min(limit, MAX_LIMIT), newest));
    }

    private static long number(Map<String, String> parameters, String name, long otherwise) throws Refused {
        String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,16}")) {
            throw new Refused(-1100, "Illegal characters found in parameter '" + name
                    + "'; legal range is '^[0-9]{1,20}$'.");
        }
        return Long.parseLong(text);
    }

    private static Map<String, String> parameters(@Nullable String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : (rawQuery == null ? "" : rawQuery).split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
