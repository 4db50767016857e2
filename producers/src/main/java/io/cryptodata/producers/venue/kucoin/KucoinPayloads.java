package io.cryptodata.producers.venue.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// KuCoin's bodies as our values: `code`, and what was asked for under `data`.
final class KucoinPayloads {
    private static final String FINE = "200000";

    private KucoinPayloads() {}

    /// What KuCoin says instead of an answer.
    record Problem(String code, String message) {}

    /// The error that a body is, if it is one.
    ///
    /// @throws UnreadableBody if there is no code, which every body of KuCoin's has
    static Optional<Problem> problem(String body) throws UnreadableBody {
        JsonNode tree = JsonBody.tree(body);
        String code = JsonBody.text(tree.path("code"));
        if (code.isEmpty()) {
            throw new UnreadableBody("no code");
        }
        return code.equals(FINE)
                ? Optional.empty()
                : Optional.of(new Problem(Excerpts.of(code), Excerpts.of(tree.path("msg").asText())));
    }

    static Instant serverTime(String body) throws UnreadableBody {
        return Instant.ofEpochMilli(JsonBody.wholeNumber(JsonBody.tree(body).path("data"), "data"));
    }

    static List<Listing> listing(String body, KucoinApi api) throws UnreadableBody {
        JsonNode rows = JsonBody.tree(body).path("data");
        if (!rows.isArray()) {
            throw new UnreadableBody("no array under data");
        }
        return KucoinSymbols.listings(rows, api);
    }
}
