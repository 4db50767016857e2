package io.cryptodata.producers.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Times;
import io.cryptodata.producers.venue.VenueListing;

import java.time.Instant;
import java.util.Optional;

/// Binance's bodies as our values.
final class BinancePayloads {
    private BinancePayloads() {}

    /// An error as Binance reports it.
    record Problem(long code, String message) {}

    /// The error in a body; empty if there is none. No other body is an object with a `code`.
    static Optional<Problem> problem(JsonNode body) {
        JsonNode code = body.path("code");
        return code.canConvertToLong() && code.isIntegralNumber()
                ? Optional.of(new Problem(code.longValue(), Excerpts.of(body.path("msg").asText())))
                : Optional.empty();
    }

    static Instant serverTime(JsonNode body) throws UnreadableBody {
        return Times.required(body.path("serverTime"), "serverTime");
    }

    static VenueListing listing(JsonNode body, BinanceApi api) throws UnreadableBody {
        JsonNode symbols = body.path("symbols");
        if (!symbols.isArray()) {
            throw new UnreadableBody("no array under symbols");
        }
        return BinanceSymbols.listings(symbols, api);
    }
}
