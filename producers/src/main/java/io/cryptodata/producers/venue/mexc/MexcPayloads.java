package io.cryptodata.producers.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.venue.Times;
import io.cryptodata.producers.venue.VenueListing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// MEXC's bodies as our values. The only numbers that are changed are the volumes of contracts, which are exact products.
final class MexcPayloads {
    private static final Set<String> SUCCESS = Set.of("", "0", "200");

    private MexcPayloads() {}

    /// An error as MEXC reports it.
    record Problem(String code, String message) {}

    /// The error in a body: no success, or a code that is neither 0 nor 200; empty if there is none.
    static Optional<Problem> problem(JsonNode body) {
        JsonNode flag = body.path("success");
        String code = JsonBody.text(body.path("code"));
        boolean success = flag.isBoolean() ? flag.booleanValue() : SUCCESS.contains(code);
        JsonNode message = body.path(body.has("msg") ? "msg" : "message");
        return success ? Optional.empty() : Optional.of(new Problem(code, Excerpts.of(message.asText())));
    }

    static Instant serverTime(JsonNode body) throws UnreadableBody {
        return Times.required(body.path("serverTime"), "serverTime");
    }

    static VenueListing listing(JsonNode body, MexcApi api) throws UnreadableBody {
        JsonNode symbols = body.path(api == MexcApi.SPOT ? "symbols" : "data");
        if (!symbols.isArray()) {
            throw new UnreadableBody("no array of markets");
        }
        return MexcSymbols.listings(symbols, api);
    }

    /// @param contractSize how many units of the base one contract is; not used for spot markets
    static ServedRows candles(JsonNode body, MexcApi api, BigDecimal contractSize) throws UnreadableBody {
        return switch (api) {
            case SPOT -> CandleRows.of(body);
            case CONTRACT -> MexcColumns.candles(body.isArray() ? body : body.path("data"), contractSize);
        };
    }
}
