package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.Priority;

import java.util.ArrayList;
import java.util.List;

/// Sends every request of a call once, without budget and retries, and records what it would be charged.
public final class DirectRunner implements CallRunner {
    private final List<Charge> charges = new ArrayList<>();
    private int sent;

    @Override
    public <T> Fetch<T> run(Call<T> call, Priority priority) {
        return switch (call) {
            case Call.Completed<T>(Fetch<T> result) -> result;
            case Call.Request<T> request -> {
                charges.addAll(request.charges());
                sent++;
                yield request.attempt().send();
            }
            case Call.Sequence<?, T> sequence -> sequence(sequence, priority);
        };
    }

    private <A, T> Fetch<T> sequence(Call.Sequence<A, T> sequence, Priority priority) {
        return switch (run(sequence.first(), priority)) {
            case Fetch.Ok<A>(A value) -> run(sequence.next().apply(value), priority);
            case Fetch.Failed<A>(Failure failure) -> Fetch.failed(failure);
        };
    }

    /// The charges of all requests so far, in order.
    public List<Charge> charges() {
        return List.copyOf(charges);
    }

    /// The number of requests so far, each of which an executor would send with a permit of its own.
    public int sent() {
        return sent;
    }

    /// Runs a call that must succeed.
    public static <T> T value(Call<T> call) {
        if (fetch(call) instanceof Fetch.Ok<T>(T value)) {
            return value;
        }
        throw new AssertionError("expected a value, but was " + fetch(call));
    }

    public static <T> Fetch<T> fetch(Call<T> call) {
        return new DirectRunner().run(call, Priority.LIVE);
    }

    /// Runs a call and returns its failure, or the successful [Fetch], for assertions.
    public static Object outcome(Call<?> call) {
        return outcome(fetch(call));
    }

    /// The failure, or the successful [Fetch], for assertions.
    public static Object outcome(Fetch<?> fetch) {
        return fetch instanceof Fetch.Failed<?>(Failure failure) ? failure : fetch;
    }
}
