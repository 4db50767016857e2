package io.cryptodata.producers.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.venue.Times;
import io.cryptodata.producers.venue.VenueListing;

import java.time.Instant;

/// Bybit's bodies as our values.
final class BybitPayloads {
    private BybitPayloads() {}

    /// A part of the listing.
    ///
    /// @param nextCursor empty after the last part
    record Part(VenueListing listing, String nextCursor) {}

    /// The venue's clock, which is in every body.
    static Instant time(JsonNode body) throws UnreadableBody {
        return Times.required(body.path("time"), "time");
    }

    /// An empty part is the last one, even if it has a cursor.
    static Part part(JsonNode body, BybitApi api) throws UnreadableBody {
        JsonNode list = body.path("result").path("list");
        if (!list.isArray()) {
            throw new UnreadableBody("no array under result.list");
        }
        return new Part(BybitSymbols.listings(list, api),
                list.isEmpty() ? "" : JsonBody.text(body.path("result").path("nextPageCursor")));
    }

    static ServedRows klines(JsonNode body) throws UnreadableBody {
        return CandleRows.of(body.path("result").path("list"));
    }
}
