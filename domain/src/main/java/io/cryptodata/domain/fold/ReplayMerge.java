package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Continues a live fold from a replay: folds the hours of the live fold once from its own state, and once together with the
/// replay's from the state of the replay, side by side, and emits the rows that differ. Stores the hours and states of the
/// latter.
final class ReplayMerge {
    private final MarketMemory memory;
    private final NavigableMap<Long, FoldedHour> former = new TreeMap<>();
    private final NavigableMap<Long, FoldedHour> current = new TreeMap<>();
    private final NavigableMap<Long, byte[]> checkpoints = new TreeMap<>();
    private final Set<Long> compared = new HashSet<>();
    private final Deque<HourRows> formerRows = new ArrayDeque<>();
    private final Deque<HourRows> currentRows = new ArrayDeque<>();
    private final long boundary;

    /// @param memory of the live fold
    /// @param replayed the hours of the replay from the boundary on
    /// @param boundary the first hour that was not folded by the replay
    ReplayMerge(MarketMemory memory, List<FoldedHour> replayed, long boundary) {
        this.memory = memory;
        this.boundary = boundary;
        replayed.forEach(hour -> current.put(hour.hour(), hour));
        memory.hoursFrom(0).forEach(hour -> former.put(hour.hour(), hour));
        former.tailMap(boundary, true).forEach((hour, live) -> current.merge(hour, live, ReplayMerge::newer));
    }

    /// The live version, unless it is older, because its fold has not reached the replay's yet, or its rate to USDT was unknown.
    private static FoldedHour newer(FoldedHour replayed, FoldedHour live) {
        boolean older = replayed.candle().revision() > live.candle().revision();
        boolean priced = Double.isNaN(live.usdPrice()) && replayed.candle().equals(live.candle());
        return (older || priced ? replayed : live).withFull(replayed.full() || live.full());
    }

    /// @param before the state of the live fold before its oldest hours; null to emit all rows
    /// @param after the state of the replay before the boundary
    /// @param fullBefore whether the rows in progress of the newest hour before the boundary are emitted
    /// @param rows receives what differs
    /// @return the state after all hours, which is `after`
    CandleFold apply(@Nullable CandleFold before, CandleFold after, boolean fullBefore, MarketReplay.Rows rows) {
        FoldRun formerRun = before == null ? null : formerRun(before);
        checkpoints.put(after.isEmpty() ? Timeframe.W1.floor(current.firstKey()) : boundary, after.toBytes());
        foldSideBySide(formerRun, new FoldRun(after), fullBefore, rows);
        store();
        return after;
    }

    private FoldRun formerRun(CandleFold before) {
        former.headMap(boundary, false).values()
                .forEach(hour -> before.append(hour.withFull(false), Revisions.FIRST, FoldOutput.NONE));
        compared.addAll(former.keySet());
        if (!before.isEmpty()) {
            compared.add(before.newestHour());
        }
        return new FoldRun(before);
    }

    private void foldSideBySide(@Nullable FoldRun before, FoldRun after, boolean fullBefore, MarketReplay.Rows rows) {
        if (fullBefore) {
            after.emitInProgress();
        }
        for (FoldedHour hour : current.values()) {
            long week = Timeframe.W1.floor(hour.hour());
            if (!after.fold().isEmpty() && week > after.fold().newestHour()) {
                checkpoints.put(week, after.fold().toBytes());
            }
            collect(after.add(hour), currentRows);
            FoldedHour formerHour = former.get(hour.hour());
            if (formerHour != null && before != null) {
                collect(before.add(formerHour), formerRows);
            }
            emitDifferences(rows);
        }
        collect(after.finish(), currentRows);
        collect(before == null ? null : before.finish(), formerRows);
        emitDifferences(rows);
    }

    private static void collect(@Nullable HourRows rows, Deque<HourRows> target) {
        if (rows != null) {
            target.add(rows);
        }
    }

    /// Compares the hours whose rows are complete in both runs, in order. The rows of hours that the live fold does not have
    /// are unknown and emitted.
    private void emitDifferences(MarketReplay.Rows rows) {
        for (HourRows now = currentRows.peek(); now != null; now = currentRows.peek()) {
            if (compared.contains(now.hour())) {
                HourRows then = formerOf(now.hour());
                if (then == null) {
                    return;
                }
                now.emitDifferences(then, rows.revision(), rows.output());
            } else {
                now.emitDifferences(null, rows.revision(), rows);
            }
            currentRows.remove();
        }
    }

    private @Nullable HourRows formerOf(long hour) {
        HourRows then = formerRows.peek();
        while (then != null && then.hour() < hour) {
            formerRows.remove();
            then = formerRows.peek();
        }
        return then;
    }

    private void store() {
        memory.checkpoints().forEach(memory::removeCheckpoint);
        checkpoints.forEach(memory::putCheckpoint);
        memory.removeHours(0, current.firstKey());
        for (FoldedHour hour : current.values()) {
            if (!hour.equals(former.get(hour.hour()))) {
                memory.put(hour);
            }
        }
    }
}
