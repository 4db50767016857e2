package io.cryptodata.producers.venue;

import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.candle.UnreadableRow;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Finds a market's first hour in a page of its longest candles.
public final class FirstHours {
    /// the longest candle is a month
    private static final Duration LONGEST = Duration.ofDays(31);

    private FirstHours() {}

    /// The hour in which the oldest of these candles opens. Each row without a valid time may be an older one: the hour is
    /// earlier by the length of a candle for each of them.
    ///
    /// @throws UnreadableBody if there are rows, and none has a valid time
    public static Optional<Instant> oldest(ServedRows served) throws UnreadableBody {
        long[] times = times(served).toArray();
        int rows = served.rows().size() + served.unreadable().size();
        if (times.length == 0 && rows > 0) {
            throw new UnreadableBody("no row has an open time from " + VenueTimestamp.FIRST + " to "
                    + VenueTimestamp.END);
        }
        return LongStream.of(times).boxed().min(Long::compare).map(Instant::ofEpochMilli)
                .map(time -> time.minus(LONGEST.multipliedBy(rows - times.length)).truncatedTo(ChronoUnit.HOURS));
    }

    private static LongStream times(ServedRows served) {
        return Stream.concat(served.rows().stream().map(RawCandle::openTime),
                served.unreadable().stream().map(UnreadableRow::openTime)).filter(Objects::nonNull)
                .map(VenueTimestamp::millisOf).flatMapToLong(OptionalLong::stream);
    }
}
