package io.cryptodata.producers.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Kraken's bodies as our values: texts under `error`, and what was asked for under `result`.
final class KrakenPayloads {
    private KrakenPayloads() {}

    /// The first error that a body names; empty if it names none.
    ///
    /// @throws UnreadableBody if there is no list of errors, which every body of Kraken's has
    static Optional<String> error(String body) throws UnreadableBody {
        JsonNode errors = JsonBody.tree(body).path("error");
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
    static Instant serverTime(String body) throws UnreadableBody {
        return Instant.ofEpochSecond(
                JsonBody.wholeNumber(JsonBody.tree(body).path("result").path("unixtime"), "result.unixtime"));
    }

    static List<Listing> listing(String body) throws UnreadableBody {
        JsonNode pairs = JsonBody.tree(body).path("result");
        if (!pairs.isObject()) {
            throw new UnreadableBody("no object under result");
        }
        return KrakenSymbols.listings(pairs);
    }
}
