package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;

/// An hourly candle with what decides the rows that it emits.
///
/// @param full whether it emits a row of every timeframe; otherwise of those alone whose bucket it completes
/// @param usdPrice USDT for one unit of the base at the close; NaN while no rate is known
public record FoldedHour(Candle candle, boolean full, double usdPrice) {
    /// The candle emits every timeframe, with the price that needs no rate.
    public static FoldedHour full(Candle candle) {
        return new FoldedHour(candle, true, UsdPrice.withoutRate(candle));
    }

    /// The epoch hour of the open time.
    public long hour() {
        return Timeframe.epochHourOf(candle.openTime());
    }

    /// The same hour with or without a row of every timeframe.
    FoldedHour withFull(boolean otherFull) {
        return otherFull == full ? this : new FoldedHour(candle, otherFull, usdPrice);
    }

    /// Whether prices and volume are the same.
    boolean hasValuesOf(FoldedHour other) {
        return candle.as(0).equals(other.candle.as(0)) && Double.compare(usdPrice, other.usdPrice) == 0;
    }
}
