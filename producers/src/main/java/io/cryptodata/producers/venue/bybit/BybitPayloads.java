package io.cryptodata.producers.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.venue.Excerpts;
import io.cryptodata.producers.venue.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.UnreadableBody;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Bybit's bodies as our values. Nothing is judged here: a row's numbers stay the text they came as.
final class BybitPayloads {
    private static final int COLUMNS_NEEDED = 6;

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
        JsonNode rows = list(body);
        List<RawCandle> candles = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            candles.add(candle(row));
        }
        return candles;
    }

    /// open time, open, high, low, close, volume in the base, and a turnover that nobody needs
    private static RawCandle candle(JsonNode row) throws UnreadableBody {
        boolean complete = row.isArray() && row.size() >= COLUMNS_NEEDED;
        for (int i = 1; complete && i < COLUMNS_NEEDED; i++) {
            complete = row.get(i).isValueNode();
        }
        if (!complete) {
            throw new UnreadableBody("a row is not [open time, open, high, low, close, volume, …]: "
                    + Excerpts.of(row.toString()));
        }
        return new RawCandle(JsonBody.wholeNumber(row.get(0), "open time"), row.get(1).asText(), row.get(2).asText(),
                row.get(3).asText(), row.get(4).asText(), row.get(5).asText(), Excerpts.of(row.toString()));
    }

    private static JsonNode list(JsonNode body) throws UnreadableBody {
        JsonNode list = body.path("result").path("list");
        if (!list.isArray()) {
            throw new UnreadableBody("no array under result.list");
        }
        return list;
    }
}
