package io.cryptodata.api.status;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Calls that run concurrently, with one deadline for all. A call that hangs is abandoned: its thread does not keep the process
/// alive.
final class ConcurrentCalls {
    private final Duration timeout;
    private final LongSupplier nanos;
    private final long deadline;

    /// The deadline is `timeout` from now.
    ConcurrentCalls(Duration timeout) {
        this(timeout, System::nanoTime);
    }

    /// @param nanos a clock like `System.nanoTime()`
    ConcurrentCalls(Duration timeout, LongSupplier nanos) {
        this.timeout = timeout;
        this.nanos = nanos;
        this.deadline = nanos.getAsLong() + timeout.toNanos();
    }

    /// For example `no answer within 3 s`.
    String noAnswer() {
        return "no answer within " + timeout.toSeconds() + " s";
    }

    /// Starts a call in a thread of its own.
    <T> Call<T> start(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().name("status").start(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable failed) {
                result.completeExceptionally(failed);
            }
        });
        return new Call<>(result);
    }

    /// One call.
    final class Call<T> {
        private final CompletableFuture<T> future;

        private Call(CompletableFuture<T> future) {
            this.future = future;
        }

        /// Waits for the result, at most until the deadline.
        ///
        /// @return empty where there is none by then
        /// @throws RuntimeException as the call threw it; a checked one as the cause of an [IllegalStateException]
        Optional<T> await() {
            return await(() -> deadline - timeout.toNanos());
        }

        /// Waits for the result while the work advances, at least until the deadline.
        ///
        /// @param advanced when the work advanced last, by the clock of this object
        /// @return empty where there is none at the deadline and for the timeout after the last advance
        /// @throws RuntimeException as [#await()]
        Optional<T> await(LongSupplier advanced) {
            try {
                while (true) {
                    long now = nanos.getAsLong(); // before the work is looked at, which may advance meanwhile
                    long left = Math.max(deadline, advanced.getAsLong() + timeout.toNanos()) - now;
                    Optional<T> result = within(Math.max(0, left));
                    if (result.isPresent() || left <= 0) {
                        return result;
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
