package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.Charge;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// A description of what to request from a service: nothing is sent until a [CallRunner] runs it. A call is one request, or
/// several that follow from each other; every request is charged, paced and retried by itself.
public sealed interface Call<T> {
    /// One request.
    ///
    /// @param name of the kind of request, for metrics: for example `hourly_candles`
    /// @param charges what it costs, of each limit that it counts against
    record Request<T>(String name, List<Charge> charges, Attempt<T> attempt) implements Call<T> {
        public Request {
            charges = List.copyOf(charges);
        }
    }

    /// A result that needs no request.
    record Completed<T>(Fetch<T> result) implements Call<T> {}

    /// A call whose value determines the next one.
    record Sequence<A, T>(Call<A> first, Function<A, Call<T>> next) implements Call<T> {}

    /// Sends a request once and reads its response. Does not wait and does not retry.
    @FunctionalInterface
    interface Attempt<T> {
        Fetch<T> send();
    }

    static <T> Call<T> value(T value) {
        return new Completed<>(new Fetch.Ok<>(value));
    }

    /// The next call is described when this one has returned its value; a failure of this one is the failure of both.
    default <U> Call<U> then(Function<T, Call<U>> next) {
        return new Sequence<>(this, next);
    }

    default <U> Call<U> map(Function<T, U> mapping) {
        return then(value -> value(mapping.apply(value)));
    }

    /// The values of all calls joined, in this order. It fails with the first call that fails: half a value is none.
    static <T> Call<T> joined(T start, List<Call<T>> calls, BinaryOperator<T> join) {
        Call<T> all = value(start);
        for (Call<T> each : calls) {
            all = all.then(before -> each.map(next -> join.apply(before, next)));
        }
        return all;
    }
}
