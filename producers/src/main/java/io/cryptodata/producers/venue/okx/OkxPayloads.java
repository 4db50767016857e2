package io.cryptodata.producers.venue.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.venue.Times;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The data in OKX's bodies as our values. A row that OKX marks as unfinished although its hour has passed is left out, as
/// if OKX did not serve that hour yet.
final class OkxPayloads {
    /// the column beside a volume in contracts
    private static final int IN_BASE = 6;
    private static final int FINISHED = 8;
    private static final Duration HOUR = Duration.ofHours(1);

    private OkxPayloads() {}

    /// The array in a successful body.
    static JsonNode data(JsonNode body) throws UnreadableBody {
        JsonNode data = body.path("data");
        if (!data.isArray()) {
            throw new UnreadableBody("no array under data");
        }
        return data;
    }

    static Instant time(JsonNode data) throws UnreadableBody {
        return Times.required(data.path(0).path("ts"), "ts");
    }

    /// @param inBase whether the first volume is in the base; otherwise it is in contracts, and the second is in the base
    /// @param now the venue's clock; null before it was first read
    static ServedRows candles(JsonNode data, boolean inBase, @Nullable Instant now) throws UnreadableBody {
        return CandleRows.of(data, row -> {
            RawCandle candle = CandleRows.candle(row, inBase ? CandleRows.VOLUME : IN_BASE);
            return isLate(row, candle, now) ? Optional.empty() : Optional.of(candle);
        });
    }

    private static boolean isLate(JsonNode row, RawCandle candle, @Nullable Instant now) {
        return now != null && JsonBody.text(row.path(FINISHED)).equals("0")
                && VenueTimestamp.millisOf(candle.openTime()).stream()
                        .anyMatch(openTime -> openTime + HOUR.toMillis() <= now.toEpochMilli());
    }
}
