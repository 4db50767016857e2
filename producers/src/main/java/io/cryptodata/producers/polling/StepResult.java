package io.cryptodata.producers.polling;

import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Function;

/// The result of one step of one market.
sealed interface StepResult {
    /// The ledger has changed.
    record Progress() implements StepResult {}

    /// The venue responded, and nothing was new.
    record Unchanged() implements StepResult {}

    /// Nothing usable was received or published.
    ///
    /// @param pause how long no request may be sent to the venue; zero if it did not ask for a pause
    /// @param rejection why the venue rejected the request; null if it did not
    record Failed(String reason, Duration pause, @Nullable String rejection) implements StepResult {}

    static StepResult failed(String reason) {
        return new Failed(reason, Duration.ZERO, null);
    }

    /// The result of a request.
    ///
    /// @param next what to do with a fetched value
    static <T> StepResult of(Fetch<T> response, Function<T, StepResult> next) {
        return switch (response) {
            case Fetch.Ok<T>(T value) -> next.apply(value);
            case Fetch.Failed<T>(Failure failure) -> new Failed(failure.describe(), failure.pause(),
                    failure instanceof Failure.Rejected(String reason) ? reason : null);
        };
    }
}
