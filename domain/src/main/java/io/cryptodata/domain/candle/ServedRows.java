package io.cryptodata.domain.candle;

import io.cryptodata.domain.calendar.VenueTimestamp;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// The rows of one page, unchecked.
///
/// @param rows in the order served, duplicates included
/// @param unreadable in the order served
/// @param dropped how many rows were left out, because they were not requested or are not final: a page whose rows were all
///        dropped is not an empty one
public record ServedRows(List<RawCandle> rows, List<UnreadableRow> unreadable, int dropped) {
    public ServedRows {
        rows = List.copyOf(rows);
        unreadable = List.copyOf(unreadable);
    }

    /// Rows that are all readable.
    public static ServedRows of(List<RawCandle> rows) {
        return new ServedRows(rows, List.of(), 0);
    }

    /// The same without the rows that open before `from`. A row whose time is not valid stays.
    public ServedRows from(Instant from) {
        return only(millis -> millis >= from.toEpochMilli());
    }

    /// The same without the rows that open at or after `end`. A row whose time is not valid stays.
    public ServedRows before(Instant end) {
        return only(millis -> millis < end.toEpochMilli());
    }

    private ServedRows only(LongPredicate isKept) {
        List<RawCandle> kept = rows.stream().filter(row -> isKept(row.openTime(), isKept)).toList();
        List<UnreadableRow> bad = unreadable.stream().filter(row -> isKept(row.openTime(), isKept)).toList();
        return new ServedRows(kept, bad, dropped + rows.size() - kept.size() + unreadable.size() - bad.size());
    }

    private static boolean isKept(@Nullable Long openTime, LongPredicate isKept) {
        OptionalLong millis = openTime == null ? OptionalLong.empty() : VenueTimestamp.millisOf(openTime);
        return millis.isEmpty() || isKept.test(millis.getAsLong());
    }

    /// Whether a row, readable or not, opens at this time.
    public boolean hasRowAt(Instant time) {
        return Stream.concat(rows.stream().map(RawCandle::openTime), unreadable.stream().map(UnreadableRow::openTime))
                .filter(Objects::nonNull).map(VenueTimestamp::millisOf).flatMapToLong(OptionalLong::stream)
                .anyMatch(millis -> millis == time.toEpochMilli());
    }

    /// How many rows the venue served.
    public int count() {
        return rows.size() + unreadable.size() + dropped;
    }

    /// Whether the venue served no row at all.
    public boolean isEmpty() {
        return count() == 0;
    }
}
