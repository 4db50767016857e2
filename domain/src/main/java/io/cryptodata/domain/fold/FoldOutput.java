package io.cryptodata.domain.fold;

/// Where a fold says what it has to say. Rows are reused by the fold: whoever keeps one copies it.
public interface FoldOutput {
    /// The indicators of one bucket, complete or still growing.
    void indicators(IndicatorRow row);

    /// A longer candle that is now complete.
    void rollup(RollupRow row);
}
