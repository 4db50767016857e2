package io.cryptodata.allinone.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Tells how much of the history that was there at the start has landed, until all of it has; then it is silent.
final class HistoryProgress {
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);

    private final Expected expected;
    private final Supplier<Optional<Landed>> rows;
    private final LongSupplier nanos;
    private final Progress progress;
    private final long began;
    private long lastTold;
    private boolean complete;

    /// @param rows what is in the database now; empty while it does not answer
    /// @param nanos a clock as `System.nanoTime()` is one
    HistoryProgress(Expected expected, Supplier<Optional<Landed>> rows, LongSupplier nanos) {
        this.expected = expected;
        this.rows = rows;
        this.nanos = nanos;
        this.progress = new Progress(expected.candles() + expected.indicatorRows(),
                rows.get().orElse(Landed.NOTHING).rows());
        this.began = nanos.getAsLong();
        this.lastTold = began;
    }

    /// The next line for a person; empty if it is not time for one, or everything was told.
    Optional<String> next() {
        if (complete || nanos.getAsLong() - lastTold < TELL_EVERY.toNanos()) {
            return Optional.empty();
        }
        lastTold = nanos.getAsLong();
        return rows.get().map(this::lineOf);
    }

    private String lineOf(Landed landed) {
        complete = expected.isFulfilledBy(landed);
        return complete
                ? String.format(Locale.ROOT,
                        "  The history is in the database: %,d candles and %,d indicator rows of %d markets. New hours follow as they close.",
                        landed.candles(), landed.indicatorRows(), expected.markets())
                : progress.line(landed, expected, Duration.ofNanos(nanos.getAsLong() - began));
    }
}
