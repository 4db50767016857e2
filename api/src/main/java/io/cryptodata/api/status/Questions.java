package io.cryptodata.api.status;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Questions that are asked at the same time and answered before one deadline. What hangs is left behind: its thread does not
/// keep the process alive.
final class Questions {
    private final Duration timeout;
    private final LongSupplier nanos;
    private final long deadline;

    /// The deadline is `timeout` from now.
    Questions(Duration timeout) {
        this(timeout, System::nanoTime);
    }

    /// @param nanos a clock like `System.nanoTime()`
    Questions(Duration timeout, LongSupplier nanos) {
        this.timeout = timeout;
        this.nanos = nanos;
        this.deadline = nanos.getAsLong() + timeout.toNanos();
    }

    /// For example `no answer within 3 s`.
    String noAnswer() {
        return "no answer within " + timeout.toSeconds() + " s";
    }

    /// Asks in a thread of its own.
    <T> Answer<T> ask(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("status").start(() -> {
            try {
                answer.complete(question.call());
            } catch (Throwable failed) {
                answer.completeExceptionally(failed);
            }
        });
        return new Answer<>(answer);
    }

    /// The answer to one question.
    final class Answer<T> {
        private final CompletableFuture<T> future;

        private Answer(CompletableFuture<T> future) {
            this.future = future;
        }

        /// Waits for the answer, at most until the deadline.
        ///
        /// @return empty where there is none by then
        /// @throws RuntimeException as the question threw it; a checked one as the cause of an [IllegalStateException]
        Optional<T> await() {
            return await(() -> deadline - timeout.toNanos());
        }

        /// Waits for the answer while the work advances, at least until the deadline.
        ///
        /// @param advanced when the work advanced last, by the clock of this object
        /// @return empty where there is none at the deadline and for the timeout after the last advance
        /// @throws RuntimeException as [#await()]
        Optional<T> await(LongSupplier advanced) {
            try {
                while (true) {
                    long now = nanos.getAsLong(); // before the work is looked at, which may advance meanwhile
                    long left = Math.max(deadline, advanced.getAsLong() + timeout.toNanos()) - now;
                    Optional<T> answer = within(Math.max(0, left));
                    if (answer.isPresent() || left <= 0) {
                        return answer;
                    }
                }
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException own
                        ? own
                        : new IllegalStateException(failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        private Optional<T> within(long nanoseconds) throws ExecutionException, InterruptedException {
            try {
                return Optional.of(future.get(nanoseconds, TimeUnit.NANOSECONDS));
            } catch (TimeoutException late) {
                return Optional.empty();
            }
        }
    }
}
