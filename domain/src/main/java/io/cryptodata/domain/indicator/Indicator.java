package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// One indicator of one timeframe: what it would say if the bar were the next one. One O(1) step, nothing allocated.
sealed interface Indicator {

    /// Writes its columns for a bar that follows the completed ones. What is remembered stays as it is, so that a bar
    /// still growing can be looked at as often as it grows.
    ///
    /// @param closes of the completed bars, the looked-at bar not among them
    void compute(Bar bar, Closes closes, IndicatorValues values);

    /// An indicator that needs nothing but the bar, the shared closes and columns to its left.
    sealed interface Stateless extends Indicator
            permits BollingerBands, EmaDistance, BodyRange, HighLowRange, VolumeUsd {}

    /// An indicator with a memory of its own.
    sealed interface Stateful extends Indicator permits Ema, Sma, Ehma, Rsi, TdSequential, Supertrend {

        /// The bar that was looked at last is complete: it is part of the past now.
        void commit();

        /// The name of its memory in a stored state; a memory of another shape needs another name.
        String memoryName();

        /// How many bytes its memory has, always the same.
        int memorySize();

        void writeTo(ByteBuffer target);

        void readFrom(ByteBuffer source);
    }
}
