package io.cryptodata.producers.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.candle.UnreadableRow;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.UnreadableBody;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// Candles as most venues send them: an array of rows `[open time, open, high, low, close, volume, …]`. Rows are not
/// validated here: their numbers stay the text they came as. A row that is no candle affects no other row.
public final class CandleRows {
    /// the column of the volume at most venues
    public static final int VOLUME = 5;
    /// no venue has a quarter as many
    private static final int MOST_COLUMNS = 64;

    /// no volume has as many digits before or after its point
    private static final int FURTHEST_DIGIT = 60;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private CandleRows() {}

    /// Reads one row.
    @FunctionalInterface
    public interface RowReader {
        /// Empty for a row that is left out.
        ///
        /// @throws UnreadableBody if the row is no candle
        Optional<RawCandle> read(JsonNode row) throws UnreadableBody;
    }

    /// In the order of the response.
    ///
    /// @throws UnreadableBody if this is something else than an array
    public static ServedRows of(JsonNode rows) throws UnreadableBody {
        return of(rows, row -> Optional.of(candle(row, VOLUME)));
    }

    /// Every array of rows is read here, row by row. Nothing in place of the array is a response without rows.
    ///
    /// @throws UnreadableBody if this is something else than an array
    public static ServedRows of(JsonNode rows, RowReader reader) throws UnreadableBody {
        return of(rows, row -> row.path(0), reader);
    }

    /// As [#of(JsonNode, RowReader)].
    ///
    /// @param time the value in a row that is its open time
    public static ServedRows of(JsonNode rows, UnaryOperator<JsonNode> time, RowReader reader) throws UnreadableBody {
        if (isNothing(rows)) {
            return ServedRows.of(List.of());
        }
        if (!rows.isArray()) {
            throw new UnreadableBody("expected an array of rows");
        }
        List<RawCandle> candles = new ArrayList<>(rows.size());
        List<UnreadableRow> unreadable = new ArrayList<>();
        for (JsonNode row : rows) {
            try {
                reader.read(row).ifPresent(candles::add);
            } catch (UnreadableBody e) {
                unreadable.add(new UnreadableRow(openTime(time.apply(row)), e.problem(), Excerpts.of(row.toString())));
            }
        }
        return new ServedRows(candles, unreadable, rows.size() - candles.size() - unreadable.size());
    }

    /// Whether a successful body has nothing where data belongs: no value, null, an empty text or an empty object.
    public static boolean isNothing(JsonNode data) {
        return data.isMissingNode() || data.isNull() || data.isTextual() && data.textValue().isBlank()
                || data.isObject() && data.isEmpty();
    }

    /// @param volume the column of the volume in units of the base
    /// @throws UnreadableBody if the row is no candle
    public static RawCandle candle(JsonNode row, int volume) throws UnreadableBody {
        checkShape(row, volume);
        return new RawCandle(requiredOpenTime(row.get(0)), row.get(1).asText(), row.get(2).asText(),
                row.get(3).asText(), row.get(4).asText(), row.get(volume).asText(), Excerpts.of(row.toString()));
    }

    /// Checks that a row is an array of values.
    ///
    /// @param last the last column that is read
    /// @throws UnreadableBody if it is not
    public static void checkShape(JsonNode row, int last) throws UnreadableBody {
        if (!row.isArray()) {
            throw new UnreadableBody("expected an array [open time, open, high, low, close, volume, …], but was "
                    + row.getNodeType());
        }
        if (row.size() <= last || row.size() > MOST_COLUMNS) {
            throw new UnreadableBody("expected between " + (last + 1) + " and " + MOST_COLUMNS
                    + " values in a row, but was " + row.size());
        }
        for (int i = 1; i <= last; i++) {
            if (!row.get(i).isValueNode()) {
                throw new UnreadableBody("expected a number in column " + i + ", but was " + row.get(i).getNodeType());
            }
        }
    }

    /// As [#openTime(JsonNode)].
    ///
    /// @throws UnreadableBody if it is none
    public static long requiredOpenTime(JsonNode value) throws UnreadableBody {
        Long time = openTime(value);
        if (time == null) {
            throw new UnreadableBody("expected the whole number of an open time, but was "
                    + Excerpts.of(value.toString()));
        }
        return time;
    }

    /// An open time in milliseconds; the venue's number if it is a whole one and out of range in every unit; null if it is
    /// no number, or no whole one.
    public static @Nullable Long openTime(JsonNode value) {
        BigDecimal number = Times.number(value);
        if (number == null) {
            return null;
        }
        OptionalLong millis = VenueTimestamp.exactMillisOf(number);
        if (millis.isPresent()) {
            return millis.getAsLong();
        }
        boolean whole = number.abs().compareTo(LARGEST) < 0 && number.stripTrailingZeros().scale() <= 0;
        return whole ? number.longValueExact() : null;
    }

    /// Contracts times their size, exactly; text that is no number stays as it is.
    public static String inBase(String contracts, BigDecimal contractSize) {
        try {
            BigDecimal base = new BigDecimal(contracts).multiply(contractSize).stripTrailingZeros();
            boolean far = Math.abs((long) base.scale()) > FURTHEST_DIGIT;
            return far ? base.toString() : base.toPlainString();
        } catch (ArithmeticException | NumberFormatException e) {
            return contracts;
        }
    }
}
