package io.cryptodata.allinone.demo;

import java.time.Duration;
import java.util.Locale;

/// How far a replay is, in one line for a person: counts, rate, and how long it may still take.
final class Progress {
    private final long expectedRows;
    private final long rowsAtStart;

    /// @param rowsAtStart what was there before, so that a continued run does not count it as its own speed
    Progress(long expectedRows, long rowsAtStart) {
        this.expectedRows = expectedRows;
        this.rowsAtStart = rowsAtStart;
    }

    /// What landed beyond what was expected, hours that have closed since, is not told.
    String line(Landed landed, Expected expected, Duration elapsed) {
        double rate = rate(landed.rows(), elapsed);
        return String.format(Locale.ROOT,
                "  %,d of %,d candles, %,d of %,d indicator rows in the database, %,.0f rows/s%s",
                Math.min(landed.candles(), expected.candles()), expected.candles(),
                Math.min(landed.indicatorRows(), expected.indicatorRows()), expected.indicatorRows(), rate,
                remaining(landed.rows(), rate));
    }

    /// Rows per second since the start.
    double rate(long rows, Duration elapsed) {
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        return (rows - rowsAtStart) / seconds;
    }

    private String remaining(long rows, double rate) {
        long missing = expectedRows - rows;
        return missing <= 0 || rate <= 0 ? "" : String.format(Locale.ROOT, ", about %,.0f s left", missing / rate);
    }
}
