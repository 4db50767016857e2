package io.cryptodata.producers.venue.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Times;
import io.cryptodata.producers.venue.VenueListing;

import java.time.Instant;
import java.util.Optional;

/// KuCoin's bodies as our values: `code`, and the requested value under `data`.
final class KucoinPayloads {
    private static final String SUCCESS = "200000";

    private KucoinPayloads() {}

    /// An error as KuCoin reports it.
    record Problem(String code, String message) {}

    /// The error in a body; empty if there is none.
    ///
    /// @throws UnreadableBody if there is no code, which every body of KuCoin's has
    static Optional<Problem> problem(JsonNode body) throws UnreadableBody {
        String code = JsonBody.text(body.path("code"));
        if (code.isEmpty()) {
            throw new UnreadableBody("no code");
        }
        return code.equals(SUCCESS)
                ? Optional.empty()
                : Optional.of(new Problem(Excerpts.of(code), Excerpts.of(body.path("msg").asText())));
    }

    static Instant serverTime(JsonNode body) throws UnreadableBody {
        return Times.required(body.path("data"), "data");
    }

    static VenueListing listing(JsonNode body, KucoinApi api) throws UnreadableBody {
        JsonNode rows = body.path("data");
        if (!rows.isArray()) {
            throw new UnreadableBody("no array under data");
        }
        return KucoinSymbols.listings(rows, api);
    }
}
