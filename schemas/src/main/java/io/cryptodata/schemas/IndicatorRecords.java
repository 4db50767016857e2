package io.cryptodata.schemas;

import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.Indicators;

import java.util.List;

/// Converts indicator rows to records of the topic `indicators`.
public final class IndicatorRecords {
    private static final List<IndicatorColumn> COLUMNS = List.of(IndicatorColumn.values());
    /// the record has the columns in the catalogue's order, without a gap
    private static final int FIRST_COLUMN = Indicators.getClassSchema().getField(COLUMNS.getFirst().column()).pos();

    private IndicatorRecords() {}

    /// A copy of the row as a record; a column without a value is null.
    public static Indicators toAvro(Market market, IndicatorRow row) {
        Indicators indicators = new Indicators();
        indicators.setExchange(market.exchange());
        indicators.setAsset(market.asset());
        indicators.setTimestamp(row.timestamp());
        indicators.setTimeframe(row.timeframe().code());
        indicators.setLastId(row.lastId());
        indicators.setClosed(row.closed());
        indicators.setRevision(row.revision());
        for (IndicatorColumn column : COLUMNS) {
            copy(row.value(column), column, indicators);
        }
        return indicators;
    }

    private static void copy(double value, IndicatorColumn column, Indicators indicators) {
        if (!Double.isNaN(value)) {
            Object boxed = column.isInteger() ? (Object) (int) value : (Object) value;
            indicators.put(FIRST_COLUMN + column.ordinal(), boxed);
        }
    }
}
