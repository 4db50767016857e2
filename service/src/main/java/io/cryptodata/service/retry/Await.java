package io.cryptodata.service.retry;

import io.cryptodata.service.lifecycle.SetupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits until something is ready, always with a timeout. Everything is checked at least once.
public final class Await {
    private static final Logger LOG = LoggerFactory.getLogger(Await.class);
    private static final Duration CONDITION_INTERVAL = Duration.ofMillis(50);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(300);

    private Await() {}

    /// Checks once whether something is ready.
    @FunctionalInterface
    public interface Probe {
        /// @return why it is not ready, in one sentence; empty once it is
        /// @throws SetupException if waiting longer cannot help
        Optional<String> notReady() throws InterruptedException;
    }

    /// Waits until the probe reports ready.
    ///
    /// @throws SetupException with the last reason and the time waited after `timeout`, or when the thread is interrupted
    public static void untilReady(Probe probe, Duration timeout) {
        notReadyWithin(probe, timeout).ifPresent(reason -> {
            throw new SetupException(timeout.isZero() ? reason : reason + " (waited " + timeout.toSeconds() + " s)");
        });
    }

    /// Waits until the probe reports ready.
    ///
    /// @return empty once ready; the last reason after `timeout`
    /// @throws SetupException when the thread is interrupted
    public static Optional<String> notReadyWithin(Probe probe, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        String logged = "";
        try {
            Optional<String> reason = probe.notReady();
            while (reason.isPresent() && System.nanoTime() - deadline < 0) {
                if (!reason.get().equals(logged)) {
                    logged = reason.get();
                    LOG.info("waiting: {}", logged);
                }
                Thread.sleep(PROBE_INTERVAL);
                reason = probe.notReady();
            }
            return reason;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException(
                    logged.isEmpty() ? "interrupted while waiting" : "interrupted while waiting: " + logged,
                    e);
        }
    }

    /// Waits until the condition holds.
    ///
    /// @return false after `timeout`, and when the thread is interrupted
    public static boolean until(BooleanSupplier condition, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(CONDITION_INTERVAL.toNanos());
        }
        return true;
    }

    /// Waits until the process exits.
    ///
    /// @return false if it still runs after `timeout`, or when the thread is interrupted
    public static boolean end(Process process, Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
