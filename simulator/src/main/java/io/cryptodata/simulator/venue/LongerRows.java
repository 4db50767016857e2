package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Longer candles out of hourly ones, for venues that are asked for days or months.
public final class LongerRows {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?");

    private LongerRows() {}

    /// One row per bucket that holds an hour, oldest first. An hour whose numbers are none is left out.
    ///
    /// @param hours oldest first
    public static List<SourceRow> of(Timeframe timeframe, List<SourceRow> hours) {
        List<SourceRow> longer = new ArrayList<>();
        for (SourceRow hour : hours) {
            if (isNumeric(hour)) {
                long start = timeframe.floor(Instant.ofEpochMilli(hour.openTime())).toEpochMilli();
                boolean grows = !longer.isEmpty() && longer.getLast().openTime() == start;
                longer.add(grows ? grown(longer.removeLast(), hour) : hour.at(start));
            }
        }
        return longer;
    }

    private static SourceRow grown(SourceRow bucket, SourceRow hour) {
        BigDecimal volume = new BigDecimal(bucket.volume()).add(new BigDecimal(hour.volume()));
        String high = isHigher(hour.high(), bucket.high()) ? hour.high() : bucket.high();
        String low = isHigher(bucket.low(), hour.low()) ? hour.low() : bucket.low();
        return new SourceRow(bucket.openTime(), bucket.open(), high, low, hour.close(), volume.toPlainString());
    }

    private static boolean isHigher(String one, String other) {
        return new BigDecimal(one).compareTo(new BigDecimal(other)) > 0;
    }

    private static boolean isNumeric(SourceRow row) {
        return Stream.of(row.open(), row.high(), row.low(), row.close(), row.volume())
                .allMatch(text -> NUMBER.matcher(text).matches());
    }
}
