package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When a silence becomes a fact, and when a published hour is looked at again.
///
/// @param occasionGaps how much of the venue's time must lie after the first, the second ... empty answer for the next one
///        to count; the last one holds for all later ones
/// @param confirmations how many empty answers make a missing range a confirmed empty one
/// @param secondLooks how long after its close (and the settle delay) an hour is looked at again, shortest first; none if
///        empty. What is an hour or longer goes along with requests for newer hours, what is shorter costs one of its own
public record LedgerRules(List<Duration> occasionGaps, int confirmations, List<Duration> secondLooks) {
    /// The longest wait for a second look.
    public static final Duration LONGEST_LOOK = Duration.ofHours(24);
    /// The most second looks.
    public static final int MAX_LOOKS = 8;

    private static final Duration ONE_HOUR = Duration.ofHours(1);

    /// Three empty answers, ten minutes and an hour apart; looks after five minutes, an hour and a day.
    public static final LedgerRules DEFAULT = new LedgerRules(List.of(Duration.ofMinutes(10), Duration.ofHours(1)), 3,
            List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(24)));

    public LedgerRules {
        occasionGaps = List.copyOf(occasionGaps);
        secondLooks = List.copyOf(secondLooks);
        if (occasionGaps.isEmpty() || occasionGaps.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException(
                    "occasion gaps must name at least one and none that is negative, but were " + occasionGaps);
        }
        if (confirmations < 1) {
            throw new IllegalArgumentException("confirmations must be at least 1, but was " + confirmations);
        }
        if (!areLooks(secondLooks)) {
            throw new IllegalArgumentException("second looks must be at most " + MAX_LOOKS
                    + ", above 0, at most 24 hours and each later than the one before, but were " + secondLooks);
        }
    }

    /// Whether second looks may be at these times: each later than the one before, none later than a day.
    public static boolean areLooks(List<Duration> secondLooks) {
        Duration before = Duration.ZERO;
        for (Duration look : secondLooks) {
            if (look.compareTo(before) <= 0) {
                return false;
            }
            before = look;
        }
        return secondLooks.size() <= MAX_LOOKS && before.compareTo(LONGEST_LOOK) <= 0;
    }

    /// How much time must lie after the `answers`th empty answer for another one to count.
    Duration gapAfter(int answers) {
        return occasionGaps.get(Math.clamp(answers - 1L, 0, occasionGaps.size() - 1));
    }

    /// How many of an hour's looks have their time behind them.
    ///
    /// @param settled what closed before it is final: the venue's clock less the settle delay
    int looksPast(long hour, Instant settled) {
        Duration age = Duration.between(Timeframe.instantOf(hour + 1), settled);
        int past = 0;
        while (past < secondLooks.size() && age.compareTo(secondLooks.get(past)) >= 0) {
            past++;
        }
        return past;
    }

    /// How many of the newest closed hours may have a look before them, or have had the last one within the last hour.
    long hoursOfLooks() {
        return secondLooks.isEmpty() ? 0 : secondLooks.getLast().plusHours(2).toHours();
    }

    /// How many looks come before the next hour closes, so that no request for newer hours takes them along.
    int earlyLooks() {
        return (int) secondLooks.stream().filter(look -> look.compareTo(ONE_HOUR) < 0).count();
    }
}
