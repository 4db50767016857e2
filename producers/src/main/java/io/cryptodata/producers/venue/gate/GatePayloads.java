package io.cryptodata.producers.venue.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Times;
import io.cryptodata.producers.venue.VenueListing;

import java.time.Instant;
import java.util.Optional;

/// Gate.io's bodies as our values.
final class GatePayloads {
    private GatePayloads() {}

    /// An error as Gate.io reports it.
    record Problem(String label, String message) {}

    /// The error in a body; empty if there is none.
    static Optional<Problem> problem(JsonNode body) {
        return body.has("label")
                ? Optional.of(new Problem(Excerpts.of(body.path("label").asText()),
                        Excerpts.of(body.path("message").asText())))
                : Optional.empty();
    }

    static Instant serverTime(JsonNode body) throws UnreadableBody {
        return Times.required(body.path("server_time"), "server_time");
    }

    static VenueListing listing(JsonNode rows, GateApi api) throws UnreadableBody {
        if (!rows.isArray()) {
            throw new UnreadableBody("expected an array of markets");
        }
        return GateSymbols.listings(rows, api);
    }
}
