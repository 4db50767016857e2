package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// One indicator of one timeframe. It takes one O(1) step per bar and allocates nothing.
sealed interface Indicator {

    /// Writes its columns for a bar that follows the completed ones. Its memory stays unchanged, so that this can be repeated
    /// while the bar is in progress.
    ///
    /// @param closes of the completed bars, without this one
    void compute(Bar bar, Closes closes, IndicatorValues values);

    /// An indicator that needs only the bar, the shared closes and the columns before its own.
    sealed interface Stateless extends Indicator
            permits BollingerBands, EmaDistance, BodyRange, HighLowRange, VolumeUsd {}

    /// An indicator with its own memory.
    sealed interface Stateful extends Indicator permits Ema, Sma, Ehma, Rsi, TdSequential, Supertrend {

        /// The bar that was computed last is complete: makes it part of the memory.
        void commit();

        /// The name of its memory in a stored state; a memory of another shape needs another name.
        String memoryName();

        /// The constant size of its memory in bytes.
        int memorySize();

        void writeTo(ByteBuffer target);

        void readFrom(ByteBuffer source);
    }
}
