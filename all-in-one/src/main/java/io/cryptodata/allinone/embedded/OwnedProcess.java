package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The child process of a part, if it runs: starts it, waits until it responds, checks and stops it.
final class OwnedProcess {

    private final String owner;
    private final Duration readyTimeout;
    private final Duration stopTimeout;
    private volatile @Nullable ChildProcess child;

    /// @param owner subject of messages, for example `The schema registry`
    /// @param readyTimeout how long it may take until it responds
    /// @param stopTimeout how long it may take to exit after the stop signal
    OwnedProcess(String owner, Duration readyTimeout, Duration stopTimeout) {
        this.owner = owner;
        this.readyTimeout = readyTimeout;
        this.stopTimeout = stopTimeout;
    }

    boolean isStarted() {
        return child != null;
    }

    /// Starts it and waits until it responds.
    ///
    /// @param hint appended to the message if it runs but does not respond, may be empty
    /// @throws StartException if it exits or does not respond; no process runs then
    void start(ChildProcess.Launch launch, BooleanSupplier responds, String hint) {
        ChildProcess started = ChildProcess.start(launch);
        child = started;
        boolean settled = Await.until(() -> !started.isAlive() || responds.getAsBoolean(), readyTimeout);
        if (settled && started.isAlive()) {
            return;
        }
        String reason = settled
                ? started.exitReason()
                : "did not respond within " + readyTimeout.toMinutes() + " minutes" + hint;
        stop();
        throw new StartException(owner + " " + reason + ".");
    }

    /// Empty while none runs.
    Optional<ProcessHandle> handle() {
        ChildProcess running = child;
        return running == null ? Optional.empty() : running.handle();
    }

    /// Whether the process runs; whether it responds is checked by its part.
    Health health() {
        ChildProcess running = child;
        if (running == null) {
            return new Health.Down("not started");
        }
        return running.isAlive()
                ? new Health.Up("process " + running.pid())
                : new Health.Down("its process " + running.exitReason());
    }

    /// Stops it, if necessary by force; does nothing if none was started.
    void stop() {
        ChildProcess running = child;
        child = null;
        if (running != null) {
            running.stop(stopTimeout);
        }
    }
}
