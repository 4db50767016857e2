package io.cryptodata.producers.fetch;

import java.time.Duration;

/// What a venue answered. Expected trouble is an answer, not an exception: every caller says what it does with each.
public sealed interface Fetch<T> {
    /// It answered what was asked.
    record Ok<T>(T value) implements Fetch<T> {}

    /// Too many requests: nothing more of this venue before `retryAfter` has passed.
    record SlowDown<T>(Duration retryAfter, String reason) implements Fetch<T> {}

    /// The venue has banned this address: no request at all to it before `retryAfter` has passed.
    record Banned<T>(Duration retryAfter, String reason) implements Fetch<T> {}

    /// Network trouble, 5xx or maintenance: worth another try.
    record Unavailable<T>(String reason) implements Fetch<T> {}

    /// A permanent no, for example an unknown market: not worth another try.
    record Rejected<T>(String reason) implements Fetch<T> {}

    /// An answer that is not what the venue documents, for example HTML with status 200.
    ///
    /// @param excerpt the beginning of the body, at most 1,000 characters, no secrets
    record Unreadable<T>(String reason, String excerpt) implements Fetch<T> {}

    /// What went wrong, in words; empty where it answered what was asked.
    default String trouble() {
        return switch (this) {
            case Ok<T> _ -> "";
            case SlowDown<T> no -> "told to slow down: " + no.reason();
            case Banned<T> no -> "banned: " + no.reason();
            case Unavailable<T> no -> "unavailable: " + no.reason();
            case Rejected<T> no -> "rejected: " + no.reason();
            case Unreadable<T> no -> "unreadable: " + no.reason() + " in " + no.excerpt();
        };
    }
}
