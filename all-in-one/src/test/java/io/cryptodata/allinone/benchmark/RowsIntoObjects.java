package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.indicator.IndicatorColumn;

import org.openjdk.jmh.infra.Blackhole;

/// Creates an object of every row, as a caller does that keeps rows.
record RowsIntoObjects(Blackhole sink) implements FoldOutput {
    private static final IndicatorColumn[] COLUMNS = IndicatorColumn.values();

    @Override
    public void indicators(IndicatorRow row) {
        double[] values = new double[COLUMNS.length];
        for (int i = 0; i < COLUMNS.length; i++) {
            values[i] = row.value(COLUMNS[i]);
        }
        sink.consume(new IndicatorObject(row.timeframe().code(), row.bucketStart(), row.lastId(), row.closed(),
                row.revision(), values));
    }

    @Override
    public void rollup(RollupRow row) {
        sink.consume(new RollupObject(row.timeframe().code(), row.bucketStart(), row.lastId(), row.open(), row.high(),
                row.low(), row.close(), row.volume()));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record IndicatorObject(String timeframe, long bucketStart, long lastId, boolean closed, int revision,
            double[] values) {}

    private record RollupObject(String timeframe, long bucketStart, long lastId, double open, double high, double low,
            double close, double volume) {}
}
