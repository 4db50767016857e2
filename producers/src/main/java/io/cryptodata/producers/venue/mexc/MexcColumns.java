package io.cryptodata.producers.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.candle.UnreadableRow;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CandleRows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// The candles of contracts, which come by columns: numbers instead of text, volumes in contracts.
///
/// Columns of different lengths do not show which row lost its value: then no row is read, because a value of another row
/// would be mistaken for its own.
final class MexcColumns {
    private static final String TIME = "time";
    private static final List<String> COLUMNS = List.of(TIME, "open", "high", "low", "close", "vol");

    private MexcColumns() {}

    /// @throws UnreadableBody if a column is missing
    static ServedRows candles(JsonNode data, BigDecimal contractSize) throws UnreadableBody {
        if (CandleRows.isNothing(data)) {
            return ServedRows.of(List.of());
        }
        int rows = 0;
        boolean aligned = true;
        for (String column : COLUMNS) {
            if (!data.path(column).isArray()) {
                throw new UnreadableBody("no array in column '" + column + "'");
            }
            rows = Math.max(rows, data.path(column).size());
            aligned &= data.path(column).size() == data.path(TIME).size();
        }
        return aligned ? aligned(data, rows, contractSize) : misaligned(data, rows);
    }

    private static ServedRows aligned(JsonNode data, int rows, BigDecimal contractSize) {
        List<RawCandle> candles = new ArrayList<>(rows);
        List<UnreadableRow> unreadable = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            ObjectNode row = row(data, i);
            try {
                candles.add(candle(row, contractSize));
            } catch (UnreadableBody e) {
                unreadable.add(unreadable(row, e.problem()));
            }
        }
        return new ServedRows(candles, unreadable, 0);
    }

    private static ServedRows misaligned(JsonNode data, int rows) {
        StringBuilder problem = new StringBuilder("expected columns of one length, but their lengths were");
        COLUMNS.forEach(column -> problem.append(' ').append(column).append(' ').append(data.path(column).size()));
        List<UnreadableRow> unreadable = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            unreadable.add(unreadable(row(data, i), problem.toString()));
        }
        return new ServedRows(List.of(), unreadable, 0);
    }

    private static UnreadableRow unreadable(ObjectNode row, String problem) {
        return new UnreadableRow(CandleRows.openTime(row.path(TIME)), problem, Excerpts.of(row.toString()));
    }

    private static ObjectNode row(JsonNode data, int index) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (String column : COLUMNS) {
            JsonNode value = data.path(column).path(index);
            if (!value.isMissingNode()) {
                row.set(column, value);
            }
        }
        return row;
    }

    private static RawCandle candle(ObjectNode row, BigDecimal contractSize) throws UnreadableBody {
        for (String column : COLUMNS) {
            if (!row.path(column).isValueNode()) {
                throw new UnreadableBody("expected a number in column '" + column + "', but was "
                        + row.path(column).getNodeType());
            }
        }
        return new RawCandle(CandleRows.requiredOpenTime(row.path(TIME)), row.path("open").asText(),
                row.path("high").asText(), row.path("low").asText(), row.path("close").asText(),
                CandleRows.inBase(row.path("vol").asText(), contractSize), Excerpts.of(row.toString()));
    }
}
