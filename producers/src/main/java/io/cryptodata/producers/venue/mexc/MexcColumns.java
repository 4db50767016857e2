package io.cryptodata.producers.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// The candles of contracts, which come by columns: seconds, numbers instead of text, volumes in contracts.
final class MexcColumns {
    private static final List<String> COLUMNS = List.of("time", "open", "high", "low", "close", "vol");
    /// no volume has as many digits before or after its point
    private static final int FURTHEST_DIGIT = 60;

    private MexcColumns() {}

    static List<RawCandle> candles(JsonNode data, BigDecimal contractSize) throws UnreadableBody {
        int rows = data.path("time").size();
        for (String column : COLUMNS) {
            if (!data.path(column).isArray() || data.path(column).size() != rows) {
                throw new UnreadableBody("column '" + column + "' is missing, or not as long as the times");
            }
        }
        List<RawCandle> candles = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            candles.add(candle(row(data, i), contractSize));
        }
        return candles;
    }

    private static ObjectNode row(JsonNode data, int index) throws UnreadableBody {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (String column : COLUMNS) {
            JsonNode value = data.path(column).path(index);
            if (!value.isValueNode()) {
                throw new UnreadableBody("no number in column '" + column + "': " + Excerpts.of(value.toString()));
            }
            row.set(column, value);
        }
        return row;
    }

    private static RawCandle candle(ObjectNode row, BigDecimal contractSize) throws UnreadableBody {
        long seconds = JsonBody.wholeNumber(row.path("time"), "time");
        if (Math.abs(seconds) > Long.MAX_VALUE / 1000) {
            throw new UnreadableBody("no number of seconds under time: " + seconds);
        }
        return new RawCandle(seconds * 1000, row.path("open").asText(), row.path("high").asText(),
                row.path("low").asText(), row.path("close").asText(), inBase(row.path("vol").asText(), contractSize),
                Excerpts.of(row.toString()));
    }

    /// Contracts times their size, exactly; text that is no number stays as it is.
    private static String inBase(String contracts, BigDecimal contractSize) {
        try {
            BigDecimal base = new BigDecimal(contracts).multiply(contractSize).stripTrailingZeros();
            boolean far = Math.abs((long) base.scale()) > FURTHEST_DIGIT;
            return far ? base.toString() : base.toPlainString();
        } catch (ArithmeticException | NumberFormatException e) {
            return contracts;
        }
    }
}
