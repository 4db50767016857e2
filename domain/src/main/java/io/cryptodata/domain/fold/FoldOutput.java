package io.cryptodata.domain.fold;

/// Receives what a fold emits.
public interface FoldOutput {
    /// The indicators of one bucket, complete or in progress. The row is reused: copy what you keep.
    void indicators(IndicatorRow row);

    /// A longer candle that is now complete.
    void rollup(RollupRow row);
}
