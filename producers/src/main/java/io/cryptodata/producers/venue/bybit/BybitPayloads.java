package io.cryptodata.producers.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Instant;
import java.util.List;

/// Bybit's bodies as our values. Nothing is judged here: a row's numbers stay the text they came as.
final class BybitPayloads {
    private BybitPayloads() {}

    /// The venue's clock, which stands beside every answer.
    static Instant time(JsonNode body) throws UnreadableBody {
        return Instant.ofEpochMilli(JsonBody.wholeNumber(body.path("time"), "time"));
    }

    static List<Listing> listing(JsonNode body, BybitApi api) throws UnreadableBody {
        return BybitSymbols.listings(list(body), api);
    }

    /// Empty where nothing comes next; an empty part that names a next one is the last, too.
    static String nextCursor(JsonNode body) throws UnreadableBody {
        return list(body).isEmpty() ? "" : JsonBody.text(body.path("result").path("nextPageCursor"));
    }

    static List<RawCandle> klines(JsonNode body) throws UnreadableBody {
        return CandleRows.of(list(body));
    }

    private static JsonNode list(JsonNode body) throws UnreadableBody {
        JsonNode list = body.path("result").path("list");
        if (!list.isArray()) {
            throw new UnreadableBody("no array under result.list");
        }
        return list;
    }
}
