package io.cryptodata.domain.ledger;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.fold.CorrectionWindow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When repeated empty responses confirm that a range is empty, and when a published hour is rechecked.
///
/// @param occasionGaps how much of the venue's time must pass after the first, the second ... empty response before the
///        next one counts; the last gap applies to all later ones
/// @param confirmations how many empty responses make a missing range a confirmed empty one
/// @param recheckDelays how long after its close (and the settle delay) an hour is rechecked, shortest first; none if
///        empty. Rechecks after an hour or more are included in requests for newer hours, earlier ones need a separate
///        request
/// @param correctionWindow that of the streams: older candles are folded in by a replay only
public record LedgerRules(List<Duration> occasionGaps, int confirmations, List<Duration> recheckDelays,
        CorrectionWindow correctionWindow) {
    public static final Duration LONGEST_RECHECK_DELAY = Duration.ofHours(24);
    public static final int MAX_RECHECKS = 8;
    /// A range that the venue never serves well is requested again at least this often.
    public static final Duration LONGEST_GAP = Duration.ofDays(1);

    private static final Duration ONE_HOUR = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 20;

    /// Three empty responses, ten minutes and an hour apart; rechecks after five minutes, an hour and a day.
    public static final LedgerRules DEFAULT = new LedgerRules(List.of(Duration.ofMinutes(10), Duration.ofHours(1)), 3,
            List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(24)), CorrectionWindow.DEFAULT);

    public LedgerRules {
        occasionGaps = List.copyOf(occasionGaps);
        recheckDelays = List.copyOf(recheckDelays);
        if (occasionGaps.isEmpty() || occasionGaps.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException(
                    "occasion gaps must contain at least one and no negative one, but were " + occasionGaps);
        }
        if (confirmations < 1) {
            throw new IllegalArgumentException("confirmations must be at least 1, but was " + confirmations);
        }
        if (!areRecheckDelays(recheckDelays)) {
            throw new IllegalArgumentException("recheck delays must be at most " + MAX_RECHECKS
                    + ", above 0, at most 24 hours and each longer than the one before, but were " + recheckDelays);
        }
    }

    /// With the standard correction window.
    public LedgerRules(List<Duration> occasionGaps, int confirmations, List<Duration> recheckDelays) {
        this(occasionGaps, confirmations, recheckDelays, CorrectionWindow.DEFAULT);
    }

    /// With another correction window.
    public LedgerRules within(CorrectionWindow window) {
        return new LedgerRules(occasionGaps, confirmations, recheckDelays, window);
    }

    /// Whether hours may be rechecked after these delays: each longer than the one before, none longer than a day.
    public static boolean areRecheckDelays(List<Duration> delays) {
        Duration before = Duration.ZERO;
        for (Duration delay : delays) {
            if (delay.compareTo(before) <= 0) {
                return false;
            }
            before = delay;
        }
        return delays.size() <= MAX_RECHECKS && before.compareTo(LONGEST_RECHECK_DELAY) <= 0;
    }

    /// How much time must pass after the `responses`th empty response before another one counts.
    Duration gapAfter(int responses) {
        return occasionGaps.get(Math.clamp(responses - 1L, 0, occasionGaps.size() - 1));
    }

    /// The same for a range that may never be confirmed empty: once as many occasions have passed as confirm an empty one,
    /// the gap doubles with each, up to [#LONGEST_GAP].
    Duration growingGapAfter(int occasions) {
        int doublings = Math.clamp(occasions - confirmations + 1L, 0, MAX_DOUBLINGS);
        Duration gap = gapAfter(occasions).multipliedBy(1L << doublings);
        return doublings > 0 && gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
    }

    /// How many of an hour's rechecks have been due by now.
    ///
    /// @param settled what closed before it is final: the venue's clock less the settle delay
    int rechecksDue(long hour, Instant settled) {
        Duration age = Duration.between(Timeframe.instantOf(hour + 1), settled);
        int due = 0;
        while (due < recheckDelays.size() && age.compareTo(recheckDelays.get(due)) >= 0) {
            due++;
        }
        return due;
    }

    /// How many of the newest closed hours may have a recheck ahead, or have had the last one within the last hour.
    long recheckHours() {
        return recheckDelays.isEmpty() ? 0 : recheckDelays.getLast().plusHours(2).toHours();
    }

    /// How many rechecks come before the next hour closes, so that no request for newer hours includes them.
    int earlyRechecks() {
        return (int) recheckDelays.stream().filter(delay -> delay.compareTo(ONE_HOUR) < 0).count();
    }
}
