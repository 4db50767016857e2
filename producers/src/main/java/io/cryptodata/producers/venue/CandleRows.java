package io.cryptodata.producers.venue;

import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;

import java.util.ArrayList;
import java.util.List;

/// Candles as most venues send them: an array of rows `[open time, open, high, low, close, volume, …]`. Nothing is judged
/// here: a row's numbers stay the text they came as.
public final class CandleRows {
    /// where the volume stands at most venues
    public static final int VOLUME = 5;

    private CandleRows() {}

    /// In the order in which they came.
    ///
    /// @throws UnreadableBody if these are no rows, or one of them is none
    public static List<RawCandle> of(JsonNode rows) throws UnreadableBody {
        if (!rows.isArray()) {
            throw new UnreadableBody("expected an array of rows");
        }
        List<RawCandle> candles = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            candles.add(candle(row, VOLUME));
        }
        return candles;
    }

    /// @param volume the column of the volume in units of the base
    /// @throws UnreadableBody showing the row if it is none
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
}
