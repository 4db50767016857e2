package io.cryptodata.producers.venue.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.http.UnreadableBody;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Bitget's bodies as our values. Nothing is judged here: a row's numbers stay the text they came as.
final class BitgetPayloads {
    private static final String SUCCESS = "00000";

    private BitgetPayloads() {}

    /// What every body is.
    ///
    /// @param code `00000` is success; empty where there is none
    /// @param time the venue's clock when it answered; null where it does not say
    /// @param data missing in an empty body
    record Envelope(String code, String message, @Nullable Instant time, JsonNode data) {
        boolean isSuccess() {
            return code.equals(SUCCESS);
        }
    }

    /// An empty body is what a market gives that has just been listed: success without data.
    static Envelope envelope(String body) throws UnreadableBody {
        if (body.isBlank()) {
            return new Envelope(SUCCESS, "", null, MissingNode.getInstance());
        }
        JsonNode tree = JsonBody.tree(body);
        if (tree.isTextual() && tree.textValue().isEmpty()) {
            return new Envelope(SUCCESS, "", null, MissingNode.getInstance());
        }
        String code = first(tree, "code", "err_code");
        String message = first(tree, "msg", "message", "err_msg");
        if (code.isEmpty() && message.isEmpty()) {
            throw new UnreadableBody("neither a code nor a message");
        }
        JsonNode time = tree.path("requestTime");
        return new Envelope(code, Excerpts.of(message),
                time.isMissingNode() ? null : Instant.ofEpochMilli(JsonBody.wholeNumber(time, "requestTime")),
                tree.path("data"));
    }

    private static String first(JsonNode tree, String... names) {
        for (String name : names) {
            String text = JsonBody.text(tree.path(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    static Instant serverTime(JsonNode data) throws UnreadableBody {
        return Instant.ofEpochMilli(JsonBody.wholeNumber(data.path("serverTime"), "serverTime"));
    }

    static List<Listing> listing(JsonNode data, BitgetApi api) throws UnreadableBody {
        if (!data.isArray()) {
            throw new UnreadableBody("no array under data");
        }
        return BitgetSymbols.listings(data, api);
    }

    static List<RawCandle> candles(JsonNode data) throws UnreadableBody {
        if (data.isMissingNode() || data.isTextual() && data.textValue().isEmpty()) {
            return List.of();
        }
        return CandleRows.of(data);
    }
}
