package io.cryptodata.producers.venue.xchange;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs calls that block, one at a time, each on a thread of its own and for a limited time. After that time the thread is
/// interrupted, which closes its connection; while it has not ended, no other call is started. For one caller at a time.
final class TimeLimit {
    private final String name;
    private final Duration limit;
    private @Nullable Thread unfinished;

    /// @param name of the threads
    TimeLimit(String name, Duration limit) {
        this.name = name;
        this.limit = limit;
    }

    /// @throws ExecutionException if the call fails
    /// @throws TimeoutException if it has not ended in time, or an earlier one has not ended yet
    <T> T run(Callable<T> call) throws ExecutionException, TimeoutException, InterruptedException {
        Thread earlier = unfinished;
        if (earlier != null && earlier.isAlive()) {
            throw new TimeoutException("an earlier call has not ended yet");
        }
        FutureTask<T> task = new FutureTask<>(call);
        unfinished = Thread.ofVirtual().name(name).start(task);
        try {
            T result = task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            unfinished = null;
            return result;
        } catch (ExecutionException e) {
            unfinished = null;
            throw e;
        } catch (TimeoutException e) {
            throw new TimeoutException("no result within " + limit.toMillis() + " ms");
        } finally {
            task.cancel(true);
        }
    }
}
