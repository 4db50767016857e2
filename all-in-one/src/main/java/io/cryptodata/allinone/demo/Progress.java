package io.cryptodata.allinone.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The progress of a run as one line: counts, rate, and estimated time left. Counts candles and the indicator rows of closed
/// buckets, whose number is known in advance.
final class Progress {
    private final ExpectedRows expected;
    private final long rowsAtStart;
    private boolean allReported;

    /// @param before rows of an earlier run, which do not count for the rate
    Progress(ExpectedRows expected, StoredRows before) {
        this.expected = expected;
        this.rowsAtStart = counted(before);
    }

    /// Rows beyond the expected ones, of hours that have closed since, are not counted.
    ///
    /// @return empty once a line has reported that all counted rows are there
    Optional<String> line(StoredRows stored, Duration elapsed) {
        long missing = expected.candleRows() + expected.closedRows() - counted(stored);
        if (missing <= 0 && allReported) {
            return Optional.empty();
        }
        allReported = missing <= 0;
        double rate = rate(counted(stored), elapsed);
        return Optional.of(String.format(Locale.ROOT,
                "  %,d of %,d candles, %,d of %,d closed indicator rows in the database, %,.0f rows/s%s",
                expected.candlesIn(stored), expected.candleRows(), expected.closedRowsIn(stored),
                expected.closedRows(), rate, remaining(missing, rate)));
    }

    private long counted(StoredRows stored) {
        return expected.candlesIn(stored) + expected.closedRowsIn(stored);
    }

    private double rate(long rows, Duration elapsed) {
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        return (rows - rowsAtStart) / seconds;
    }

    private static String remaining(long missing, double rate) {
        if (missing <= 0) {
            return "; the rows of the open buckets follow";
        }
        return rate <= 0 ? "" : String.format(Locale.ROOT, ", about %,.0f s left", missing / rate);
    }
}
