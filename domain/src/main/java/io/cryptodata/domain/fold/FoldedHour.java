package io.cryptodata.domain.fold;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.currency.UsdPrice;
import io.cryptodata.domain.currency.UsdRates;
import io.cryptodata.domain.market.Market;

import java.nio.ByteBuffer;
import java.time.Instant;

/// An hourly candle with what decides the rows that it emits.
///
/// @param full whether it emits a row of every timeframe; otherwise of those alone whose bucket it completes
/// @param usdPrice USDT for one unit of the base at the close; NaN while no rate is known
public record FoldedHour(Candle candle, boolean full, double usdPrice) {
    private static final byte VERSION = 1;
    private static final int SIZE = 2 * Byte.BYTES + Long.BYTES + 6 * Double.BYTES + Integer.BYTES;

    /// The candle emits every timeframe, with the price that needs no rate.
    public static FoldedHour full(Candle candle) {
        return new FoldedHour(candle, true, UsdPrice.of(candle, UsdRates.NONE));
    }

    /// The epoch hour of the open time.
    public long hour() {
        return Timeframe.epochHourOf(candle.openTime());
    }

    /// The hour as [#read(Market, ByteBuffer)] reads it.
    public byte[] toBytes() {
        return ByteBuffer.allocate(SIZE).put(VERSION).put((byte) (full ? 1 : 0)).putLong(hour())
                .putDouble(candle.open()).putDouble(candle.high()).putDouble(candle.low()).putDouble(candle.close())
                .putDouble(candle.volume()).putInt(candle.revision()).putDouble(usdPrice).array();
    }

    /// The hour that [#toBytes()] wrote.
    ///
    /// @throws IllegalArgumentException if the version is unknown or the length does not fit
    public static FoldedHour read(Market market, ByteBuffer source) {
        byte version = source.remaining() == SIZE ? source.get() : -1;
        if (version != VERSION) {
            throw new IllegalArgumentException("a stored hour of " + market + " must have version " + VERSION + " and "
                    + SIZE + " bytes, but this one does not: the market must be replayed");
        }
        boolean full = source.get() == 1;
        Instant openTime = Timeframe.instantOf(source.getLong());
        Candle candle = new Candle(market, openTime, source.getDouble(), source.getDouble(), source.getDouble(),
                source.getDouble(), source.getDouble(), source.getInt());
        return new FoldedHour(candle, full, source.getDouble());
    }

    /// The same hour at another price in USDT.
    FoldedHour withUsdPrice(double otherUsdPrice) {
        return new FoldedHour(candle, full, otherUsdPrice);
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
