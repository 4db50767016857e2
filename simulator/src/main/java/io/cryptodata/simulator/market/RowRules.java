package io.cryptodata.simulator.market;

import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.stream.DoubleStream;

/// What is wrong with a row, judged here on its own, so that the expectation does not come from the code it checks.
public final class RowRules {
    private static final long HOUR = 3_600_000;
    /// no venue traded before there was anything to trade
    private static final long EARLIEST = Instant.parse("2009-01-01T00:00:00Z").toEpochMilli();

    private RowRules() {}

    /// The first thing that is wrong with a row's values; null when nothing is. Whether its hour is over is not asked.
    public static @Nullable QuarantineReason fault(SourceRow row) {
        double open = number(row.open());
        double high = number(row.high());
        double low = number(row.low());
        double close = number(row.close());
        double volume = number(row.volume());
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

    /// The number that a text is; not finite where it says that it is none.
    public static double number(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9') ? Double.parseDouble(text) : Double.NaN;
    }
}
