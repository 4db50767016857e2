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

/// One part of the overview: its question, and the last answer. Asked by one thread at a time; a question that hangs is
/// interrupted after the timeout, so that it delays no other section.
final class Section<T> {
    private final Callable<T> question;
    private final Duration timeout;
    private final InstantSource clock;
    private volatile @Nullable Answer<T> last;

    /// @param value null if there was none
    /// @param failure why there was none; null if there was one
    /// @param at when it was asked
    record Answer<T>(@Nullable T value, @Nullable String failure, Instant at) {}

    Section(Callable<T> question, Duration timeout, InstantSource clock) {
        this.question = question;
        this.timeout = timeout;
        this.clock = clock;
    }

    /// Asks now.
    void refresh() throws InterruptedException {
        Instant asked = clock.instant();
        FutureTask<T> answer = new FutureTask<>(question);
        Thread thread = Thread.ofVirtual().name("overview").start(answer);
        try {
            last = new Answer<>(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), null, asked);
        } catch (TimeoutException late) {
            thread.interrupt();
            last = new Answer<>(null, "no answer within " + timeout.toSeconds() + " s", asked);
        } catch (ExecutionException failed) {
            last = new Answer<>(null, reasonOf(failed.getCause()), asked);
        }
    }

    private static String reasonOf(@Nullable Throwable failure) {
        if (failure == null) {
            return "failed";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /// When it was asked last; empty before the first answer.
    Optional<Instant> askedAt() {
        Answer<T> now = last;
        return now == null ? Optional.empty() : Optional.of(now.at);
    }

    /// The last answer; empty if it failed, and before the first one.
    Optional<T> value() {
        Answer<T> now = last;
        return now == null ? Optional.empty() : Optional.ofNullable(now.value);
    }

    /// Why there is no answer; empty if there is one.
    Optional<String> failure() {
        Answer<T> now = last;
        return now == null ? Optional.of("not asked yet") : Optional.ofNullable(now.failure);
    }
}
