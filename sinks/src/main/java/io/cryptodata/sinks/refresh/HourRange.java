package io.cryptodata.sinks.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Changed hours.
///
/// @param oldest open time of the oldest hour
/// @param newest open time of the newest hour
record HourRange(Instant oldest, Instant newest) {
    /// a refresh of one more day costs less than another refresh
    private static final Duration MERGED_GAP = Duration.ofDays(1);

    HourRange {
        if (newest.isBefore(oldest)) {
            throw new IllegalArgumentException("the newest hour " + newest + " is before the oldest " + oldest);
        }
    }

    /// The part of it that is not before `start`; empty if there is none.
    Optional<HourRange> from(Instant start) {
        return newest.isBefore(start)
                ? Optional.empty()
                : Optional.of(new HourRange(oldest.isBefore(start) ? start : oldest, newest));
    }

    /// The ranges in order of time; those that overlap or are at most a day apart become one.
    static List<HourRange> merged(List<HourRange> ranges) {
        List<HourRange> merged = new ArrayList<>();
        for (HourRange next : ranges.stream().sorted(Comparator.comparing(HourRange::oldest)).toList()) {
            if (merged.isEmpty() || next.oldest.isAfter(merged.getLast().newest.plus(MERGED_GAP))) {
                merged.add(next);
            } else if (next.newest.isAfter(merged.getLast().newest)) {
                merged.set(merged.size() - 1, new HourRange(merged.getLast().oldest, next.newest));
            }
        }
        return merged;
    }
}
