package io.cryptodata.domain.indicator;

import java.util.Locale;

/// The indicator columns in their fixed order: field names in Avro, column names in SQL, positions in a row.
public enum IndicatorColumn {
    EMA10, EMA36, EMA200, SMA200, EHMA180, RSI14, BBM202, BBL202, BBU202, BBW202, TD_SEQ_UP, TD_SEQ_DOWN, ST73, DIFF_EMA200_PCT, RANGE_PCT, HIGH_LOW_RANGE_PCT, VOLUME_USD;

    private final String column = name().toLowerCase(Locale.ROOT);

    /// The name in Avro, SQL and documents, for example `diff_ema200_pct`.
    public String column() {
        return column;
    }

    /// True for the two counts, whose Avro type is int and whose SQL type is integer.
    public boolean isInteger() {
        return this == TD_SEQ_UP || this == TD_SEQ_DOWN;
    }
}
