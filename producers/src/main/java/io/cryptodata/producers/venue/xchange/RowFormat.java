package io.cryptodata.producers.venue.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CandleRows;

import java.util.function.UnaryOperator;

/// Where a body has its rows, and what a row must have before XChange reads it: XChange takes a row with a missing column or
/// an open time with a fraction for a whole one.
///
/// @param rows the array of rows in a body
/// @param time the field of the open time; empty if rows are arrays, which begin with it
/// @param lastColumn the last column that is read; 0 if rows are objects
public record RowFormat(UnaryOperator<JsonNode> rows, String time, int lastColumn) {
    public static RowFormat ofArrays(UnaryOperator<JsonNode> rows, int lastColumn) {
        return new RowFormat(rows, "", lastColumn);
    }

    public static RowFormat ofObjects(UnaryOperator<JsonNode> rows, String time) {
        return new RowFormat(rows, time, 0);
    }

    /// The open time of a row.
    ///
    /// @throws UnreadableBody if the row is no candle
    long openTime(JsonNode row) throws UnreadableBody {
        if (time.isEmpty()) {
            CandleRows.checkShape(row, lastColumn);
        } else if (!row.isObject()) {
            throw new UnreadableBody("expected an object, but was " + row.getNodeType());
        }
        return CandleRows.requiredOpenTime(timeOf(row));
    }

    JsonNode timeOf(JsonNode row) {
        return time.isEmpty() ? row.path(0) : row.path(time);
    }
}
