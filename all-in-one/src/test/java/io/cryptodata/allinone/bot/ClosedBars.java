package io.cryptodata.allinone.bot;

import io.cryptodata.schemas.avro.Indicators;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// The final version of every closed bar, from the records of the topic `indicators` in any order, with repeats.
final class ClosedBars {
    /// A later last hour is the newer state of a bucket; of one last hour the higher revision is.
    private static final Comparator<Indicators> VERSION = Comparator.comparingLong(Indicators::getLastId)
            .thenComparingInt(Indicators::getRevision);

    private final Map<Bar, Indicators> newest = new HashMap<>();

    /// A bar: the record's key, its timeframe and the start of its bucket.
    record Bar(String market, String timeframe, Instant start) {}

    /// Processes one record.
    ///
    /// @return whether it changed a bar: a bar that the bot has used may be corrected
    boolean add(String key, Indicators row) {
        if (!row.getClosed()) {
            return false;
        }
        Bar bar = new Bar(key, row.getTimeframe(), row.getTimestamp());
        Indicators before = newest.get(bar);
        if (before != null && VERSION.compare(row, before) <= 0) {
            return false;
        }
        newest.put(bar, row);
        return true;
    }

    Map<Bar, Indicators> bars() {
        return Map.copyOf(newest);
    }
}
