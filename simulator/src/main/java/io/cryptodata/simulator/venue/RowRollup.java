package io.cryptodata.simulator.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rolls hourly rows up into days or months, for venues that serve those.
public final class RowRollup {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?");

    private RowRollup() {}

    /// The buckets that open inside a window and have an hour, each with all of its hours, oldest first. Hours with values
    /// that are not numbers count only in a bucket that has no others.
    ///
    /// @param hours reads the hourly rows inside a window, oldest first
    public static List<SourceRow> page(Timeframe timeframe, Window window, Function<Window, List<SourceRow>> hours) {
        Instant from = Instant.ofEpochMilli(Math.clamp(window.from(), 0, Window.ALL.to()));
        Instant to = Instant.ofEpochMilli(Math.clamp(window.to(), 0, Window.ALL.to()));
        Instant start = timeframe.floor(from);
        long first = (start.equals(from) ? start : timeframe.end(from)).toEpochMilli();
        long last = timeframe.end(to).toEpochMilli() - 1;
        List<SourceRow> buckets = of(timeframe, hours.apply(new Window(first, last, Integer.MAX_VALUE, false)));
        int tooMany = Math.max(0, buckets.size() - window.limit());
        return window.newest()
                ? buckets.subList(tooMany, buckets.size())
                : buckets.subList(0, buckets.size() - tooMany);
    }

    private static List<SourceRow> of(Timeframe timeframe, List<SourceRow> hours) {
        List<SourceRow> buckets = new ArrayList<>();
        for (SourceRow hour : hours) {
            long start = timeframe.floor(Instant.ofEpochMilli(hour.openTime())).toEpochMilli();
            boolean continues = !buckets.isEmpty() && buckets.getLast().openTime() == start;
            buckets.add(continues ? joined(buckets.removeLast(), hour) : hour.at(start));
        }
        return buckets;
    }

    /// All rows as one that opens with the first; empty if none has only numbers. Rows with values that are not numbers are
    /// left out.
    ///
    /// @param rows oldest first
    public static Optional<SourceRow> join(List<SourceRow> rows) {
        return rows.stream().filter(RowRollup::isNumeric).reduce(RowRollup::merged);
    }

    private static SourceRow joined(SourceRow bucket, SourceRow hour) {
        if (!isNumeric(hour)) {
            return bucket;
        }
        return isNumeric(bucket) ? merged(bucket, hour) : hour.at(bucket.openTime());
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
