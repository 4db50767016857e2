package io.cryptodata.allinone.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Waits until every expected row is in the database and reports the progress. Fails when the counts stop changing.
final class CompletionMonitor {
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);

    /// The result.
    ///
    /// @param complete whether every row is stored
    /// @param stages when each stage was complete, in seconds since the first check
    record Outcome(boolean complete, StoredRows stored, StoredRows before, double seconds,
            Map<String, Double> stages) {}

    private final ExpectedRows expected;
    private final Supplier<Optional<StoredRows>> rows;
    private final Consumer<String> out;
    private final LongSupplier nanos;
    private final Map<String, BooleanSupplier> stages = new LinkedHashMap<>();
    private final Map<String, Double> stageSeconds = new LinkedHashMap<>();

    /// @param rows current counts; empty while the database does not respond
    /// @param out receives lines for a person
    /// @param nanos a clock like `System.nanoTime()`
    CompletionMonitor(ExpectedRows expected, Supplier<Optional<StoredRows>> rows, Consumer<String> out,
            LongSupplier nanos) {
        this.expected = expected;
        this.rows = rows;
        this.out = out;
        this.nanos = nanos;
    }

    /// A stage of the pipeline; its time is recorded when `done` holds for the first time.
    CompletionMonitor stage(String name, BooleanSupplier done) {
        stages.put(name, done);
        return this;
    }

    /// Blocks until every row is stored, the counts have not changed for `timeout`, or `stopped` is counted down.
    Outcome await(Duration timeout, CountDownLatch stopped) throws InterruptedException {
        StoredRows before = rows.get().orElse(StoredRows.NOTHING);
        Progress progress = new Progress(expected, before);
        long started = nanos.getAsLong();
        long lastChange = started;
        long lastReport = started;
        StoredRows stored = before;
        do {
            StoredRows now = rows.get().orElse(stored);
            lastChange = now.equals(stored) ? lastChange : nanos.getAsLong();
            stored = now;
            recordStages(stored, secondsSince(started));
            if (expected.isFulfilledBy(stored)) {
                return new Outcome(true, stored, before, secondsSince(started), new LinkedHashMap<>(stageSeconds));
            }
            if (secondsSince(lastReport) >= REPORT_INTERVAL.toSeconds()) {
                progress.line(stored, Duration.ofMillis((long) (secondsSince(started) * 1000))).ifPresent(out);
                lastReport = nanos.getAsLong();
            }
        } while (secondsSince(lastChange) < timeout.toSeconds()
                && !stopped.await(CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        return new Outcome(false, stored, before, secondsSince(started), new LinkedHashMap<>(stageSeconds));
    }

    private void recordStages(StoredRows stored, double seconds) {
        stages.forEach((name, done) -> {
            if (!stageSeconds.containsKey(name) && done.getAsBoolean()) {
                stageSeconds.put(name, seconds);
            }
        });
        if (expected.hasCandlesIn(stored)) {
            stageSeconds.putIfAbsent("every candle in h1_data", seconds);
        }
        if (expected.hasIndicatorsIn(stored)) {
            stageSeconds.putIfAbsent("every indicator row in indicators", seconds);
        }
    }

    private double secondsSince(long then) {
        return (nanos.getAsLong() - then) / 1e9;
    }
}
