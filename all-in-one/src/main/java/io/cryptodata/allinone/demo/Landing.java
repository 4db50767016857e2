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

/// Waits until everything that should land has landed, and tells how far it is. Gives up when nothing moves any more.
final class Landing {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);

    /// What became of it.
    ///
    /// @param complete whether everything is there
    /// @param stages when each stage had everything, in seconds since the first look
    record Outcome(boolean complete, Landed landed, Landed before, double seconds, Map<String, Double> stages) {}

    private final Expected expected;
    private final Supplier<Optional<Landed>> rows;
    private final Consumer<String> out;
    private final LongSupplier nanos;
    private final Map<String, BooleanSupplier> stages = new LinkedHashMap<>();
    private final Map<String, Double> stageSeconds = new LinkedHashMap<>();

    /// @param rows what is in the database now; empty while it does not answer
    /// @param out takes lines for a person
    /// @param nanos a clock as `System.nanoTime()` is one
    Landing(Expected expected, Supplier<Optional<Landed>> rows, Consumer<String> out, LongSupplier nanos) {
        this.expected = expected;
        this.rows = rows;
        this.out = out;
        this.nanos = nanos;
    }

    /// A stage on the way; its time is noted when `done` holds for the first time.
    Landing stage(String name, BooleanSupplier done) {
        stages.put(name, done);
        return this;
    }

    /// Blocks until all has landed, nothing has moved for `patience`, or `stopped` is counted down.
    Outcome await(Duration patience, CountDownLatch stopped) throws InterruptedException {
        Landed before = rows.get().orElse(Landed.NOTHING);
        Progress progress = new Progress(expected.candles() + expected.indicatorRows(), before.rows());
        long began = nanos.getAsLong();
        long lastMove = began;
        long lastTold = began;
        Landed landed = before;
        do {
            Landed now = rows.get().orElse(landed);
            lastMove = now.equals(landed) ? lastMove : nanos.getAsLong();
            landed = now;
            noteStages(landed, secondsSince(began));
            if (expected.isFulfilledBy(landed)) {
                return new Outcome(true, landed, before, secondsSince(began), new LinkedHashMap<>(stageSeconds));
            }
            if (secondsSince(lastTold) >= TELL_EVERY.toSeconds()) {
                out.accept(progress.line(landed, expected, Duration.ofMillis((long) (secondsSince(began) * 1000))));
                lastTold = nanos.getAsLong();
            }
        } while (secondsSince(lastMove) < patience.toSeconds()
                && !stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        return new Outcome(false, landed, before, secondsSince(began), new LinkedHashMap<>(stageSeconds));
    }

    private void noteStages(Landed landed, double seconds) {
        stages.forEach((name, done) -> {
            if (!stageSeconds.containsKey(name) && done.getAsBoolean()) {
                stageSeconds.put(name, seconds);
            }
        });
        if (expected.missingFrom(landed).isEmpty()) {
            stageSeconds.putIfAbsent("every candle in h1_data", seconds);
        }
        if (landed.indicatorRows() >= expected.indicatorRows()) {
            stageSeconds.putIfAbsent("every indicator row in indicators", seconds);
        }
    }

    private double secondsSince(long then) {
        return (nanos.getAsLong() - then) / 1e9;
    }
}
