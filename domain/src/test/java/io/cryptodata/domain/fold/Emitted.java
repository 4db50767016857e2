package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;

import java.util.ArrayList;
import java.util.List;

/// Collects what a fold emits: `all` in order, and separately by kind.
final class Emitted implements FoldOutput {
    private final List<Object> all = new ArrayList<>();
    private final List<EmittedRow> rows = new ArrayList<>();
    private final List<EmittedRollup> rollups = new ArrayList<>();

    @Override
    public void indicators(IndicatorRow row) {
        EmittedRow copy = EmittedRow.copyOf(row);
        rows.add(copy);
        all.add(copy);
    }

    @Override
    public void rollup(RollupRow row) {
        EmittedRollup copy = EmittedRollup.copyOf(row);
        rollups.add(copy);
        all.add(copy);
    }

    List<Object> all() {
        return all;
    }

    List<EmittedRow> rows() {
        return rows;
    }

    List<EmittedRow> rows(Timeframe timeframe) {
        return rows.stream().filter(row -> row.timeframe() == timeframe).toList();
    }

    List<EmittedRow> closed(Timeframe timeframe) {
        return rows(timeframe).stream().filter(EmittedRow::closed).toList();
    }

    List<EmittedRollup> rollups(Timeframe timeframe) {
        return rollups.stream().filter(rollup -> rollup.timeframe() == timeframe).toList();
    }
}
