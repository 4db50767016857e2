package io.cryptodata.producers.fetch;

import java.util.Optional;
import java.util.function.Function;

/// The outcome of a call. A [Failure] has no type parameter: it is passed on as it is, whatever was to be fetched.
public sealed interface Fetch<T> {
    /// The requested value.
    record Ok<T>(T value) implements Fetch<T> {}

    /// No value.
    record Failed<T>(Failure failure) implements Fetch<T> {}

    static <T> Fetch<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    default <U> Fetch<U> map(Function<T, U> mapping) {
        return switch (this) {
            case Ok<T>(T value) -> new Ok<>(mapping.apply(value));
            case Failed<T>(Failure failure) -> new Failed<>(failure);
        };
    }

    /// Empty for a value.
    default Optional<Failure> asFailure() {
        return this instanceof Failed<T>(Failure failure) ? Optional.of(failure) : Optional.empty();
    }

    /// The outcome as metrics name it: `ok`, or [Failure#outcome()].
    default String outcome() {
        return asFailure().map(Failure::outcome).orElse("ok");
    }
}
