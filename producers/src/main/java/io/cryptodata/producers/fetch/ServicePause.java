package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.Ticker;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// Until when a service must not be called. Safe for many threads.
final class ServicePause {
    private final Ticker time;
    private volatile CallExecutor.@Nullable Pause last;

    ServicePause(Ticker time) {
        this.time = time;
    }

    Optional<CallExecutor.Pause> current() {
        CallExecutor.Pause pause = last;
        return pause == null || time.elapsed().compareTo(pause.until()) >= 0 ? Optional.empty() : Optional.of(pause);
    }

    /// A longer pause wins over a shorter one, a ban over a request to slow down.
    ///
    /// @return whether the failure requires a pause
    synchronized boolean note(Failure failure) {
        if (failure.pause().isZero()) {
            return false;
        }
        Duration until = time.elapsed().plus(failure.pause());
        boolean banned = failure instanceof Failure.Banned;
        CallExecutor.Pause before = current().orElse(null);
        last = before != null && before.until().compareTo(until) > 0
                ? new CallExecutor.Pause(before.until(), before.banned() || banned, before.reason())
                : new CallExecutor.Pause(until, banned, failure.reason());
        return true;
    }
}
