package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Late and revised hours of one market: folds the hours since the first of them once as they were and once as they are now,
/// side by side, and emits the rows that differ. Stores the hours, and the states after them.
final class Correction {
    private final MarketMemory memory;
    private final int revision;
    private final FoldOutput output;
    private final NavigableMap<Long, FoldedHour> former = new TreeMap<>();
    private final NavigableMap<Long, FoldedHour> current = new TreeMap<>();
    private final Map<Long, FoldedHour> toStore = new HashMap<>();
    private final Deque<HourRows> formerRows = new ArrayDeque<>();
    private final Deque<HourRows> currentRows = new ArrayDeque<>();

    /// @param revision of everything that is emitted
    Correction(MarketMemory memory, int revision, FoldOutput output) {
        this.memory = memory;
        this.revision = revision;
        this.output = output;
    }

    /// @param changes in any order, at least one, none newer than the newest stored hour
    /// @param checkpoint the hour of a stored state, not after any change
    /// @param before that state
    /// @param after the same state again
    /// @return the state after all hours, which is `after`
    CandleFold apply(List<FoldedHour> changes, long checkpoint, CandleFold before, CandleFold after) {
        changes.forEach(change -> current.put(change.hour(), change));
        toStore.putAll(current);
        long first = current.firstKey();
        for (FoldedHour stored : memory.hoursFrom(checkpoint)) {
            if (stored.hour() < first) {
                fold(before, stored);
                fold(after, stored);
            } else {
                former.put(stored.hour(), stored);
                current.putIfAbsent(stored.hour(), stored);
            }
        }
        foldSideBySide(new FoldRun(before), new FoldRun(after));
        toStore.values().forEach(memory::put);
        return after;
    }

    private static void fold(CandleFold fold, FoldedHour hour) {
        fold.append(hour.withFull(false), Revisions.FIRST, FoldOutput.NONE);
    }

    private void foldSideBySide(FoldRun before, FoldRun after) {
        FoldedHour previous = memory.hourBefore(current.firstKey());
        if (previous == null || previous.full()) {
            before.emitInProgress();
            after.emitInProgress();
        }
        Iterator<Long> checkpoints = memory.checkpoints().stream().filter(each -> each > current.firstKey()).iterator();
        Long checkpoint = next(checkpoints);
        for (FoldedHour hour : current.values()) {
            if (checkpoint != null && checkpoint <= hour.hour()) {
                memory.putCheckpoint(checkpoint, after.fold().toBytes());
                checkpoint = next(checkpoints);
            }
            add(hour, previous, before, after);
            previous = hour;
        }
        collect(after.finish(), currentRows);
        collect(before.finish(), formerRows);
        emitDifferences();
    }

    private void add(FoldedHour hour, @Nullable FoldedHour previous, FoldRun before, FoldRun after) {
        FoldedHour formerHour = former.get(hour.hour());
        if (formerHour == null && previous != null && hadEndedBuckets(previous, hour)) {
            toStore.put(previous.hour(), previous.withFull(true));
            after.emitInProgress();
        }
        collect(after.add(hour), currentRows);
        if (formerHour != null) {
            collect(before.add(formerHour), formerRows);
        }
        emitDifferences();
    }

    /// Whether the candle after `previous` closed buckets that in fact continue with `inserted`. Their rows were emitted as
    /// closed and have to be replaced: the hour emits every timeframe from now on.
    private boolean hadEndedBuckets(FoldedHour previous, FoldedHour inserted) {
        var next = former.higherEntry(inserted.hour());
        if (previous.full() || next == null || isInserted(previous.hour())) {
            return false;
        }
        for (Timeframe timeframe : Timeframe.LONGER) {
            long bucket = timeframe.floor(previous.hour());
            if (bucket == timeframe.floor(inserted.hour())
                    && bucket != timeframe.floor(next.getKey())) {
                return true;
            }
        }
        return false;
    }

    private boolean isInserted(long hour) {
        return hour >= current.firstKey() && !former.containsKey(hour);
    }

    private static @Nullable Long next(Iterator<Long> checkpoints) {
        return checkpoints.hasNext() ? checkpoints.next() : null;
    }

    private static void collect(@Nullable HourRows rows, Deque<HourRows> target) {
        if (rows != null) {
            target.add(rows);
        }
    }

    /// Compares the hours whose rows are complete in both runs, in order.
    private void emitDifferences() {
        HourRows now = currentRows.peek();
        while (now != null) {
            HourRows then = formerRows.peek();
            boolean inserted = isInserted(now.hour());
            if (!inserted && then == null) {
                return;
            }
            now.emitDifferences(inserted ? null : formerRows.remove(), revision, output);
            currentRows.remove();
            now = currentRows.peek();
        }
    }
}
