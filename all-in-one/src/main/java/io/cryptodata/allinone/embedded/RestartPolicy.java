package io.cryptodata.allinone.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How patiently a part is brought back: pauses that double, and an end to it when it dies too often.
///
/// @param firstPause between the first try and the second
/// @param longestPause pauses do not grow beyond it
/// @param mostTries as many within the window are one too many
/// @param window tries longer ago are forgotten
public record RestartPolicy(Duration firstPause, Duration longestPause, int mostTries, Duration window) {

    private static final int MOST_DOUBLINGS = 20;

    public RestartPolicy {
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "pauses must not be negative and not shrink: " + firstPause + " to " + longestPause);
        }
        if (mostTries < 1 || !window.isPositive()) {
            throw new IllegalArgumentException("there must be a try and a window: " + mostTries + " in " + window);
        }
    }

    public static RestartPolicy usual() {
        return new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 10, Duration.ofMinutes(10));
    }

    /// The next move for a part that is down.
    enum Move {
        TRY, WAIT, GIVE_UP
    }

    /// @param tries when it was tried before, oldest first
    Move next(List<Instant> tries, Instant now) {
        List<Instant> recent = recent(tries, now);
        if (recent.size() >= mostTries) {
            return Move.GIVE_UP;
        }
        boolean due = recent.isEmpty() || !now.isBefore(recent.getLast().plus(pauseAfter(recent.size())));
        return due ? Move.TRY : Move.WAIT;
    }

    /// The tries that still count.
    List<Instant> recent(List<Instant> tries, Instant now) {
        return tries.stream().filter(tried -> tried.isAfter(now.minus(window))).toList();
    }

    private Duration pauseAfter(int tries) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
