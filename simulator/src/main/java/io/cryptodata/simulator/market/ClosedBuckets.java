package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;

import java.util.EnumMap;
import java.util.Map;

/// Counts the buckets of one market that are closed: by their last hour, or by a later hour of the market.
public final class ClosedBuckets {
    private static final long NONE = Long.MIN_VALUE;

    private final Map<Timeframe, Integer> ended = new EnumMap<>(Timeframe.class);
    private long newest = NONE;

    /// Adds an hour that is newer than all before.
    public void add(long hour) {
        for (Timeframe timeframe : Timeframe.values()) {
            if (newest != NONE && timeframe.floor(newest) != timeframe.floor(hour)) {
                ended.merge(timeframe, 1, Integer::sum);
            }
        }
        newest = hour;
    }

    /// The number so far, of every timeframe.
    public Map<Timeframe, Integer> counts() {
        Map<Timeframe, Integer> counts = new EnumMap<>(Timeframe.class);
        for (Timeframe timeframe : Timeframe.values()) {
            counts.put(timeframe, ended.getOrDefault(timeframe, 0) + (isNewestTheLastOf(timeframe) ? 1 : 0));
        }
        return counts;
    }

    private boolean isNewestTheLastOf(Timeframe timeframe) {
        return newest != NONE && timeframe.next(timeframe.floor(newest)) == newest + 1;
    }
}
