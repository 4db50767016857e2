package io.cryptodata.api.deadletter;

/// What a retry does with a letter.
sealed interface RetryDecision {
    /// Its record is published again.
    record Publish() implements RetryDecision {}

    /// Its record was published again because of another letter: this one is marked, too.
    record Mark() implements RetryDecision {}

    /// It stays as it is.
    record Skip(String reason) implements RetryDecision {}
}
