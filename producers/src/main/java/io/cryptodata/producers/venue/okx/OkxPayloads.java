package io.cryptodata.producers.venue.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The data in OKX's answers as our values. Nothing is judged here: a row's numbers stay the text they came as. Only a row
/// that OKX itself calls unfinished although its hour is over is left out, as if OKX did not show that hour yet.
final class OkxPayloads {
    /// the column beside a volume in contracts
    private static final int IN_BASE = 6;
    private static final int FINISHED = 8;
    private static final Duration HOUR = Duration.ofHours(1);

    private OkxPayloads() {}

    static Instant time(JsonNode data) throws UnreadableBody {
        return Instant.ofEpochMilli(JsonBody.wholeNumber(data.path(0).path("ts"), "ts"));
    }

    /// @param inBase whether the first volume is in the base; else it is in contracts, and the second is in the base
    /// @param now the venue's clock; null where it is not known
    static List<RawCandle> candles(JsonNode data, boolean inBase, @Nullable Instant now) throws UnreadableBody {
        List<RawCandle> candles = new ArrayList<>(data.size());
        for (JsonNode row : data) {
            RawCandle candle = CandleRows.candle(row, inBase ? CandleRows.VOLUME : IN_BASE);
            if (!isLate(row, candle, now)) {
                candles.add(candle);
            }
        }
        return candles;
    }

    private static boolean isLate(JsonNode row, RawCandle candle, @Nullable Instant now) {
        return now != null && JsonBody.text(row.path(FINISHED)).equals("0")
                && candle.openTime() + HOUR.toMillis() <= now.toEpochMilli();
    }
}
