package io.cryptodata.producers.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Binance's bodies as our values. Nothing is judged here: a row's numbers stay the text they came as.
final class BinancePayloads {
    private BinancePayloads() {}

    /// What Binance says instead of an answer.
    record Problem(long code, String message) {}

    /// The error that a body is, if it is one. An answer is never an object with a `code`.
    static Optional<Problem> problem(String body) throws UnreadableBody {
        if (!body.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        JsonNode tree = JsonBody.tree(body);
        JsonNode code = tree.path("code");
        return code.canConvertToLong() && code.isIntegralNumber()
                ? Optional.of(new Problem(code.longValue(), Excerpts.of(tree.path("msg").asText())))
                : Optional.empty();
    }

    static Instant serverTime(String body) throws UnreadableBody {
        JsonNode time = JsonBody.tree(body).path("serverTime");
        if (!time.isIntegralNumber()) {
            throw new UnreadableBody("no whole number under serverTime");
        }
        return Instant.ofEpochMilli(time.longValue());
    }

    static List<Listing> listing(String body, BinanceApi api) throws UnreadableBody {
        JsonNode symbols = JsonBody.tree(body).path("symbols");
        if (!symbols.isArray()) {
            throw new UnreadableBody("no array under symbols");
        }
        return BinanceSymbols.listings(symbols, api);
    }

    static List<RawCandle> klines(String body) throws UnreadableBody {
        return CandleRows.of(JsonBody.tree(body));
    }
}
