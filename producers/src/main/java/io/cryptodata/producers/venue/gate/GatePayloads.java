package io.cryptodata.producers.venue.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Gate.io's bodies as our values.
final class GatePayloads {
    private GatePayloads() {}

    /// What Gate.io says instead of an answer.
    record Problem(String label, String message) {}

    /// The error that a body is, if it is one.
    static Optional<Problem> problem(String body) throws UnreadableBody {
        if (!body.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        JsonNode tree = JsonBody.tree(body);
        return tree.has("label")
                ? Optional.of(new Problem(Excerpts.of(tree.path("label").asText()),
                        Excerpts.of(tree.path("message").asText())))
                : Optional.empty();
    }

    static Instant serverTime(String body) throws UnreadableBody {
        return Instant.ofEpochMilli(JsonBody.wholeNumber(JsonBody.tree(body).path("server_time"), "server_time"));
    }

    static List<Listing> listing(String body, GateApi api) throws UnreadableBody {
        JsonNode rows = JsonBody.tree(body);
        if (!rows.isArray()) {
            throw new UnreadableBody("expected an array of markets");
        }
        return GateSymbols.listings(rows, api);
    }
}
