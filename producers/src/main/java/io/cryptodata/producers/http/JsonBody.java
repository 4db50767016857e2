package io.cryptodata.producers.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Parses JSON without losing a digit of a number.
public final class JsonBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    private JsonBody() {}

    /// The whole body.
    ///
    /// @throws UnreadableBody if it is not whole JSON
    public static JsonNode tree(String body) throws UnreadableBody {
        try {
            JsonNode tree = JSON.readTree(BodyText.withoutMark(body));
            if (tree.isMissingNode()) {
                throw new UnreadableBody("the body is empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new UnreadableBody("not whole JSON: " + e.getOriginalMessage());
        }
    }

    /// A whole number, which venues write as a number or as text.
    ///
    /// @throws UnreadableBody naming the field if it is something else
    public static long wholeNumber(JsonNode value, String name) throws UnreadableBody {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isTextual() && value.textValue().matches("-?\\d{1,18}")) {
            return Long.parseLong(value.textValue());
        }
        throw new UnreadableBody("no whole number under " + name + ": " + Excerpts.of(value.toString()));
    }

    /// The digits of a number as written, or a text as it is; empty where there is no value.
    public static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }
}
