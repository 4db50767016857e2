package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rolls hourly rows up into days or months, for venues that serve those.
public final class RowRollup {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?");

    private RowRollup() {}

    /// One row per calendar month (UTC) that has an hour, oldest first.
    ///
    /// @param hours oldest first
    public static List<SourceRow> monthly(List<SourceRow> hours) {
        return of(Timeframe.M1, hours);
    }

    /// One row per bucket that has an hour, oldest first. Hours with values that are not numbers are left out.
    ///
    /// @param hours oldest first
    public static List<SourceRow> of(Timeframe timeframe, List<SourceRow> hours) {
        List<SourceRow> buckets = new ArrayList<>();
        for (SourceRow hour : hours) {
            if (isNumeric(hour)) {
                long start = timeframe.floor(Instant.ofEpochMilli(hour.openTime())).toEpochMilli();
                boolean continues = !buckets.isEmpty() && buckets.getLast().openTime() == start;
                buckets.add(continues ? merged(buckets.removeLast(), hour) : hour.at(start));
            }
        }
        return buckets;
    }

    /// The last rows, `limit` at most.
    public static List<SourceRow> newest(List<SourceRow> rows, int limit) {
        return rows.subList(Math.max(0, rows.size() - limit), rows.size());
    }

    private static SourceRow merged(SourceRow bucket, SourceRow hour) {
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
