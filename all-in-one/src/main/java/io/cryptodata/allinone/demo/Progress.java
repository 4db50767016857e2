package io.cryptodata.allinone.demo;

import java.time.Duration;
import java.util.Locale;

/// The progress of a run as one line: counts, rate, and estimated time left.
final class Progress {
    private final long expectedRows;
    private final long rowsAtStart;

    /// @param rowsAtStart rows of an earlier run, which do not count for the rate
    Progress(long expectedRows, long rowsAtStart) {
        this.expectedRows = expectedRows;
        this.rowsAtStart = rowsAtStart;
    }

    /// Rows beyond the expected ones, of hours that have closed since, are not counted.
    String line(StoredRows stored, ExpectedRows expected, Duration elapsed) {
        double rate = rate(stored.rows(), elapsed);
        return String.format(Locale.ROOT,
                "  %,d of %,d candles, %,d of %,d indicator rows in the database, %,.0f rows/s%s",
                Math.min(stored.candles(), expected.candles()), expected.candles(),
                Math.min(stored.indicatorRows(), expected.indicatorRows()), expected.indicatorRows(), rate,
                remaining(stored.rows(), rate));
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
