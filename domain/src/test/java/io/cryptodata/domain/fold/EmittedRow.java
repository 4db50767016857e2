package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.indicator.IndicatorColumn;

import java.util.Arrays;
import java.util.List;

/// A copy of an indicator row that can be kept and compared; `values` are in the order of the columns.
record EmittedRow(Timeframe timeframe, long bucketStart, long lastId, boolean closed, int revision,
        List<Double> values) {
    static EmittedRow copyOf(IndicatorRow row) {
        List<Double> values = Arrays.stream(IndicatorColumn.values()).map(row::value).toList();
        return new EmittedRow(row.timeframe(), row.bucketStart(), row.lastId(), row.closed(), row.revision(), values);
    }

    @SuppressWarnings("EnumOrdinal") // the order of the columns is the order of the values
    double value(IndicatorColumn column) {
        return values.get(column.ordinal());
    }
}
