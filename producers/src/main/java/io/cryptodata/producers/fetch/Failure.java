package io.cryptodata.producers.fetch;

import java.time.Duration;

/// Why a service did not return what was requested. Expected failures are values, not exceptions: each caller decides what
/// it does with each of them.
public sealed interface Failure {
    /// Too many requests: no request to this service before `retryAfter` has passed.
    record SlowDown(Duration retryAfter, String reason) implements Failure {}

    /// The service has banned this address: no request to it before `retryAfter` has passed.
    record Banned(Duration retryAfter, String reason) implements Failure {}

    /// Network failure, 5xx or maintenance: transient.
    record Unavailable(String reason) implements Failure {}

    /// Refused for good, for example an unknown market: a retry is useless.
    record Rejected(String reason) implements Failure {}

    /// A response that is not what the service documents, for example HTML with status 200.
    ///
    /// @param excerpt the beginning of the body, at most 1,000 characters, no secrets
    record Unreadable(String reason, String excerpt) implements Failure {}

    /// The API did not respond under this address: a redirect, a path that does not exist, a location that is not served,
    /// or a page of the network in front of the service.
    ///
    /// @param retryAfter how long no request of this kind may be sent; zero for the first ones
    record NotServed(Duration retryAfter, String reason) implements Failure {
        /// As a response shows it.
        public NotServed(String reason) {
            this(Duration.ZERO, reason);
        }
    }

    String reason();

    /// For logs and status.
    default String describe() {
        return switch (this) {
            case SlowDown _ -> "rate limited: " + reason();
            case Banned _ -> "banned: " + reason();
            case Unavailable _ -> "unavailable: " + reason();
            case Rejected _ -> "rejected: " + reason();
            case NotServed _ -> "not served: " + reason();
            case Unreadable unreadable -> "unreadable: " + reason() + " in " + unreadable.excerpt();
        };
    }

    /// How long the service must not be called; zero if other requests may succeed.
    default Duration pause() {
        return switch (this) {
            case SlowDown(Duration retryAfter, String _) -> retryAfter;
            case Banned(Duration retryAfter, String _) -> retryAfter;
            case NotServed(Duration retryAfter, String _) -> retryAfter;
            case Unavailable _,Rejected _,Unreadable _ -> Duration.ZERO;
        };
    }

    /// The value of the tag `outcome` in metrics.
    default String outcome() {
        return switch (this) {
            case SlowDown _ -> "slow_down";
            case Banned _ -> "banned";
            case Unavailable _ -> "unavailable";
            case Rejected _ -> "rejected";
            case Unreadable _ -> "unreadable";
            case NotServed _ -> "not_served";
        };
    }
}
