package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The child process of a part, or none: started, awaited, looked at and ended.
final class OwnedProcess {

    private final String owner;
    private final Duration readyPatience;
    private final Duration stopPatience;
    private volatile @Nullable ChildProcess child;

    /// @param owner begins sentences about the process, for example `The schema registry`
    /// @param readyPatience how long it may take until it answers
    /// @param stopPatience how long it may take to end when asked
    OwnedProcess(String owner, Duration readyPatience, Duration stopPatience) {
        this.owner = owner;
        this.readyPatience = readyPatience;
        this.stopPatience = stopPatience;
    }

    boolean isStarted() {
        return child != null;
    }

    /// Starts it and waits until it answers.
    ///
    /// @param silence where to look when it lives but does not answer, may be empty
    /// @throws StartException when it ends or stays silent; nothing runs then
    void start(ChildProcess.Launch launch, BooleanSupplier answers, String silence) {
        ChildProcess started = ChildProcess.start(launch);
        child = started;
        boolean settled = Await.until(() -> !started.isAlive() || answers.getAsBoolean(), readyPatience);
        if (settled && started.isAlive()) {
            return;
        }
        String story = settled
                ? started.obituary()
                : "did not answer within " + readyPatience.toMinutes() + " minutes" + silence;
        stop();
        throw new StartException(owner + " " + story + ".");
    }

    /// Empty while none runs.
    Optional<ProcessHandle> handle() {
        ChildProcess running = child;
        return running == null ? Optional.empty() : running.handle();
    }

    /// Whether the process lives; whether it answers is for its part to ask.
    Health health() {
        ChildProcess running = child;
        if (running == null) {
            return new Health.Down("it is not started");
        }
        return running.isAlive()
                ? new Health.Up("process " + running.pid())
                : new Health.Down("its process " + running.obituary());
    }

    /// Asks it to end, then insists; does nothing when none was started.
    void stop() {
        ChildProcess running = child;
        child = null;
        if (running != null) {
            running.stop(stopPatience);
        }
    }
}
