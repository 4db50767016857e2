package io.cryptodata.producers.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Times;
import io.cryptodata.producers.venue.VenueListing;

import java.time.Instant;
import java.util.Optional;

/// Kraken's bodies as our values: texts under `error`, the requested value under `result`.
final class KrakenPayloads {
    private KrakenPayloads() {}

    /// The first error in a body; empty if there is none. A text that starts with `W` is a warning.
    ///
    /// @throws UnreadableBody if there is no list of errors, which every body of Kraken's has
    static Optional<String> error(JsonNode body) throws UnreadableBody {
        JsonNode errors = body.path("error");
        if (!errors.isArray()) {
            throw new UnreadableBody("no array under error");
        }
        for (JsonNode error : errors) {
            if (!error.asText().startsWith("W")) {
                return Optional.of(Excerpts.of(error.asText()));
            }
        }
        return Optional.empty();
    }

    /// Whole seconds.
    static Instant serverTime(JsonNode body) throws UnreadableBody {
        return Times.required(body.path("result").path("unixtime"), "result.unixtime");
    }

    static VenueListing listing(JsonNode body) throws UnreadableBody {
        JsonNode pairs = body.path("result");
        if (!pairs.isObject()) {
            throw new UnreadableBody("no object under result");
        }
        return KrakenSymbols.listings(pairs);
    }
}
