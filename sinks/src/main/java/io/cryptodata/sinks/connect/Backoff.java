package io.cryptodata.sinks.connect;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long to wait after each failure in a row: twice as long as before, up to ten seconds; and when to give up.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Duration patience;
    private final LongSupplier nanoTime;
    private int failures;
    private long since;

    /// @param patience how long failures in a row are put up with
    Backoff(Duration patience, LongSupplier nanoTime) {
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /// Notes a failure.
    ///
    /// @return how long to wait before the next attempt
    Duration failed() {
        if (failures++ == 0) {
            since = nanoTime.getAsLong();
        }
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /// True if failures in a row have lasted longer than the patience.
    boolean exhausted() {
        return failures > 0 && nanoTime.getAsLong() - since > patience.toNanos();
    }

    void succeeded() {
        failures = 0;
    }
}
