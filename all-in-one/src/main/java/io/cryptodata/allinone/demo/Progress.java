package io.cryptodata.allinone.demo;

import java.time.Duration;
import java.util.Locale;

/// The progress of a run as one line: counts, rate, and estimated time left. Counts candles and the indicator rows of closed
/// buckets, whose number is known in advance.
final class Progress {
    private final ExpectedRows expected;
    private final long rowsAtStart;

    /// @param before rows of an earlier run, which do not count for the rate
    Progress(ExpectedRows expected, StoredRows before) {
        this.expected = expected;
        this.rowsAtStart = counted(before);
    }

    /// Rows beyond the expected ones, of hours that have closed since, are not counted.
    String line(StoredRows stored, Duration elapsed) {
        double rate = rate(counted(stored), elapsed);
        return String.format(Locale.ROOT,
                "  %,d of %,d candles, %,d of %,d closed indicator rows in the database, %,.0f rows/s%s",
                Math.min(stored.candles(), expected.candleRows()), expected.candleRows(),
                Math.min(stored.closedRows(), expected.closedRows()), expected.closedRows(), rate,
                remaining(counted(stored), rate));
    }

    private static long counted(StoredRows stored) {
        return stored.candles() + stored.closedRows();
    }

    private double rate(long rows, Duration elapsed) {
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        return (rows - rowsAtStart) / seconds;
    }

    private String remaining(long rows, double rate) {
        long missing = expected.candleRows() + expected.closedRows() - rows;
        return missing <= 0 || rate <= 0 ? "" : String.format(Locale.ROOT, ", about %,.0f s left", missing / rate);
    }
}
