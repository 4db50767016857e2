package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Backoff;

import java.time.Duration;
import java.util.List;

/// When a part that is down is restarted, and when no more.
///
/// @param pauses between attempts
/// @param maxAttempts the part is abandoned after so many attempts within the window
/// @param window earlier attempts do not count
public record RestartPolicy(Backoff pauses, int maxAttempts, Duration window) {

    public RestartPolicy {
        if (maxAttempts < 1 || !window.isPositive()) {
            throw new IllegalArgumentException(
                    "at least one attempt within a positive window is needed, but was " + maxAttempts + " in "
                            + window);
        }
    }

    public static RestartPolicy standard() {
        return new RestartPolicy(Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(30)), 10,
                Duration.ofMinutes(10));
    }

    /// What to do with a part that is down.
    enum Decision {
        RESTART, WAIT, ABANDON
    }

    /// @param attempts moments of earlier attempts by a clock that only advances, oldest first
    Decision decide(List<Duration> attempts, Duration now) {
        List<Duration> recent = recent(attempts, now);
        if (recent.size() >= maxAttempts) {
            return Decision.ABANDON;
        }
        boolean due = recent.isEmpty() || now.minus(recent.getLast()).compareTo(pauses.after(recent.size())) >= 0;
        return due ? Decision.RESTART : Decision.WAIT;
    }

    /// The attempts within the window.
    List<Duration> recent(List<Duration> attempts, Duration now) {
        return attempts.stream().filter(attempt -> now.minus(attempt).compareTo(window) < 0).toList();
    }
}
