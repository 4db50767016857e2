package io.cryptodata.simulator.market;

import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.stream.DoubleStream;

/// Validates rows independently of the product, so that expectations do not depend on the code under test.
public final class RowCheck {
    private static final long HOUR = 3_600_000;
    /// no venue has candles from before Bitcoin
    private static final long EARLIEST = Instant.parse("2009-01-01T00:00:00Z").toEpochMilli();

    private RowCheck() {}

    /// Why a row must be quarantined; null if it is valid. Does not check whether the hour is closed.
    public static @Nullable QuarantineReason violation(SourceRow row) {
        double open = parse(row.open());
        double high = parse(row.high());
        double low = parse(row.low());
        double close = parse(row.close());
        double volume = parse(row.volume());
        if (Math.floorMod(row.openTime(), HOUR) != 0 || row.openTime() < EARLIEST) {
            return QuarantineReason.OFF_GRID;
        }
        if (!DoubleStream.of(open, high, low, close, volume).allMatch(Double::isFinite)) {
            return QuarantineReason.NOT_A_NUMBER;
        }
        if (Math.min(Math.min(open, close), Math.min(high, low)) <= 0) {
            return QuarantineReason.NOT_POSITIVE;
        }
        if (volume < 0) {
            return QuarantineReason.NEGATIVE_VOLUME;
        }
        boolean consistent = high >= Math.max(open, close) && low <= Math.min(open, close);
        return consistent ? null : QuarantineReason.INCONSISTENT;
    }

    /// The number in a text; not finite for texts such as `NaN` and `inf`.
    public static double parse(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9') ? Double.parseDouble(text) : Double.NaN;
    }
}
