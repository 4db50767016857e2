package io.cryptodata.domain.fold;

/// Receives what a fold emits.
public interface FoldOutput {
    /// Drops everything.
    FoldOutput NONE = new FoldOutput() {
        @Override
        public void indicators(IndicatorRow row) {}

        @Override
        public void rollup(RollupRow row) {}
    };

    /// The indicators of one bucket, complete or in progress. The row is reused: copy what you keep.
    void indicators(IndicatorRow row);

    /// A longer candle that is now complete.
    void rollup(RollupRow row);
}
