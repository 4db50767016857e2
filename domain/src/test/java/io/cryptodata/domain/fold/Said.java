package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;

import java.util.ArrayList;
import java.util.List;

/// Remembers what a fold says: `all` in order, and apart by kind.
final class Said implements FoldOutput {
    private final List<Object> all = new ArrayList<>();
    private final List<SaidRow> rows = new ArrayList<>();
    private final List<SaidRollup> rollups = new ArrayList<>();

    @Override
    public void indicators(IndicatorRow row) {
        SaidRow copy = SaidRow.copyOf(row);
        rows.add(copy);
        all.add(copy);
    }

    @Override
    public void rollup(RollupRow row) {
        SaidRollup copy = SaidRollup.copyOf(row);
        rollups.add(copy);
        all.add(copy);
    }

    List<Object> all() {
        return all;
    }

    List<SaidRow> rows() {
        return rows;
    }

    List<SaidRow> rows(Timeframe timeframe) {
        return rows.stream().filter(row -> row.timeframe() == timeframe).toList();
    }

    List<SaidRow> closed(Timeframe timeframe) {
        return rows(timeframe).stream().filter(SaidRow::closed).toList();
    }

    List<SaidRollup> rollups(Timeframe timeframe) {
        return rollups.stream().filter(rollup -> rollup.timeframe() == timeframe).toList();
    }
}
