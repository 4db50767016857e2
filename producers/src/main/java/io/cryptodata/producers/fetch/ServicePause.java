package io.cryptodata.producers.fetch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Until when a service must not be called. Safe for many threads.
final class ServicePause {
    private final InstantSource time;
    private volatile CallExecutor.@Nullable Pause last;

    ServicePause(InstantSource time) {
        this.time = time;
    }

    Optional<CallExecutor.Pause> current() {
        CallExecutor.Pause pause = last;
        return pause == null || !time.instant().isBefore(pause.until()) ? Optional.empty() : Optional.of(pause);
    }

    /// A longer pause wins over a shorter one, a ban over a request to slow down.
    ///
    /// @return whether the failure requires a pause
    synchronized boolean note(Failure failure) {
        if (failure.pause().isZero()) {
            return false;
        }
        Instant until = time.instant().plus(failure.pause());
        boolean banned = failure instanceof Failure.Banned;
        CallExecutor.Pause before = current().orElse(null);
        last = before != null && before.until().isAfter(until)
                ? new CallExecutor.Pause(before.until(), before.banned() || banned, before.reason())
                : new CallExecutor.Pause(until, banned, failure.reason());
        return true;
    }
}
