package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.nio.ByteBuffer;

/// A candle of any length, built hour by hour: first open, highest high, lowest low, last close, sum of the volumes, and what
/// a unit of the base was worth in USDT at the last close.
/// One instance is reused for every bucket.
public final class Bar {
    /// How many bytes [#writeTo(ByteBuffer)] writes.
    public static final int SIZE = 5 * Double.BYTES + CompensatedSum.SIZE;

    private double open;
    private double high;
    private double low;
    private double close;
    private final CompensatedSum volume = new CompensatedSum();
    private double usdPrice;

    /// Starts a new bar with this hour.
    ///
    /// @param hourUsdPrice USDT for one unit of the base at the close; NaN if no rate is known
    public void startWith(Candle hour, double hourUsdPrice) {
        open = hour.open();
        high = hour.high();
        low = hour.low();
        close = hour.close();
        volume.startWith(hour.volume());
        usdPrice = hourUsdPrice;
    }

    /// Adds the next hour.
    ///
    /// @param hourUsdPrice as in [#startWith]
    public void growBy(Candle hour, double hourUsdPrice) {
        high = Math.max(high, hour.high());
        low = Math.min(low, hour.low());
        close = hour.close();
        volume.add(hour.volume());
        usdPrice = hourUsdPrice;
    }

    public double open() {
        return open;
    }

    public double high() {
        return high;
    }

    public double low() {
        return low;
    }

    public double close() {
        return close;
    }

    public double volume() {
        return volume.value();
    }

    /// USDT for one unit of the base at the last close; NaN if no rate is known.
    double usdPrice() {
        return usdPrice;
    }

    /// Writes [#SIZE] bytes.
    public void writeTo(ByteBuffer target) {
        target.putDouble(open).putDouble(high).putDouble(low).putDouble(close);
        volume.writeTo(target);
        target.putDouble(usdPrice);
    }

    /// Restores the bar that [#writeTo(ByteBuffer)] wrote.
    public void readFrom(ByteBuffer source) {
        readUnpriced(source, false);
        usdPrice = source.getDouble();
    }

    /// Restores a bar that was written without its price in USDT.
    ///
    /// @param quotedInUsdt whether its close is that price
    public void readUnpriced(ByteBuffer source, boolean quotedInUsdt) {
        open = source.getDouble();
        high = source.getDouble();
        low = source.getDouble();
        close = source.getDouble();
        volume.readFrom(source);
        usdPrice = quotedInUsdt ? close : Double.NaN;
    }
}
