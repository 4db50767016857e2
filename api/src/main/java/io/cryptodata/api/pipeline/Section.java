package io.cryptodata.api.pipeline;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One section of the overview: its probe and the last result. Refreshed by one thread at a time; a probe that hangs is
/// interrupted after the timeout, so that it delays no other section.
final class Section<T> {
    private final Callable<T> probe;
    private final Duration timeout;
    private final InstantSource clock;
    private volatile @Nullable Result<T> last;

    /// @param value null if there was none
    /// @param failure why there was none; null if there was one
    /// @param at when the probe was started
    record Result<T>(@Nullable T value, @Nullable String failure, Instant at) {}

    Section(Callable<T> probe, Duration timeout, InstantSource clock) {
        this.probe = probe;
        this.timeout = timeout;
        this.clock = clock;
    }

    /// Runs the probe now.
    void refresh() throws InterruptedException {
        Instant started = clock.instant();
        FutureTask<T> running = new FutureTask<>(probe);
        Thread thread = Thread.ofVirtual().name("overview").start(running);
        try {
            last = new Result<>(running.get(timeout.toMillis(), TimeUnit.MILLISECONDS), null, started);
        } catch (TimeoutException late) {
            thread.interrupt();
            last = new Result<>(null, "no answer within " + timeout.toSeconds() + " s", started);
        } catch (ExecutionException failed) {
            last = new Result<>(null, reasonOf(failed.getCause()), started);
        }
    }

    private static String reasonOf(@Nullable Throwable failure) {
        if (failure == null) {
            return "failed";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /// When it was last refreshed; empty before the first result.
    Optional<Instant> refreshedAt() {
        Result<T> now = last;
        return now == null ? Optional.empty() : Optional.of(now.at);
    }

    /// The last result; empty if the probe failed, and before the first one.
    Optional<T> value() {
        Result<T> now = last;
        return now == null ? Optional.empty() : Optional.ofNullable(now.value);
    }

    /// Why there is no result; empty if there is one.
    Optional<String> failure() {
        Result<T> now = last;
        return now == null ? Optional.of("not checked yet") : Optional.ofNullable(now.failure);
    }
}
