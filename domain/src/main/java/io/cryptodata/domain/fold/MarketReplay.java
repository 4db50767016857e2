package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.List;

/// A replay of one market beside its live fold, in a memory of its own. Rows of hours before the boundary, which the live
/// fold does not emit any more, are emitted as they are folded; hours from the boundary on are stored for the merge.
final class MarketReplay {
    private final MarketMemory live;
    private final MarketMemory memory;
    private final CandleFold fold;
    private RunningReplay running;
    /// the newest hour before the boundary
    private @Nullable FoldedHour newest;

    private MarketReplay(Market market, MarketMemory live, RunningReplay running) {
        this.live = live;
        this.memory = live.replayed();
        this.running = running;
        List<Long> checkpoints = memory.checkpoints();
        long start = checkpoints.isEmpty() ? 0 : checkpoints.getLast();
        this.fold = checkpoints.isEmpty()
                ? CandleFold.of(market)
                : CandleFold.read(market, ByteBuffer.wrap(memory.checkpoint(start)));
        for (FoldedHour hour : memory.hoursFrom(start)) {
            if (hour.hour() < running.boundary()) {
                fold.append(hour.withFull(false), Revisions.FIRST, FoldOutput.NONE);
                newest = hour;
            }
        }
    }

    /// The replay that is stored, or null.
    static @Nullable MarketReplay load(Market market, MarketMemory live) {
        byte[] stored = live.replay();
        return stored == null ? null : new MarketReplay(market, live, RunningReplay.read(stored));
    }

    /// Starts a replay in place of one that is stored.
    static MarketReplay start(Market market, MarketMemory live, RunningReplay start) {
        removeHoursOf(live);
        live.putReplay(start.toBytes());
        return new MarketReplay(market, live, start);
    }

    private static void removeHoursOf(MarketMemory live) {
        MarketMemory replayed = live.replayed();
        replayed.checkpoints().forEach(replayed::removeCheckpoint);
        replayed.removeHours(0, Long.MAX_VALUE);
    }

    /// Removes everything that is stored of it.
    void discard() {
        removeHoursOf(live);
        live.replayed().removeCatalogue();
        live.removeReplay();
    }

    boolean isPartOf(ReplayedHour hour) {
        return running.id().equals(hour.replay());
    }

    boolean isNext(ReplayedHour hour) {
        return hour.index() == running.next();
    }

    /// Whether the market has moved on so far that the live fold must not wait any longer to remove what has expired.
    boolean isExpired(long newestHour, CorrectionWindow window) {
        return window.startFor(newestHour) > running.newestAtStart();
    }

    /// Adds the next hour.
    void add(ReplayedHour added, FoldOutput output) {
        FoldedHour hour = added.hour();
        if (hour.hour() < running.boundary()) {
            fold(hour, new Rows(added.emitFrom(), Revisions.ofCorrection(running.corrections()), output));
        }
        memory.put(hour);
        running = running.withNext(added.index() + 1);
        live.putReplay(running.toBytes());
    }

    /// The rows in progress of an hour are emitted when the next one is before the boundary, too.
    private void fold(FoldedHour hour, FoldOutput rows) {
        long week = Timeframe.W1.floor(hour.hour());
        if (fold.isEmpty() || week > fold.newestHour()) {
            replaceCheckpoint(week);
        }
        if (newest != null && newest.full()) {
            fold.emitInProgress(rows);
        }
        fold.append(hour.withFull(false), Revisions.ofClosing(running.corrections()), rows);
        newest = hour;
    }

    private void replaceCheckpoint(long week) {
        for (long former : memory.checkpoints()) {
            memory.removeCheckpoint(former);
            memory.removeHours(former, week);
        }
        memory.putCheckpoint(week, fold.toBytes());
    }

    /// Continues the live fold from the replay.
    ///
    /// @param checkpoint the state before the oldest hours of the live fold
    /// @param compares whether rows that do not differ are left out; otherwise rows lack a column or timeframe, which the live
    ///        fold, as it is computed now, does not
    /// @param rows receives the rows
    /// @return the state after all hours; null if the replay lacks an hour of that state
    @Nullable
    CandleFold merge(CandleFold checkpoint, boolean compares, Rows rows) {
        if (!checkpoint.isEmpty() && memory.hour(checkpoint.newestHour()) == null) {
            return null;
        }
        ReplayMerge merge = new ReplayMerge(live, memory.hoursFrom(running.boundary()), running.boundary());
        return merge.apply(compares ? checkpoint : null, fold, newest != null && newest.full(), rows);
    }

    /// Emits rows from an hour on, with a revision, or a greater one of their own.
    record Rows(long emitFrom, int revision, FoldOutput output) implements FoldOutput {
        @Override
        public void indicators(IndicatorRow row) {
            if (LastId.epochHourIn(row.lastId()) >= emitFrom) {
                output.indicators(row.copyAs(Math.max(revision, row.revision())));
            }
        }

        @Override
        public void rollup(RollupRow row) {
            if (LastId.epochHourIn(row.lastId()) >= emitFrom) {
                output.rollup(row.as(revision));
            }
        }
    }
}
