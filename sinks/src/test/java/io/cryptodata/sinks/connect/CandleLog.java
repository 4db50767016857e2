package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.sink.SinkRecord;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import static io.cryptodata.sinks.connect.Records.NOON;

/// A topic of candles of a few hours in memory, and what a reader has who follows it in order: of each hour the greatest
/// revision, as it was appended first.
final class CandleLog {
    private static final int HOURS = 6;

    private final List<Append> appends = new ArrayList<>();
    private double nextPrice = 1;

    /// @param price distinguishes the versions of an hour: no two have the same
    private record Append(int hour, double price, int revision, Instant time) {
        private boolean isVersionOf(Append other) {
            return hour == other.hour && revision == other.revision && price == other.price;
        }
    }

    /// Appends a new revision, a former revision with other values, or a record once more.
    ///
    /// @param time not before that of the last append
    void append(Random random, Instant time) {
        Instant later = appends.isEmpty() || appends.getLast().time.isBefore(time)
                ? time
                : appends.getLast().time.plusMillis(1);
        if (!appends.isEmpty() && random.nextInt(3) == 0) {
            Append former = appends.get(random.nextInt(appends.size()));
            if (isLastOfItsRevision(former)) {
                appends.add(new Append(former.hour, former.price, former.revision, later));
            }
        } else {
            appends.add(new Append(random.nextInt(HOURS), nextPrice++, random.nextInt(5), later));
        }
    }

    /// Repeating an earlier one of two values of a revision would not be a repeat but a third value.
    private boolean isLastOfItsRevision(Append former) {
        return appends.stream().filter(each -> each.hour == former.hour && each.revision == former.revision)
                .reduce((_, last) -> last).orElseThrow().isVersionOf(former);
    }

    List<SinkRecord> records() {
        return appends.stream().map(each -> Records.candle(hour(each), each.price, each.revision, each.time)).toList();
    }

    private static Instant hour(Append append) {
        return NOON.plus(Duration.ofHours(append.hour));
    }

    /// The number of different records.
    int versions() {
        return (int) appends.stream().map(each -> List.of(each.hour, each.revision, each.price)).distinct().count();
    }

    /// Price, revision and seconds of each hour in order, as the reader has them at a moment.
    List<String> readAt(Instant moment) {
        Map<Integer, Append> read = new TreeMap<>();
        for (Append each : appends) {
            if (!each.time.isAfter(moment)) {
                read.merge(each.hour, each, (known, next) -> next.revision > known.revision
                        || next.revision == known.revision && !next.isVersionOf(known) ? next : known);
            }
        }
        return read.values().stream().map(CandleLog::text).toList();
    }

    private static String text(Append append) {
        return "%d|%d|%d".formatted((long) append.price, append.revision,
                Math.round(Duration.between(KnownAtTest.DAWN, append.time).toMillis() / 1000.0));
    }
}
