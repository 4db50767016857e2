package io.cryptodata.producers.polling;

import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;

import java.time.Duration;
import java.util.function.Function;

/// What came of one step of one market.
sealed interface StepResult {
    /// Something is known that was not known before.
    record Progress() implements StepResult {}

    /// The venue answered, and it was no news.
    record Quiet() implements StepResult {}

    /// Nothing was learned.
    ///
    /// @param pause how long the whole venue wants to be left alone; zero if it does not say so
    record Failed(String reason, Duration pause) implements StepResult {}

    static StepResult failed(String reason) {
        return new Failed(reason, Duration.ZERO);
    }

    /// What follows from an answer.
    ///
    /// @param next what is done with what was asked for
    static <T> StepResult of(Fetch<T> answer, Function<T, StepResult> next) {
        return switch (answer) {
            case Fetch.Ok<T>(T value) -> next.apply(value);
            case Fetch.Failed<T>(Failure failure) -> new Failed(failure.describe(), failure.pause());
        };
    }
}
