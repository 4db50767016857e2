package io.cryptodata.simulator.venue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Numbers of source rows, which are text, for venues that send JSON numbers.
public final class JsonNumbers {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d{1,3})?");

    private JsonNumbers() {}

    /// Whether a text is a number in JSON.
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /// The number with all its digits; a text that is not a number as it is.
    public static JsonNode of(String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return isNumber(text) ? json.numberNode(new BigDecimal(text)) : json.textNode(text);
    }
}
