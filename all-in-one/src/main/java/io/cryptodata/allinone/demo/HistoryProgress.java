package io.cryptodata.allinone.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Reports how much of the initial history is in the database, until all of it is.
final class HistoryProgress {
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);

    private final ExpectedRows expected;
    private final Supplier<Optional<StoredRows>> rows;
    private final LongSupplier nanos;
    private final Progress progress;
    private final long started;
    private long lastReport;
    private boolean complete;

    /// @param rows current counts; empty while the database does not respond
    /// @param nanos a clock like `System.nanoTime()`
    HistoryProgress(ExpectedRows expected, Supplier<Optional<StoredRows>> rows, LongSupplier nanos) {
        this.expected = expected;
        this.rows = rows;
        this.nanos = nanos;
        this.progress = new Progress(expected, rows.get().orElse(StoredRows.NOTHING));
        this.started = nanos.getAsLong();
        this.lastReport = started;
    }

    /// The next line for a person; empty if none is due, or the history was reported complete.
    Optional<String> next() {
        if (complete || nanos.getAsLong() - lastReport < REPORT_INTERVAL.toNanos()) {
            return Optional.empty();
        }
        lastReport = nanos.getAsLong();
        return rows.get().flatMap(this::lineOf);
    }

    private Optional<String> lineOf(StoredRows stored) {
        complete = expected.isFulfilledBy(stored);
        return complete
                ? Optional.of(String.format(Locale.ROOT,
                        "  The history is in the database: %,d candles and %,d indicator rows of %d markets. New hours follow as they close.",
                        stored.candles(), stored.indicatorRows(), expected.markets()))
                : progress.line(stored, Duration.ofNanos(nanos.getAsLong() - started));
    }
}
