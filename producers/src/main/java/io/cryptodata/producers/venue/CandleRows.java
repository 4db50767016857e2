package io.cryptodata.producers.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Candles as most venues send them: an array of rows `[open time, open, high, low, close, volume, …]`. Rows are not
/// validated here: their numbers stay the text they came as.
public final class CandleRows {
    /// the column of the volume at most venues
    public static final int VOLUME = 5;

    private CandleRows() {}

    /// Reads one row.
    @FunctionalInterface
    public interface RowReader {
        /// Empty for a row that is left out.
        Optional<RawCandle> read(JsonNode row) throws UnreadableBody;
    }

    /// In the order of the response.
    ///
    /// @throws UnreadableBody if this is no array, or one of its rows is no candle
    public static List<RawCandle> of(JsonNode rows) throws UnreadableBody {
        return of(rows, row -> Optional.of(candle(row, VOLUME)));
    }

    /// Every array of rows is read here, row by row.
    ///
    /// @throws UnreadableBody if this is no array, or the reader throws for one of its rows
    public static List<RawCandle> of(JsonNode rows, RowReader reader) throws UnreadableBody {
        if (!rows.isArray()) {
            throw new UnreadableBody("expected an array of rows");
        }
        List<RawCandle> candles = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            reader.read(row).ifPresent(candles::add);
        }
        return candles;
    }

    /// @param volume the column of the volume in units of the base
    /// @throws UnreadableBody with the row if it is no candle
    public static RawCandle candle(JsonNode row, int volume) throws UnreadableBody {
        boolean complete = row.isArray() && row.size() > volume;
        for (int i = 1; complete && i <= volume; i++) {
            complete = row.get(i).isValueNode();
        }
        if (!complete) {
            throw new UnreadableBody("a row is not [open time, open, high, low, close, volume, …]: "
                    + Excerpts.of(row.toString()));
        }
        return new RawCandle(JsonBody.wholeNumber(row.get(0), "open time"), row.get(1).asText(), row.get(2).asText(),
                row.get(3).asText(), row.get(4).asText(), row.get(volume).asText(), Excerpts.of(row.toString()));
    }

    /// The hour in which the oldest of these candles opens.
    public static Optional<Instant> oldestHour(List<RawCandle> candles) {
        return candles.stream().map(RawCandle::openTime).min(Long::compare)
                .map(time -> Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.HOURS));
    }
}
