package io.cryptodata.allinone.embedded;

import io.cryptodata.service.retry.Backoff;

import java.time.Duration;
import java.time.Instant;
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

    /// @param attempts times of earlier attempts, oldest first
    Decision decide(List<Instant> attempts, Instant now) {
        List<Instant> recent = recent(attempts, now);
        if (recent.size() >= maxAttempts) {
            return Decision.ABANDON;
        }
        boolean due = recent.isEmpty() || !now.isBefore(recent.getLast().plus(pauses.after(recent.size())));
        return due ? Decision.RESTART : Decision.WAIT;
    }

    /// The attempts within the window.
    List<Instant> recent(List<Instant> attempts, Instant now) {
        return attempts.stream().filter(attempt -> attempt.isAfter(now.minus(window))).toList();
    }
}
