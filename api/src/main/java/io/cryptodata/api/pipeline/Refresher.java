package io.cryptodata.api.pipeline;

import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Refreshes sections in the background, each in a loop of its own: every few seconds while clients request them, not at all
/// otherwise. Whatever the number of clients, a section is refreshed once at a time.
final class Refresher implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration ACTIVE_AFTER_REQUEST = Duration.ofMinutes(1);
    /// what is older was not refreshed meanwhile
    private static final Duration STALE = Duration.ofSeconds(15);

    private final List<Loop> loops = new ArrayList<>();
    private final List<Long> refreshedAt = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition refreshed = lock.newCondition();
    private volatile long requestedAt = System.nanoTime();

    Refresher(List<Section<?>> sections) {
        for (Section<?> section : sections) {
            int index = loops.size();
            refreshedAt.add(null);
            loops.add(Loop.of("overview-" + index, Backoff.between(EVERY, EVERY), () -> step(section, index))
                    .closingWithin(Duration.ZERO));
        }
    }

    void start() {
        loops.forEach(Loop::start);
    }

    private Duration step(Section<?> section, int index) throws InterruptedException {
        section.refresh();
        lock.lock();
        try {
            refreshedAt.set(index, System.nanoTime());
            refreshed.signalAll();
        } finally {
            lock.unlock();
        }
        return System.nanoTime() - requestedAt < ACTIVE_AFTER_REQUEST.toNanos() ? EVERY : Loop.UNTIL_WOKEN;
    }

    /// Keeps refreshing for another minute, and restarts it where it had stopped.
    ///
    /// @param maxWait for the sections that are stale
    void request(Duration maxWait) throws InterruptedException {
        requestedAt = System.nanoTime();
        lock.lock();
        try {
            for (int i = 0; i < loops.size(); i++) {
                if (isStale(i)) {
                    loops.get(i).wake();
                }
            }
            long left = maxWait.toNanos();
            while (left > 0 && isAnyStale()) {
                left = refreshed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isAnyStale() {
        for (int i = 0; i < loops.size(); i++) {
            if (isStale(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isStale(int index) {
        Long at = refreshedAt.get(index);
        return at == null || System.nanoTime() - at > TimeUnit.MILLISECONDS.toNanos(STALE.toMillis());
    }

    @Override
    public void close() {
        loops.forEach(Loop::close);
    }
}
