package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.Priority;

/// Runs calls.
public interface CallRunner {
    /// The result after all waiting and retrying.
    <T> Fetch<T> run(Call<T> call, Priority priority);
}
