package io.cryptodata.producers.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.venue.Excerpts;
import io.cryptodata.producers.venue.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.UnreadableBody;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binance's bodies as our values. Nothing is judged here: a row's numbers stay the text they came as.
final class BinancePayloads {
    private static final int COLUMNS_NEEDED = 6;

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
        JsonNode rows = JsonBody.tree(body);
        if (!rows.isArray()) {
            throw new UnreadableBody("expected an array of rows");
        }
        List<RawCandle> candles = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            candles.add(candle(row));
        }
        return candles;
    }

    /// open time, open, high, low, close, base volume, and six columns that nobody needs
    private static RawCandle candle(JsonNode row) throws UnreadableBody {
        boolean complete = row.isArray() && row.size() >= COLUMNS_NEEDED && row.get(0).isIntegralNumber()
                && row.get(0).canConvertToLong();
        for (int i = 1; complete && i < COLUMNS_NEEDED; i++) {
            complete = row.get(i).isValueNode();
        }
        if (!complete) {
            throw new UnreadableBody("a row is not [open time, open, high, low, close, volume, …]: "
                    + Excerpts.of(row.toString()));
        }
        return new RawCandle(row.get(0).longValue(), row.get(1).asText(), row.get(2).asText(), row.get(3).asText(),
                row.get(4).asText(), row.get(5).asText(), Excerpts.of(row.toString()));
    }
}
