package io.cryptodata.producers.venue;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.candle.UnreadableRow;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Finds a market's first hour at venues that serve only windows of hours: the oldest of all months first, then the first
/// day in it.
public final class FirstHours {
    /// the longest candle is a month
    private static final Duration LONGEST = Duration.ofDays(31);
    /// a venue's days may start at another hour than its months
    private static final Duration SLACK = Duration.ofDays(1);

    private FirstHours() {}

    /// Requests candles of a day.
    @FunctionalInterface
    public interface DaysRequest {
        /// All days that open from `from` to `to`: 34 at most.
        ///
        /// @param to exclusive, but a day that opens then may be served
        Call<ServedRows> days(Instant from, Instant to);
    }

    /// The first day of the oldest month, in a second request. If the response does not show it, for example because it has
    /// no row, an unreadable one or one of another time, the hour is the month's: hours without a candle are requested
    /// more often, but none is skipped. If the second request fails, there is no first hour yet.
    ///
    /// @param oldest the hour of the oldest month
    public static Call<Optional<Instant>> firstDay(Call<Optional<Instant>> oldest, DaysRequest request) {
        return oldest.then(found -> found.map(month -> daysOf(month, request)).orElse(Call.value(found)));
    }

    private static Call<Optional<Instant>> daysOf(Instant month, DaysRequest request) {
        Instant from = month.minus(SLACK);
        Instant to = month.plus(LONGEST).plus(SLACK);
        return request.days(from, to).map(served -> Optional.of(firstDay(month, served, from, to)));
    }

    private static Instant firstDay(Instant month, ServedRows served, Instant from, Instant to) {
        List<Instant> days = times(served).mapToObj(Instant::ofEpochMilli).toList();
        boolean isReadable = days.size() == served.count();
        boolean isRequested = days.stream().noneMatch(day -> day.isBefore(from) || day.isAfter(to));
        return isReadable && isRequested
                ? days.stream().min(Instant::compareTo).map(Timeframe.D1::floor).filter(month::isBefore).orElse(month)
                : month;
    }

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
