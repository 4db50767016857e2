package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The last version of every hour of a market, from its candles in the order in which they reached the log.
///
/// An hour is full if its first version was, or if it once ended a bucket that continues with an hour that arrived later:
/// the row that closed the bucket then was emitted under it, and has to be replaced.
public final class LastVersions {
    private static final long NONE = Long.MAX_VALUE;

    private final NavigableMap<Long, Entry> hours = new TreeMap<>();
    private final List<Entry> pending = new ArrayList<>();
    private long steps;

    private static final class Entry {
        private FoldedHour hour;
        /// the number of the step that first folded it; hours of one correction have the same
        private long step = NONE;

        Entry(FoldedHour hour) {
            this.hour = hour;
        }
    }

    /// Adds the next candle of the log.
    ///
    /// @param more as in [MarketFold#add(FoldedHour, boolean, FoldOutput)]
    /// @return whether it is the first version of its hour
    public boolean add(FoldedHour added, boolean more) {
        Entry known = hours.get(added.hour());
        if (known == null) {
            addFirst(new Entry(added));
        } else if (added.candle().revision() >= known.hour.candle().revision()) {
            known.hour = added.withFull(known.hour.full());
        }
        if (!more) {
            foldPending();
        }
        return known == null;
    }

    private void addFirst(Entry added) {
        long hour = added.hour.hour();
        if (hours.isEmpty() || hour > hours.lastKey()) {
            foldPending();
            added.step = steps++;
        } else {
            pending.add(added);
        }
        hours.put(hour, added);
    }

    private void foldPending() {
        if (!pending.isEmpty()) {
            pending.forEach(entry -> entry.step = steps);
            pending.clear();
            steps++;
        }
    }

    /// How many hours there are.
    public int size() {
        return hours.size();
    }

    /// The hours, oldest first.
    public List<FoldedHour> inOrder() {
        foldPending();
        List<FoldedHour> newestFirst = new ArrayList<>(hours.size());
        List<Ended> timeframes = Timeframe.LONGER.stream().map(Ended::new).toList();
        for (Entry entry : hours.descendingMap().values()) {
            boolean ended = false;
            for (Ended timeframe : timeframes) {
                ended |= timeframe.hasEndedWith(entry);
            }
            newestFirst.add(entry.hour.withFull(entry.hour.full() || ended));
        }
        return newestFirst.reversed();
    }

    /// Finds the hours that once ended a bucket which now continues; they are passed newest first.
    private static final class Ended {
        private final Timeframe timeframe;
        private long bucket = NONE;
        private long firstStepInBucket = NONE;
        private long firstStepAfterBucket = NONE;

        Ended(Timeframe timeframe) {
            this.timeframe = timeframe;
        }

        boolean hasEndedWith(Entry entry) {
            long ownBucket = timeframe.floor(entry.hour.hour());
            if (ownBucket != bucket) {
                bucket = ownBucket;
                firstStepAfterBucket = Math.min(firstStepAfterBucket, firstStepInBucket);
                firstStepInBucket = NONE;
            }
            boolean continued = firstStepInBucket != NONE;
            boolean ended = continued && Math.max(entry.step, firstStepAfterBucket) < firstStepInBucket;
            firstStepInBucket = Math.min(firstStepInBucket, entry.step);
            return ended;
        }
    }
}
