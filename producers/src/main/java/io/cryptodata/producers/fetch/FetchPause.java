package io.cryptodata.producers.fetch;

import io.cryptodata.service.loop.Loop;

import java.time.Duration;
import java.util.Optional;

/// Whether fetching is paused from outside, for example because the disk of the broker is nearly full. Requests and pages under
/// way are finished; nothing new is requested, so that nothing new is written.
@FunctionalInterface
public interface FetchPause {
    Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /// Why nothing may be fetched at the moment, in one phrase; empty while fetching is allowed.
    Optional<String> reason();

    /// Fetching is always allowed.
    static FetchPause never() {
        return Optional::empty;
    }

    /// Fetching is paused while it is paused by either.
    default FetchPause or(FetchPause other) {
        return () -> reason().or(other::reason);
    }

    default boolean isActive() {
        return reason().isPresent();
    }

    /// The step of a loop that does nothing during a pause.
    default Loop.Step outside(Loop.Step step) {
        return () -> isActive() ? CHECK_INTERVAL : step.run();
    }
}
