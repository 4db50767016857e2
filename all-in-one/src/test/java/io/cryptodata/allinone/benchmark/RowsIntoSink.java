package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.indicator.IndicatorValues;

import org.openjdk.jmh.infra.Blackhole;

/// Writes every value of every row into one reused array and allocates nothing.
final class RowsIntoSink implements FoldOutput {
    private static final IndicatorColumn[] COLUMNS = IndicatorColumn.values();

    private final Blackhole blackhole;
    private final double[] sink = new double[COLUMNS.length];

    RowsIntoSink(Blackhole blackhole) {
        this.blackhole = blackhole;
    }

    /// Consumes the values of one bar.
    void values(IndicatorValues values) {
        for (int i = 0; i < COLUMNS.length; i++) {
            sink[i] = values.get(COLUMNS[i]);
        }
        blackhole.consume(sink);
    }

    @Override
    public void indicators(IndicatorRow row) {
        for (int i = 0; i < COLUMNS.length; i++) {
            sink[i] = row.value(COLUMNS[i]);
        }
        blackhole.consume(sink);
        blackhole.consume(row.lastId());
        blackhole.consume(row.closed());
    }

    @Override
    public void rollup(RollupRow row) {
        sink[0] = row.open();
        sink[1] = row.high();
        sink[2] = row.low();
        sink[3] = row.close();
        sink[4] = row.volume();
        blackhole.consume(sink);
    }
}
