package io.cryptodata.domain.indicator;

import io.cryptodata.domain.candle.Candle;

import java.nio.ByteBuffer;

/// A candle of any length, built hour by hour: first open, highest high, lowest low, last close, sum of the volumes.
/// One instance is reused for every bucket.
public final class Bar {
    /// How many bytes [#writeTo(ByteBuffer)] writes.
    public static final int SIZE = 4 * Double.BYTES + CompensatedSum.SIZE;

    private double open;
    private double high;
    private double low;
    private double close;
    private final CompensatedSum volume = new CompensatedSum();

    /// Starts a new bar with this hour.
    public void startWith(Candle hour) {
        open = hour.open();
        high = hour.high();
        low = hour.low();
        close = hour.close();
        volume.startWith(hour.volume());
    }

    /// Adds the next hour.
    public void growBy(Candle hour) {
        high = Math.max(high, hour.high());
        low = Math.min(low, hour.low());
        close = hour.close();
        volume.add(hour.volume());
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

    /// Writes [#SIZE] bytes.
    public void writeTo(ByteBuffer target) {
        target.putDouble(open).putDouble(high).putDouble(low).putDouble(close);
        volume.writeTo(target);
    }

    /// Restores the bar that [#writeTo(ByteBuffer)] wrote.
    public void readFrom(ByteBuffer source) {
        open = source.getDouble();
        high = source.getDouble();
        low = source.getDouble();
        close = source.getDouble();
        volume.readFrom(source);
    }
}
