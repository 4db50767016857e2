package io.cryptodata.producers.venue.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.venue.Times;
import io.cryptodata.producers.venue.VenueListing;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Bitget's bodies as our values.
final class BitgetPayloads {
    private static final String SUCCESS = "00000";

    private BitgetPayloads() {}

    /// The object that every body is.
    ///
    /// @param code `00000` is success; empty where it is missing
    /// @param time the venue's clock; null where it is missing or no time
    /// @param data missing in an empty body
    record Envelope(String code, String message, @Nullable Instant time, JsonNode data) {
        boolean isSuccess() {
            return code.equals(SUCCESS);
        }
    }

    /// The body for a market that has just been listed is empty: success without data.
    static Envelope envelope(JsonNode body) throws UnreadableBody {
        if (body.isMissingNode() || body.isTextual() && body.textValue().isEmpty()) {
            return new Envelope(SUCCESS, "", null, MissingNode.getInstance());
        }
        String code = first(body, "code", "err_code");
        String message = first(body, "msg", "message", "err_msg");
        if (code.isEmpty() && message.isEmpty()) {
            throw new UnreadableBody("neither a code nor a message");
        }
        return new Envelope(code, Excerpts.of(message),
                Times.orNull(body.path("requestTime")),
                body.path("data"));
    }

    private static String first(JsonNode body, String... names) {
        for (String name : names) {
            String text = JsonBody.text(body.path(name));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    static Instant serverTime(JsonNode data) throws UnreadableBody {
        return Times.required(data.path("serverTime"), "serverTime");
    }

    static VenueListing listing(JsonNode data, BitgetApi api) throws UnreadableBody {
        if (!data.isArray()) {
            throw new UnreadableBody("no array under data");
        }
        return BitgetSymbols.listings(data, api);
    }

    static ServedRows candles(JsonNode data) throws UnreadableBody {
        return CandleRows.of(data);
    }
}
