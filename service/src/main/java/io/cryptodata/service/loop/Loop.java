package io.cryptodata.service.loop;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Runs a step again and again on one named thread, with a delay between the end of a step and the start of the next. A
/// step that throws, or is interrupted although the loop is not being closed, is logged and retried; until a step succeeds,
/// the loop is degraded. Only an `OutOfMemoryError` ends it: it is down then. Runs on a virtual thread unless
/// [#onPlatformThread()] is called.
public final class Loop implements AutoCloseable {
    /// The delay of a step that runs again only when woken.
    public static final Duration UNTIL_WOKEN = Duration.ofDays(36_500);

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(2);

    private final String name;
    private final Step step;
    private final Backoff retries;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Thread.Builder threads;
    private Duration closeTimeout = CLOSE_TIMEOUT;
    private @Nullable Thread thread;
    private boolean woken;
    private volatile boolean closing;
    private volatile boolean idle = true;
    private volatile Health health = new Health.Starting("not started");

    private Loop(String name, Step step, Backoff retries) {
        this.name = name;
        this.step = step;
        this.retries = retries;
        this.threads = Thread.ofVirtual().name(name);
    }

    /// One step of a loop with a fixed delay.
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /// One step of a loop that computes its delay.
    @FunctionalInterface
    public interface Step {
        /// @return the delay before the next step; [#UNTIL_WOKEN] for none before [#wake()]
        Duration run() throws Exception;
    }

    /// A loop with the same delay after every step, failed or not.
    public static Loop every(Duration delay, String name, Action action) {
        return new Loop(name, () -> {
            action.run();
            return delay;
        }, Backoff.between(delay, delay));
    }

    /// A loop whose step returns the delay before the next one.
    ///
    /// @param retries the delay after failed steps
    public static Loop of(String name, Backoff retries, Step step) {
        return new Loop(name, step, retries);
    }

    /// For steps that block in native code or hold monitors. Before the start only.
    public Loop onPlatformThread() {
        threads = Thread.ofPlatform().daemon().name(name);
        return this;
    }

    /// How long [#close()] waits for the current step before it interrupts it; zero interrupts immediately. Before the
    /// start only.
    public Loop closingWithin(Duration timeout) {
        closeTimeout = timeout;
        return this;
    }

    /// Starts with a first step.
    public void start() {
        start(Duration.ZERO);
    }

    /// Starts; the first step runs after `delay`.
    public void start(Duration delay) {
        lock.lock();
        try {
            if (thread != null) {
                throw new IllegalStateException("loop " + name + " was started before");
            }
            if (!closing) {
                health = Health.up();
                thread = threads.start(() -> run(delay));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the delay. During a step: another step follows without a delay, however often it is woken.
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether the loop is being closed: a long step returns early then.
    public boolean isClosing() {
        return closing;
    }

    /// Whether no step runs and none is due because of [#wake()].
    public boolean isIdle() {
        lock.lock();
        try {
            return idle && !woken;
        } finally {
            lock.unlock();
        }
    }

    /// Up, or degraded by the last step's failure; starting before the start and down after the close.
    public Health health() {
        return closing ? new Health.Down("closed") : health;
    }

    private void run(Duration firstDelay) {
        int failures = 0;
        Duration delay = firstDelay;
        try {
            while (!closing) {
                try {
                    if (!pause(delay)) {
                        return;
                    }
                    delay = step.run();
                    failures = 0;
                    health = Health.up();
                } catch (OutOfMemoryError e) {
                    throw e;
                } catch (Throwable e) {
                    failures++;
                    delay = retries.after(failures);
                    failed(e, delay);
                }
            }
        } catch (OutOfMemoryError e) {
            // nothing in this process can be relied on any more: a restart is the only remedy
            health = new Health.Down(name + ": " + e);
            throw e;
        } finally {
            idle = true;
        }
    }

    private void failed(Throwable failure, Duration delay) {
        if (closing) {
            LOG.debug("the last step of {} failed while closing", name, failure);
            return;
        }
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        health = Health.degraded(name + ": " + message);
        LOG.error("{} failed; retrying in {} ms", name, delay.toMillis(), failure);
    }

    /// @return false if the loop is closing
    private boolean pause(Duration delay) throws InterruptedException {
        lock.lock();
        try {
            idle = true;
            long left = delay.toNanos();
            while (!woken && !closing && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            idle = closing;
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the current step, then interrupts it. Idempotent.
    @Override
    public void close() {
        Thread running = beginClosing();
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        try {
            if (running.join(closeTimeout)) {
                return;
            }
            running.interrupt();
            if (!running.join(INTERRUPT_TIMEOUT)) {
                LOG.warn("the current step of {} does not end", name);
            }
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Thread beginClosing() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
            return thread;
        } finally {
            lock.unlock();
        }
    }
}
