package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import org.jspecify.annotations.Nullable;

/// A [CandleFold] whose rows are collected per hour: those of an hour are complete when the next hour was added, which may
/// close buckets under the hour before.
final class FoldRun implements FoldOutput {
    private final CandleFold fold;
    private @Nullable HourRows previous;
    private @Nullable HourRows current;

    /// Starts after the newest hour of `fold`.
    FoldRun(CandleFold fold) {
        this.fold = fold;
        this.current = fold.isEmpty() ? null : new HourRows(fold.newestHour());
    }

    CandleFold fold() {
        return fold;
    }

    /// Collects the rows of the buckets in progress for the newest hour.
    void emitInProgress() {
        if (!fold.isEmpty()) {
            fold.emitInProgress(this);
        }
    }

    /// Adds the next hour.
    ///
    /// @return the rows of the hour before, which are complete now; null if there is none
    @Nullable
    HourRows add(FoldedHour hour) {
        previous = current;
        current = new HourRows(hour.hour());
        fold.append(hour, Revisions.FIRST, this);
        return previous;
    }

    /// The rows of the newest hour.
    @Nullable
    HourRows finish() {
        return current;
    }

    @Override
    public void indicators(IndicatorRow row) {
        target(row.lastId()).put(row);
    }

    @Override
    public void rollup(RollupRow row) {
        target(row.lastId()).put(row);
    }

    private HourRows target(long lastId) {
        HourRows now = current;
        HourRows before = previous;
        if (now != null && LastId.epochHourIn(lastId) == now.hour()) {
            return now;
        }
        if (before != null && LastId.epochHourIn(lastId) == before.hour()) {
            return before;
        }
        throw new IllegalStateException("a row of " + Timeframe.instantOf(LastId.epochHourIn(lastId))
                + " was emitted, which is neither the newest hour nor the one before");
    }
}
